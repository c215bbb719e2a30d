package io.github.rokutrickplay.generator.video.search;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.IFramePlanner;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;

/** The one frame of an I-frame playlist's entry, which the plan has chosen by the playlist's durations. */
final class PlannedIFrame implements FrameRule {

    private final FrameChoice choice;

    PlannedIFrame(FrameChoice choice) {
        this.choice = choice;
    }

    @Override
    public boolean isDecided(PacketIndex index, RunClock clock, Mark mark) {
        return index.complete(0);
    }

    @Override
    public boolean needsOnlyLastTwoGops(PacketIndex index, RunClock clock, Mark mark) {
        return false;
    }

    /** What cannot be read here is looked for in the regular rendition. */
    @Override
    public boolean searchesAroundDamage() {
        return false;
    }

    /**
     * @throws PermanentFailure if the timestamps say that it is another frame than the mark's
     */
    @Override
    public Choice choose(View view, Mark mark, Direction direction) {
        long pts = view.index().firstPts();
        if (pts == PacketIndex.NONE) {
            throw new PermanentFailure("the I-frame for " + SegmentName.of(mark.time()) + " has no timestamp");
        }
        double late = view.clock().timebase().seconds(pts - view.clock().timestamp(mark.time()));
        if (choice == FrameChoice.EXACT && Math.abs(late) * 1e9 > IFramePlanner.TOLERANCE.toNanos()) {
            throw new PermanentFailure("the I-frame for " + SegmentName.of(mark.time()) + " is presented "
                    + Math.round(late * 1000) + " ms later than the I-frame playlist says");
        }
        return Choice.frame(0);
    }
}
