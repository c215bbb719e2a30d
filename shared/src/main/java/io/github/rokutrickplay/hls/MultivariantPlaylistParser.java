package io.github.rokutrickplay.hls;

import static io.github.rokutrickplay.hls.MultivariantPlaylist.EXT_X_IMAGE_STREAM_INF;
import static io.github.rokutrickplay.hls.MultivariantPlaylist.EXT_X_I_FRAME_STREAM_INF;
import static io.github.rokutrickplay.hls.MultivariantPlaylist.EXT_X_STREAM_INF;
import static io.github.rokutrickplay.hls.Variables.EXT_X_DEFINE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One walk over a multivariant playlist's lines. */
final class MultivariantPlaylistParser {

    private static final String URI = "URI";

    private final Variables variables = new Variables(Map.of());
    private final List<Variant> variants = new ArrayList<>();
    private final List<Variant> iFrameStreams = new ArrayList<>();
    private final List<MultivariantPlaylist.StreamLine> iFrameLines = new ArrayList<>();
    private final List<MultivariantPlaylist.StreamLine> imageStreams = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    MultivariantPlaylist parse(PlaylistText text) {
        List<PlaylistLine> lines = text.lines();
        for (int i = 0; i < lines.size(); i++) {
            try {
                read(lines, i);
            } catch (MalformedPlaylistException e) {
                leftOut.add(String.valueOf(
                        MalformedPlaylistException.atLine(i, lines.get(i), e).getMessage()));
            }
        }
        return new MultivariantPlaylist(
                variants, iFrameStreams, iFrameLines, imageStreams, variables.values(), leftOut);
    }

    private void read(List<PlaylistLine> lines, int index) {
        PlaylistLine line = lines.get(index);
        if (line.isTag(EXT_X_DEFINE)) {
            variables.define(line.tagValue(EXT_X_DEFINE));
        } else if (line.isTag(EXT_X_STREAM_INF)) {
            AttributeList attributes = AttributeList.lenient(line.tagValue(EXT_X_STREAM_INF));
            variants.add(new Variant(variables.uri(uriAfter(lines, index)), variables.known(attributes)));
        } else if (line.isTag(EXT_X_I_FRAME_STREAM_INF)) {
            AttributeList attributes = AttributeList.lenient(line.tagValue(EXT_X_I_FRAME_STREAM_INF));
            Variant stream = new Variant(variables.uri(attributes.require(URI)), variables.known(attributes));
            iFrameStreams.add(stream);
            iFrameLines.add(new MultivariantPlaylist.StreamLine(index, stream.uri()));
        } else if (line.isTag(EXT_X_IMAGE_STREAM_INF)) {
            AttributeList attributes = AttributeList.lenient(line.tagValue(EXT_X_IMAGE_STREAM_INF));
            imageStreams.add(new MultivariantPlaylist.StreamLine(index, variables.uri(attributes.require(URI))));
        }
    }

    /** The RFC has the URI follow at once; players pass over comments and tags between the two. */
    private static String uriAfter(List<PlaylistLine> lines, int index) {
        return lines.subList(index + 1, lines.size()).stream()
                .takeWhile(line -> !line.isTag(EXT_X_STREAM_INF))
                .filter(PlaylistLine::isUri)
                .findFirst()
                .map(line -> line.text().strip())
                .orElseThrow(() -> new MalformedPlaylistException("no URI line follows"));
    }
}
