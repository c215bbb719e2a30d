package io.github.rokutrickplay.hls;

import java.util.Map;
import java.util.Set;

/** A parsed playlist: it is one kind or the other (RFC 8216bis section 4.1: a mix MUST be refused). */
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
        boolean multivariant = holdsTag(text, MultivariantPlaylist.TAGS);
        boolean media = holdsTag(text, MediaPlaylist.TAGS);
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
                .filter(line -> line.startsWith("#EXT"))
                .map(line -> line.contains(":") ? line.substring(0, line.indexOf(':')) : line)
                .anyMatch(tags::contains);
    }
}
