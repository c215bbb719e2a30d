package io.github.rokutrickplay.hls;

import java.util.Map;
import java.util.Set;

/**
 * A parsed playlist: it is one kind or the other. RFC 8216bis section 4.1 has a mix refused. Players take what has variants
 * and no segments for the one, and what has segments and no variants for the other, and so is it here.
 */
public sealed interface Playlist permits MultivariantPlaylist, MediaPlaylist {

    /**
     * @throws MalformedPlaylistException if it is neither kind, both, or breaks the kind's rules
     */
    static Playlist parse(PlaylistText text) {
        return parse(text, Map.of());
    }

    /**
     * @param importable the variables that a media playlist may import: those of the multivariant playlist that led to it
     * @throws MalformedPlaylistException if it is neither kind, both, or breaks the kind's rules
     */
    static Playlist parse(PlaylistText text, Map<String, String> importable) {
        // Tags of the other kind that say nothing by themselves stand in many a playlist: EXT-X-ENDLIST, for one.
        boolean variants = holdsTag(text, Set.of(MultivariantPlaylist.EXT_X_STREAM_INF));
        boolean segments = holdsTag(text, MediaPlaylist.SEGMENT_TAGS);
        boolean multivariant = variants || (!segments && holdsTag(text, MultivariantPlaylist.TAGS));
        boolean media = segments || (!variants && holdsTag(text, MediaPlaylist.TAGS));
        if (multivariant && media) {
            throw new MalformedPlaylistException(
                    "it holds tags of a multivariant playlist and of a media playlist, which RFC 8216 forbids");
        }
        if (multivariant) {
            return MultivariantPlaylist.parse(text);
        }
        if (media) {
            return MediaPlaylist.parse(text, importable);
        }
        throw new MalformedPlaylistException("it names neither variants (EXT-X-STREAM-INF) nor segments (EXTINF)");
    }

    private static boolean holdsTag(PlaylistText text, Set<String> tags) {
        return text.lines().stream()
                .map(PlaylistLine::text)
                .map(String::strip)
                .filter(line -> line.startsWith("#EXT"))
                .map(line -> line.contains(":") ? line.substring(0, line.indexOf(':')) : line)
                .anyMatch(tags::contains);
    }
}
