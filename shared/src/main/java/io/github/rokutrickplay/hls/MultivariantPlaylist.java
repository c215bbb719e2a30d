package io.github.rokutrickplay.hls;

import static io.github.rokutrickplay.hls.Variables.EXT_X_DEFINE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A multivariant playlist's streams (RFC 8216bis section 4.4.6), each in the order of its lines.
 *
 * @param variants what a player switches between
 * @param iFrameStreams the EXT-X-I-FRAME-STREAM-INF tags: renditions of I-frames alone
 * @param imageStreams the EXT-X-IMAGE-STREAM-INF tags, whoever wrote them
 * @param variables the EXT-X-DEFINE variables with a value, which its media playlists may import
 */
public record MultivariantPlaylist(
        List<Variant> variants,
        List<Variant> iFrameStreams,
        List<ImageStream> imageStreams,
        Map<String, String> variables)
        implements Playlist {

    public static final String EXT_X_IMAGE_STREAM_INF = "#EXT-X-IMAGE-STREAM-INF";
    private static final String EXT_X_STREAM_INF = "#EXT-X-STREAM-INF";
    private static final String EXT_X_I_FRAME_STREAM_INF = "#EXT-X-I-FRAME-STREAM-INF";

    static final Set<String> TAGS = Set.of(
            EXT_X_STREAM_INF,
            EXT_X_IMAGE_STREAM_INF,
            "#EXT-X-MEDIA",
            EXT_X_I_FRAME_STREAM_INF,
            "#EXT-X-SESSION-DATA",
            "#EXT-X-SESSION-KEY");

    /**
     * An image stream (Image Media Playlist specification 0.4).
     *
     * @param line the index of its line in the {@link PlaylistText}
     * @param uri its image media playlist, as it stands, variables substituted
     */
    public record ImageStream(int line, String uri) {}

    public MultivariantPlaylist {
        variants = List.copyOf(variants);
        iFrameStreams = List.copyOf(iFrameStreams);
        imageStreams = List.copyOf(imageStreams);
        variables = Map.copyOf(variables);
    }

    static MultivariantPlaylist parse(PlaylistText text) {
        Variables variables = new Variables(Map.of());
        List<Variant> variants = new ArrayList<>();
        List<Variant> iFrameStreams = new ArrayList<>();
        List<ImageStream> imageStreams = new ArrayList<>();
        List<PlaylistLine> lines = text.lines();
        for (int i = 0; i < lines.size(); i++) {
            PlaylistLine line = lines.get(i);
            try {
                if (line.isTag(EXT_X_DEFINE)) {
                    variables.define(line.tagValue(EXT_X_DEFINE));
                } else if (line.isTag(EXT_X_STREAM_INF)) {
                    AttributeList attributes = variables.attributes(line.tagValue(EXT_X_STREAM_INF));
                    variants.add(new Variant(variables.uri(uriAfter(lines, i)), attributes));
                } else if (line.isTag(EXT_X_I_FRAME_STREAM_INF)) {
                    AttributeList attributes = variables.attributes(line.tagValue(EXT_X_I_FRAME_STREAM_INF));
                    iFrameStreams.add(new Variant(attributes.require("URI"), attributes));
                } else if (line.isTag(EXT_X_IMAGE_STREAM_INF)) {
                    AttributeList attributes = variables.attributes(line.tagValue(EXT_X_IMAGE_STREAM_INF));
                    imageStreams.add(new ImageStream(i, attributes.require("URI")));
                }
            } catch (MalformedPlaylistException e) {
                throw MalformedPlaylistException.atLine(i, line, e);
            }
        }
        return new MultivariantPlaylist(variants, iFrameStreams, imageStreams, variables.values());
    }

    private static String uriAfter(List<PlaylistLine> lines, int index) {
        return lines.subList(index + 1, lines.size()).stream()
                .filter(line -> !line.text().isBlank())
                .findFirst()
                .filter(PlaylistLine::isUri)
                .map(line -> line.text().strip())
                .orElseThrow(() -> new MalformedPlaylistException("no URI line follows"));
    }
}
