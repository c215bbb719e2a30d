package io.github.rokutrickplay.hls;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A media playlist (RFC 8216bis section 4.4.3).
 *
 * @param segments in presentation order
 * @param ended whether nothing will be added: EXT-X-ENDLIST says so, or EXT-X-PLAYLIST-TYPE:VOD
 * @param iFramesOnly whether each segment is a single I-frame (EXT-X-I-FRAMES-ONLY)
 * @param integerDurations whether an EXTINF is written as an integer: then those that are whole seconds are rounded, and
 *     their sum is not exact
 * @param deviations what is against the rules and was read as players read it, for a log: each kind once, with the first
 *     line where it stands
 */
public record MediaPlaylist(
        List<Segment> segments, boolean ended, boolean iFramesOnly, boolean integerDurations, List<String> deviations)
        implements Playlist {

    /** Those that only a playlist of segments has any use for. */
    static final Set<String> SEGMENT_TAGS = Set.of("#EXTINF", "#EXT-X-TARGETDURATION");

    static final Set<String> TAGS = Set.of(
            "#EXTINF", "#EXT-X-TARGETDURATION", "#EXT-X-MEDIA-SEQUENCE", "#EXT-X-ENDLIST", "#EXT-X-PLAYLIST-TYPE");

    public MediaPlaylist {
        segments = List.copyOf(segments);
        deviations = List.copyOf(deviations);
    }

    static MediaPlaylist parse(PlaylistText text, Map<String, String> importable) {
        return new MediaPlaylistParser(importable).parse(text);
    }

    /** The sum of the EXTINF durations. */
    public Duration duration() {
        return segments.stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
    }
}
