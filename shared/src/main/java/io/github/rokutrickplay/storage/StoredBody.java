package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What an object holds, whether or not it is stored compressed.
 *
 * @param object the object, its body possibly compressed
 * @param bytes uncompressed; not to be changed
 * @param gzip whether the body is gzip-compressed, as MediaConvert's ManifestCompression writes it
 */
public record StoredBody(StoredObject object, byte[] bytes, boolean gzip) {

    /**
     * @param what is read, as a message names it: {@code playlist}
     * @param maxBytes how large the object may be, and what it may unfold to
     * @return empty when there is no such object
     * @throws PermanentFailure if it is too large, or damaged
     */
    public static Optional<StoredBody> find(ObjectStore store, S3Location location, String what, int maxBytes) {
        return store.find(location, maxBytes).map(object -> {
            boolean gzip = isGzip(object.body());
            byte[] bytes = gzip ? gunzip(object.body(), what + " " + location, maxBytes) : object.body();
            return new StoredBody(object, bytes, gzip);
        });
    }

    /** The body that edited bytes have to be stored as: compressed if this one was. */
    public byte[] encode(byte[] edited) {
        return gzip ? gzip(edited) : edited;
    }

    /** By the bytes, not by Content-Encoding: some tools store the one without the other. */
    private static boolean isGzip(byte[] body) {
        return body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
    }

    private static byte[] gunzip(byte[] body, String what, int maxBytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new PermanentFailure(what + " unfolds to more than the " + maxBytes + " bytes allowed");
            }
            return bytes;
        } catch (IOException e) {
            throw new PermanentFailure(what + " is damaged gzip data: " + e.getMessage(), e);
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
