package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import java.util.List;

/**
 * What has to be decoded of an asset.
 *
 * @param interval the time from mark to mark
 * @param duration of the presentation: the sum of all EXTINF
 * @param segments all segments of the media playlist, in order
 * @param marks at least one, ascending
 */
public record ThumbnailPlan(Duration interval, Duration duration, List<PlannedSegment> segments, List<Mark> marks) {

    public ThumbnailPlan {
        segments = List.copyOf(segments);
        marks = List.copyOf(marks);
    }
}
