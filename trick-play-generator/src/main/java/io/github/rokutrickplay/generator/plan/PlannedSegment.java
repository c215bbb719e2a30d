package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A media segment on the presentation's timeline.
 *
 * @param index its place in the media playlist, from 0
 * @param media its bytes
 * @param initialization what a demuxer must be given first (EXT-X-MAP); null where there is none
 * @param start the presentation time at which it starts by the playlist: the sum of the EXTINF before it, stretched where they
 *     are known to be wrong
 * @param duration its EXTINF, stretched likewise
 * @param run the number of discontinuities before it. Within a run timestamps are continuous
 * @param unavailable why it cannot be decoded (a gap, encryption); null if it can
 */
public record PlannedSegment(
        int index,
        StoredBytes media,
        @Nullable ByteSource initialization,
        Duration start,
        Duration duration,
        int run,
        @Nullable String unavailable) {

    /** What is unavailable since the playlist says so: that is content, neither damage nor a reason to refuse the film. */
    public static final String GAP = "the playlist says that it is missing (EXT-X-GAP)";

    public boolean isGap() {
        return GAP.equals(unavailable);
    }

    /** The same at another place of the timeline. */
    PlannedSegment at(Duration otherStart, Duration otherDuration) {
        return new PlannedSegment(index, media, initialization, otherStart, otherDuration, run, unavailable);
    }

    /** A part of it as a segment of its own, behind what a demuxer must be given for it. */
    public PlannedSegment part(StoredBytes bytes, ByteSource before) {
        return new PlannedSegment(index, bytes, before, start, duration, run, unavailable);
    }

    /** The presentation time at which it ends by the playlist. */
    public Duration end() {
        return start.plus(duration);
    }
}
