package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A presentation time of which a thumbnail is wanted.
 *
 * @param number the image's number, from 1
 * @param time (number - 1) x interval
 * @param segment the index of the segment that covers it by the playlist's durations
 * @param timestamp of the frame to show, in that segment's time base, where the source tells beforehand; null
 *     where the segments' own timestamps must tell
 */
public record Mark(
        int number, Duration time, int segment, @Nullable Long timestamp) {

    public Mark(int number, Duration time, int segment) {
        this(number, time, segment, null);
    }
}
