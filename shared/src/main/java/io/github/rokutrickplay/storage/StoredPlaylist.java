package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A playlist as it was read from the store.
 *
 * @param object the object, its body possibly compressed
 * @param text the uncompressed text
 * @param gzip whether the body is gzip-compressed, as MediaConvert's ManifestCompression writes it
 */
public record StoredPlaylist(StoredObject object, PlaylistText text, boolean gzip) {

    /** Four times what a 24-hour film in one-second byte ranges needs; also bounds what a compressed one may unfold to. */
    public static final int MAX_BYTES = 20 * 1024 * 1024;

    /**
     * @throws PermanentFailure if there is no such object, or it is too large, or no playlist
     */
    public static StoredPlaylist read(ObjectStore store, S3Location location) {
        StoredObject object = store.find(location, MAX_BYTES)
                .orElseThrow(() -> new PermanentFailure("playlist " + location + " does not exist"));
        boolean gzip = isGzip(object.body());
        try {
            byte[] bytes = gzip ? gunzip(object.body(), location) : object.body();
            return new StoredPlaylist(object, PlaylistText.parse(bytes), gzip);
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
            throw malformed(object.location(), e);
        }
    }

    /** The body that an edited text has to be stored as: compressed if this one was. */
    public byte[] encode(PlaylistText edited) {
        return gzip ? gzip(edited.toBytes()) : edited.toBytes();
    }

    private static PermanentFailure malformed(S3Location location, MalformedPlaylistException e) {
        return new PermanentFailure(location + " is not a playlist that can be used: " + e.getMessage(), e);
    }

    /** By the bytes, not by Content-Encoding: some tools store the one without the other. */
    private static boolean isGzip(byte[] body) {
        return body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
    }

    private static byte[] gunzip(byte[] body, S3Location location) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new PermanentFailure(
                        "playlist " + location + " unfolds to more than the " + MAX_BYTES + " bytes allowed");
            }
            return bytes;
        } catch (IOException e) {
            throw new PermanentFailure("playlist " + location + " is damaged gzip data: " + e.getMessage(), e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
