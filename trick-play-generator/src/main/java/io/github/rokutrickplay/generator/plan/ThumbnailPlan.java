package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import java.util.List;

/**
 * What has to be decoded of an asset.
 *
 * @param interval the time from mark to mark
 * @param duration of the presentation: the sum of all EXTINF, or what was measured where they are not exact
 * @param segments all segments of the media playlist, in order
 * @param marks at least one, ascending
 * @param iFrames whether each segment holds one I-frame, and each mark's segment the very frame that it gets; else frames
 *     have to be looked for
 */
public record ThumbnailPlan(
        Duration interval, Duration duration, List<PlannedSegment> segments, List<Mark> marks, boolean iFrames) {

    public ThumbnailPlan {
        segments = List.copyOf(segments);
        marks = List.copyOf(marks);
    }

    /** How many marks lie in segments that the playlist says are missing. */
    public long marksInGaps() {
        return marks.stream()
                .filter(mark -> segments.get(mark.segment()).isGap())
                .count();
    }

    /** A plan for whole media segments. */
    public ThumbnailPlan(Duration interval, Duration duration, List<PlannedSegment> segments, List<Mark> marks) {
        this(interval, duration, segments, marks, false);
    }
}
