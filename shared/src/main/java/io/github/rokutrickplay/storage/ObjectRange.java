package io.github.rokutrickplay.storage;

/**
 * A part of an object.
 *
 * @param bytes the bytes from the offset asked for; fewer than asked for at the object's end
 * @param objectSizeBytes the size of the whole object
 * @param etag names the object's version: another one means that it was replaced
 */
public record ObjectRange(byte[] bytes, long objectSizeBytes, String etag) {}
