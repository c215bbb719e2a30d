package io.github.rokutrickplay.generator.video.clock;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import org.jspecify.annotations.Nullable;

/**
 * What the clock of a run was learned from.
 *
 * @param start the segment that time was learned from
 * @param frames the first segment with pictures, whose parameter sets count; null if the run has none
 */
record RunStart(
        RunClock clock, SegmentStart start, @Nullable SegmentStart frames) {

    /** Whether no frame of the run can come before a segment's first. */
    boolean startsWith(PlannedSegment segment, PlannedSegment first) {
        return start.segment().index() == first.index()
                && frames != null
                && frames.segment().index() == segment.index();
    }

    byte[] parameterSets() {
        return frames == null ? new byte[0] : frames.parameterSets();
    }
}
