package io.github.rokutrickplay.generator.video.search;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The picture on the screen at the mark: the last frame presented at or before it, half a frame given for rounding. */
public final class ExactFrame implements FrameRule {

    /** How much longer than its neighbours a step between frames is that must be asked about. */
    private static final double BREAK = 1.5;

    @Override
    public boolean needsNoStart() {
        return true;
    }

    @Override
    public boolean looksForJumps() {
        return true;
    }

    @Override
    public boolean isDecided(PacketIndex index, RunClock clock, Mark mark) {
        RunClock here = clock.withShorterFrames(index.frameLength());
        return index.settledAtOrBefore(here.latest(mark.time()), here.steadyFrame());
    }

    @Override
    public boolean needsOnlyLastTwoGops(PacketIndex index, RunClock clock, Mark mark) {
        return index.firstAtOrAfter(latest(index, clock, mark)).isEmpty();
    }

    private static long latest(PacketIndex index, RunClock clock, Mark mark) {
        return clock.withShorterFrames(index.frameLength()).latest(mark.time());
    }

    @Override
    public boolean searchesAroundDamage() {
        return true;
    }

    @Override
    public Choice choose(View view, Mark mark, Direction direction) {
        PacketIndex index = view.index();
        // What the first key frame of a run refers to was cut off: what leads it cannot be shown, and never is.
        IntPredicate shown =
                packet -> !view.firstOfRun() || index.decodeStart(packet).isPresent();
        if (direction == Direction.FIRST) {
            return first(index, shown);
        }
        long latest = latest(index, view.clock(), mark);
        OptionalInt found = index.lastAtOrBefore(
                direction == Direction.BACKWARD ? Math.min(latest, lastOfRun(view)) : latest, shown);
        if (found.isEmpty()) {
            return view.firstOfFilm() ? first(index, shown) : Choice.PREVIOUS;
        }
        int packet = found.getAsInt();
        long frame = view.clock().withShorterFrames(index.frameLength()).frame();
        boolean room = latest - index.pts(packet) >= frame;
        if (direction == Direction.BACKWARD || direction == Direction.OVERLAP) {
            return room ? new Choice.Held(packet, Choice.Followed.IN_ANOTHER) : Choice.frame(packet);
        }
        if (room && direction != Direction.ALONE && mayBeOverlapped(index, packet)) {
            return new Choice.Overlapped(packet);
        }
        OptionalInt behind = index.firstAtOrAfter(index.pts(packet) + 1);
        if (behind.isPresent() && (!room || index.decodesBehind(latest))) {
            boolean asks = room && isBreak(index, packet, behind.getAsInt(), frame);
            return asks ? new Choice.Held(packet, Choice.Followed.IN_THE_SEGMENT) : Choice.frame(packet);
        }
        boolean reachesOver = reachesOver(view, latest);
        return room || (reachesOver && view.endsRun())
                ? atTheEnd(view, packet, latest, room, reachesOver)
                : Choice.frame(packet);
    }

    private static Choice first(PacketIndex index, IntPredicate shown) {
        int first = -1;
        for (int packet = 0; packet < index.size(); packet++) {
            boolean earlier = first < 0 || index.pts(packet) < index.pts(first);
            if (index.pts(packet) != PacketIndex.NONE && earlier && shown.test(packet)) {
                first = packet;
            }
        }
        return first < 0 ? Choice.NEXT : Choice.frame(first);
    }

    /**
     * Whether the segment before may hold a frame that is presented later: pictures that come before a key frame in the order of
     * decoding are presented before it, too. Else it was cut anywhere.
     */
    private static boolean mayBeOverlapped(PacketIndex index, int packet) {
        for (int i = 0; i < index.size(); i++) {
            if (index.key(i) && index.pts(i) != PacketIndex.NONE && index.pts(i) <= index.pts(packet)) {
                return false;
            }
        }
        return true;
    }

    /** What a run still holds when it is over is not shown any more. */
    private static long lastOfRun(View view) {
        RunClock clock = view.clock();
        return view.endsRun() && view.end() != null
                ? clock.timestamp(view.end()) - clock.frame() / 2 - 1
                : Long.MAX_VALUE;
    }

    /** Half a frame may reach over to what begins behind the segment. */
    private static boolean reachesOver(View view, long latest) {
        return view.end() != null && latest >= view.clock().timestamp(view.end());
    }

    private static Choice atTheEnd(View view, int packet, long latest, boolean room, boolean reachesOver) {
        OptionalDouble nextFrame = view.nextFrame().get();
        RunClock clock = view.clock();
        boolean inTime = nextFrame.isPresent() ? nextFrame.getAsDouble() <= clock.seconds(latest) : reachesOver;
        if (inTime) {
            return Choice.NEXT;
        }
        boolean usual = nextFrame.isPresent()
                && nextFrame.getAsDouble() - clock.seconds(view.index().pts(packet)) <= BREAK * clock.frameSeconds();
        return usual || !room ? Choice.frame(packet) : held(view.index(), packet);
    }

    /** What is decoded in a segment and presented behind a frame of the next one is there all the same. */
    private static Choice held(PacketIndex index, int packet) {
        boolean here = index.firstAtOrAfter(index.pts(packet) + 1).isPresent();
        return new Choice.Held(packet, here ? Choice.Followed.IN_THE_SEGMENT : Choice.Followed.IN_ANOTHER);
    }

    /** Whether the step between two frames is longer than a frame, and than the steps before it and behind it. */
    private static boolean isBreak(PacketIndex index, int packet, int behind, long frame) {
        long pts = index.pts(packet);
        long next = index.pts(behind);
        long before = index.lastBefore(pts);
        OptionalInt behindThat = index.firstAtOrAfter(next + 1);
        long usual = frame;
        if (before != PacketIndex.NONE) {
            usual = Math.max(usual, pts - before);
        }
        if (behindThat.isPresent()) {
            usual = Math.max(usual, index.pts(behindThat.getAsInt()) - next);
        }
        return next - pts > BREAK * usual;
    }
}
