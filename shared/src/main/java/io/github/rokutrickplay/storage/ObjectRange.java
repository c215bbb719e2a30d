package io.github.rokutrickplay.storage;

import org.jspecify.annotations.Nullable;

/**
 * A part of an object.
 *
 * @param bytes the bytes from the offset asked for; fewer than asked for at the object's end
 * @param objectSizeBytes the size of the whole object
 * @param etag names the object's version: another one means that it was replaced
 * @param contentType as it is stored; null where the store keeps none
 * @param contentEncoding likewise
 */
public record ObjectRange(
        byte[] bytes,
        long objectSizeBytes,
        String etag,
        @Nullable String contentType,
        @Nullable String contentEncoding) {

    /** Of a store that keeps bytes alone. */
    public ObjectRange(byte[] bytes, long objectSizeBytes, String etag) {
        this(bytes, objectSizeBytes, etag, null, null);
    }
}
