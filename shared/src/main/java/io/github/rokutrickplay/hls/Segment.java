package io.github.rokutrickplay.hls;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A media segment and all that the playlist says of it.
 *
 * @param uri as it stands in the playlist, variables substituted
 * @param duration the EXTINF duration
 * @param byteRange null for the whole resource
 * @param initialization null where no EXT-X-MAP applies
 * @param keys one entry for each key format; empty for a clear segment
 * @param discontinuity whether EXT-X-DISCONTINUITY stands between this segment and the one before
 * @param gap whether EXT-X-GAP says that the segment is not there
 * @param mediaSequence its media sequence number
 */
public record Segment(
        String uri,
        Duration duration,
        @Nullable ByteRange byteRange,
        @Nullable InitializationSection initialization,
        List<EncryptionKey> keys,
        boolean discontinuity,
        boolean gap,
        long mediaSequence) {

    public Segment {
        keys = List.copyOf(keys);
    }

    /** The same at another place. */
    public Segment at(long otherMediaSequence, boolean behindDiscontinuity) {
        return new Segment(
                uri, duration, byteRange, initialization, keys, behindDiscontinuity, gap, otherMediaSequence);
    }
}
