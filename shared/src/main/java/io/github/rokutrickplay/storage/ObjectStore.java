package io.github.rokutrickplay.storage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The objects of some buckets. Safe for use by many threads.
 *
 * <p>Every method throws {@link io.github.rokutrickplay.failure.TransientFailure} when the store does not answer or asks
 * to slow down (after the adapter's own retries), and {@link io.github.rokutrickplay.failure.PermanentFailure} when it
 * refuses: access denied, no such bucket, an archived object.
 */
public interface ObjectStore {

    /**
     * Whether a call is over about as soon as another thread could begin to make it, as with files: then there is nothing to
     * gain from reading ahead, or from writing beside other work.
     */
    default boolean isQuick() {
        return false;
    }

    /**
     * Reads a whole object.
     *
     * @param maxBytes how large the object may be; a larger one is a permanent failure and is not read
     * @return empty when there is no such object
     */
    Optional<StoredObject> find(S3Location location, long maxBytes);

    /**
     * Reads a part of an object.
     *
     * @param offset the first byte, from 0
     * @param length how many bytes at most, at least 1
     * @return empty when there is no such object; no bytes when the offset is at or behind its end
     */
    Optional<ObjectRange> findRange(S3Location location, long offset, int length);

    /** Writes an object, over whatever was there. */
    void put(S3Location location, byte[] body, ObjectAttributes attributes);

    /** Begins to write an object of a size that is not known yet, or too large for memory. */
    MultipartUpload startMultipart(S3Location location, ObjectAttributes attributes);

    /**
     * Writes an object if it is still the version that was read.
     *
     * @param expectedEtag the ETag that the object was read with
     * @return whether it was written; if not, somebody else wrote it (or this very write was tried twice): read again
     */
    boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag);

    /** Every object whose key starts with the prefix, in the order of their keys. */
    List<ObjectSummary> list(String bucket, String keyPrefix);

    /**
     * What lies in a folder itself, and which folders are in it: a listing that does not go through all that is in those.
     *
     * @param prefix empty, or ending in a slash
     */
    default ObjectFolder listFolder(String bucket, String prefix) {
        return ObjectFolder.of(list(bucket, prefix), prefix);
    }

    /** Deletes objects, whether or not they exist. */
    void delete(Collection<S3Location> locations);
}
