package io.github.rokutrickplay.generator.video.search;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.OptionalInt;

/** The frame whose timestamp the plan tells: it was made from tables that hold every frame's. */
final class PlannedFrame implements FrameRule {

    private static long timestamp(Mark mark) {
        if (mark.timestamp() == null) {
            throw new IllegalArgumentException(
                    "mark " + mark.number() + " tells no timestamp, as others of its plan do");
        }
        return mark.timestamp();
    }

    /** The tables say in which part of the file a frame is: it is nowhere else. */
    @Override
    public boolean searchesAroundDamage() {
        return false;
    }

    @Override
    public boolean isDecided(PacketIndex index, RunClock clock, Mark mark) {
        return index.settled(timestamp(mark));
    }

    @Override
    public boolean needsOnlyLastTwoGops(PacketIndex index, RunClock clock, Mark mark) {
        return index.firstAtOrAfter(timestamp(mark)).isEmpty();
    }

    @Override
    public Choice choose(View view, Mark mark, Direction direction) {
        long wanted = timestamp(mark);
        OptionalInt found = view.index().firstAtOrAfter(wanted);
        if (found.isEmpty() || view.index().pts(found.getAsInt()) != wanted) {
            throw new PermanentFailure("the frame at " + SegmentName.of(mark.time())
                    + " is not where the file's tables say that it is: the file is damaged");
        }
        return Choice.frame(found.getAsInt());
    }
}
