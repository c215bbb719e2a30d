package io.github.rokutrickplay.hls;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A multivariant playlist's streams (RFC 8216bis section 4.4.6), each in the order of its lines. A stream that cannot be made
 * out is left out: it keeps nobody from the others.
 *
 * @param variants what a player switches between
 * @param iFrameStreams the EXT-X-I-FRAME-STREAM-INF tags: renditions of I-frames alone
 * @param iFrameLines the same tags, and where they are
 * @param imageStreams the EXT-X-IMAGE-STREAM-INF tags, whoever wrote them
 * @param variables the EXT-X-DEFINE variables with a value, which its media playlists may import
 * @param leftOut the tags that could not be made out, for a log: each with its line and what is wrong with it
 */
public record MultivariantPlaylist(
        List<Variant> variants,
        List<Variant> iFrameStreams,
        List<StreamLine> iFrameLines,
        List<StreamLine> imageStreams,
        Map<String, String> variables,
        List<String> leftOut)
        implements Playlist {

    public static final String EXT_X_IMAGE_STREAM_INF = "#EXT-X-IMAGE-STREAM-INF";
    public static final String EXT_X_STREAM_INF = "#EXT-X-STREAM-INF";
    public static final String EXT_X_I_FRAME_STREAM_INF = "#EXT-X-I-FRAME-STREAM-INF";

    static final Set<String> TAGS = Set.of(
            EXT_X_STREAM_INF,
            EXT_X_IMAGE_STREAM_INF,
            "#EXT-X-MEDIA",
            EXT_X_I_FRAME_STREAM_INF,
            "#EXT-X-SESSION-DATA",
            "#EXT-X-SESSION-KEY");

    /**
     * A stream whose tag has the URI: EXT-X-I-FRAME-STREAM-INF, or EXT-X-IMAGE-STREAM-INF (Image Media Playlist specification 0.4).
     *
     * @param line the index of its line in the {@link PlaylistText}
     * @param uri its media playlist, as it stands, variables substituted
     */
    public record StreamLine(int line, String uri) {}

    public MultivariantPlaylist {
        variants = List.copyOf(variants);
        iFrameStreams = List.copyOf(iFrameStreams);
        iFrameLines = List.copyOf(iFrameLines);
        imageStreams = List.copyOf(imageStreams);
        variables = Map.copyOf(variables);
        leftOut = List.copyOf(leftOut);
    }

    static MultivariantPlaylist parse(PlaylistText text) {
        return new MultivariantPlaylistParser().parse(text);
    }
}
