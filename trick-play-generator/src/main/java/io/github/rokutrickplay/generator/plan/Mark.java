package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A presentation time of which a thumbnail is wanted.
 *
 * @param number the image's number, from 1
 * @param time (number - 1) x interval
 * @param segment the index of the segment that covers it by the playlist's durations
 * @param timestamp of the frame to show, in that segment's time base, where the source tells beforehand; {@link #NO_FRAME}
 *     where it tells that there is none. Null where the segments' own timestamps must tell
 */
public record Mark(
        int number, Duration time, int segment, @Nullable Long timestamp) {

    /** In the place of a timestamp: the mark lies behind the last frame. */
    public static final long NO_FRAME = Long.MAX_VALUE;

    public Mark(int number, Duration time, int segment) {
        this(number, time, segment, null);
    }

    /** Whether it is known to lie behind the last frame. */
    public boolean isBehindLastFrame() {
        return timestamp != null && timestamp == NO_FRAME;
    }
}
