package io.github.rokutrickplay.dash;

import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.hls.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A video Representation of one Period, in the words of a playlist.
 *
 * @param variant its id for a URI, and what an EXT-X-STREAM-INF would say of it
 * @param segments as long in sum as the Period; their URIs are absolute. None if it is a file, or refused
 * @param file the absolute URL of the one file that it is, segments and index and all; null if it is segments
 * @param refusal why it cannot be used; null if it can
 */
public record MpdVideo(
        Variant variant,
        List<Segment> segments,
        @Nullable String file,
        @Nullable String refusal) {

    public MpdVideo {
        segments = List.copyOf(segments);
    }
}
