package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.Mark;
import java.util.OptionalInt;

/** The first frame in presentation order at or after the mark, half a frame given for rounding. */
final class ExactFrame implements FrameRule {

    /** How much longer than its neighbours a step between frames is that must be asked about. */
    private static final double BREAK = 1.5;

    @Override
    public boolean needsNoStart() {
        return true;
    }

    @Override
    public boolean enough(PacketIndex index, RunClock clock, Mark mark) {
        return index.settled(target(index, clock, mark));
    }

    @Override
    public boolean before(PacketIndex index, RunClock clock, Mark mark) {
        return index.firstAtOrAfter(target(index, clock, mark)).isEmpty();
    }

    private static long target(PacketIndex index, RunClock clock, Mark mark) {
        return clock.withShorterFrames(index.frameLength()).target(mark.time());
    }

    @Override
    public boolean searchesAroundDamage() {
        return true;
    }

    @Override
    public Choice choose(View view, Mark mark, Direction direction) {
        PacketIndex index = view.index();
        long target = target(index, view.clock(), mark);
        OptionalInt found = index.firstAtOrAfter(target);
        while (found.isPresent()
                && view.firstOfRun()
                && index.decodeStart(found.getAsInt()).isEmpty()) {
            // A leading picture whose reference was cut off: the next frame is the first that can be shown.
            found = index.firstAtOrAfter(index.pts(found.getAsInt()) + 1);
        }
        if (found.isEmpty()) {
            return Choice.NEXT;
        }
        int packet = found.getAsInt();
        boolean first = index.presentedFirst(packet);
        boolean roomBefore = index.pts(packet) - view.clock().frame() >= target;
        if (!roomBefore || (first && view.firstOfRun())) {
            return Choice.frame(packet);
        }
        if (!first) {
            return afterBreak(index, packet, view.clock().frame()) ? Choice.afterBreak(packet) : Choice.frame(packet);
        }
        return direction == Direction.FORWARD ? Choice.afterBreak(packet) : Choice.PREVIOUS;
    }

    /** Whether the step to a packet's frame is longer than a frame, and than the steps before it and behind it. */
    private static boolean afterBreak(PacketIndex index, int packet, long frame) {
        long pts = index.pts(packet);
        long before = index.lastBefore(pts);
        long beforeThat = index.lastBefore(before);
        OptionalInt behind = index.firstAtOrAfter(pts + 1);
        long usual = frame;
        if (beforeThat != PacketIndex.NONE) {
            usual = Math.max(usual, before - beforeThat);
        }
        if (behind.isPresent()) {
            usual = Math.max(usual, index.pts(behind.getAsInt()) - pts);
        }
        return pts - before > BREAK * usual;
    }
}
