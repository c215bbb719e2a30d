package io.github.rokutrickplay.generator.video.search;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.OptionalInt;

/** The key frame nearest to the mark, among those of the segment that covers it and the first of the next. */
final class NearestKeyFrame implements FrameRule {

    @Override
    public boolean isDecided(PacketIndex index, RunClock clock, Mark mark) {
        return index.keySettled(clock.timestamp(mark.time()));
    }

    @Override
    public boolean needsOnlyLastTwoGops(PacketIndex index, RunClock clock, Mark mark) {
        int last = index.keyAtOrBefore(index.size() - 1);
        return last >= 0 && index.pts(last) < clock.timestamp(mark.time());
    }

    /** The nearest may well be in what cannot be read. */
    @Override
    public boolean searchesAroundDamage() {
        return false;
    }

    @Override
    public boolean looksForJumps() {
        return true;
    }

    @Override
    public Choice choose(View view, Mark mark, Direction direction) {
        long wanted = direction == Direction.FIRST
                ? view.index().firstPts()
                : view.clock().timestamp(mark.time());
        OptionalInt nearest = view.index().nearestKey(wanted);
        if (nearest.isEmpty()) {
            boolean back = direction != Direction.FORWARD && direction != Direction.FIRST && !view.firstOfRun();
            return back ? Choice.PREVIOUS : Choice.NEXT;
        }
        long pts = view.index().pts(nearest.getAsInt());
        if (direction == Direction.COVERING && pts < wanted && view.next() != null) {
            // The next segment starts with a key frame, as a segment should.
            long next = view.clock().timestamp(view.next().start());
            if (Math.abs(next - wanted) < wanted - pts) {
                return Choice.NEXT;
            }
        }
        return Choice.frame(nearest.getAsInt());
    }
}
