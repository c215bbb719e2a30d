package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import java.util.Map;

/**
 * A playlist as it was read from the store.
 *
 * @param body what it was read from
 * @param text the uncompressed text
 */
public record StoredPlaylist(StoredBody body, PlaylistText text) {

    /** Four times what a 24-hour film in one-second byte ranges needs; also bounds what a compressed one may unfold to. */
    public static final int MAX_BYTES = 20 * 1024 * 1024;

    /**
     * @throws PermanentFailure if there is no such object, or it is too large, or no playlist
     */
    public static StoredPlaylist read(ObjectStore store, S3Location location) {
        StoredBody body = StoredBody.find(store, location, "playlist", MAX_BYTES)
                .orElseThrow(() -> new PermanentFailure("playlist " + location + " does not exist"));
        try {
            return new StoredPlaylist(body, PlaylistText.parse(body.bytes()));
        } catch (MalformedPlaylistException e) {
            throw malformed(location, e);
        }
    }

    /**
     * @throws PermanentFailure if the text breaks the rules of its kind
     */
    public Playlist parse() {
        return parse(Map.of());
    }

    /**
     * @param importable the variables of the multivariant playlist that led here
     * @throws PermanentFailure if the text breaks the rules of its kind
     */
    public Playlist parse(Map<String, String> importable) {
        try {
            return Playlist.parse(text, importable);
        } catch (MalformedPlaylistException e) {
            throw malformed(object().location(), e);
        }
    }

    /** The object, its body possibly compressed. */
    public StoredObject object() {
        return body.object();
    }

    /** Whether the body is gzip-compressed. */
    public boolean gzip() {
        return body.gzip();
    }

    /** The body that an edited text has to be stored as: compressed if this one was. */
    public byte[] encode(PlaylistText edited) {
        return body.encode(edited.toBytes());
    }

    private static PermanentFailure malformed(S3Location location, MalformedPlaylistException e) {
        return new PermanentFailure(location + " is not a playlist that can be used: " + e.getMessage(), e);
    }
}
