package io.github.rokutrickplay.manifest;

import static io.github.rokutrickplay.hls.MultivariantPlaylist.EXT_X_STREAM_INF;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.PlaylistLine;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts our streams into a main playlist and takes them out again, without touching any byte that is not ours.
 *
 * <p>New lines go to the end: it is the one place that is never between a tag and the line that it applies to. Where the
 * playlist ends in a tag whose line is missing, they go before that tag, for players would take them for the line. A line is
 * ours if it is an EXT-X-IMAGE-STREAM-INF or EXT-X-I-FRAME-STREAM-INF whose URI resolves to the name of one of our playlists in the
 * asset's media path, of whatever size; MediaConvert's own have other names.
 *
 * @param mainPlaylist where the playlist is stored
 * @param mediaPath the asset's folder, empty or ending in a slash
 */
public record MainPlaylistEditor(S3Location mainPlaylist, String mediaPath) {

    private static final Pattern OUR_FILE = Pattern.compile("thumbs_\\d{1,6}x\\d{1,6}(_iframes)?\\.m3u8");

    /**
     * Replaces our lines: the first of them by the first stream and so on, in place; those left over are removed, streams
     * left over follow the last one.
     *
     * @param parsed what {@code text} holds
     * @return a text equal to the given one if it names these very streams already
     */
    public PlaylistText withStreams(PlaylistText text, MultivariantPlaylist parsed, List<ThumbnailStream> streams) {
        Set<Integer> ours = linesOfOurs(parsed);
        List<PlaylistLine> before = text.lines();
        List<PlaylistLine> after = new ArrayList<>();
        int insertAt = end(before);
        int used = 0;
        for (int i = 0; i < before.size(); i++) {
            PlaylistLine line = before.get(i);
            if (!ours.contains(i)) {
                after.add(line);
            } else if (used < streams.size()) {
                after.add(new PlaylistLine(streams.get(used).line(), line.terminator()));
                used++;
                insertAt = after.size();
            } else if (line.terminator().isEmpty()) {
                // The playlist did not end in a line end, and does not without this line either.
                after.add(new PlaylistLine(after.removeLast().text(), ""));
            }
        }
        List<String> missing = streams.subList(used, streams.size()).stream()
                .map(ThumbnailStream::line)
                .toList();
        insert(after, insertAt, missing, text.terminator());
        return text.withLines(after);
    }

    /** Takes our lines out: what is left are the bytes from before they were put in. */
    public PlaylistText withoutStreams(PlaylistText text, MultivariantPlaylist parsed) {
        return withStreams(text, parsed, List.of());
    }

    private static int end(List<PlaylistLine> lines) {
        for (int i = lines.size() - 1; i > 0 && !lines.get(i).isUri(); i--) {
            if (lines.get(i).isTag(EXT_X_STREAM_INF)) {
                return i;
            }
        }
        return lines.size();
    }

    private static void insert(List<PlaylistLine> lines, int index, List<String> texts, String terminator) {
        int at = index;
        for (String text : texts) {
            PlaylistLine previous = lines.get(at - 1);
            String previousTerminator = previous.terminator();
            if (previousTerminator.isEmpty()) {
                lines.set(at - 1, new PlaylistLine(previous.text(), terminator));
            }
            lines.add(at, new PlaylistLine(text, previousTerminator.isEmpty() ? "" : terminator));
            at++;
        }
    }

    private Set<Integer> linesOfOurs(MultivariantPlaylist parsed) {
        return Stream.concat(parsed.imageStreams().stream(), parsed.iFrameLines().stream())
                .filter(stream -> isOurs(stream.uri()))
                .map(MultivariantPlaylist.StreamLine::line)
                .collect(Collectors.toSet());
    }

    private boolean isOurs(String uri) {
        try {
            S3Location named = new AssetBoundary(mainPlaylist.bucket(), List.of(mediaPath)).resolve(mainPlaylist, uri);
            return named.folder().equals(mediaPath)
                    && OUR_FILE.matcher(named.fileName()).matches();
        } catch (PermanentFailure outside) {
            return false;
        }
    }
}
