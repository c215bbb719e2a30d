package io.github.rokutrickplay.storage;

/**
 * An object as it was read.
 *
 * @param location where it was read
 * @param body its bytes; not copied, and not to be changed
 * @param etag names this version of the bytes, quotes included
 * @param attributes what else S3 keeps of it
 */
public record StoredObject(S3Location location, byte[] body, String etag, ObjectAttributes attributes) {}
