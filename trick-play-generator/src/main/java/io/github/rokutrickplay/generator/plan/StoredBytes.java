package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.storage.S3Location;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an object.
 *
 * @param range null for the whole object
 * @param encryption of the range as a whole; null where it is clear
 */
public record StoredBytes(
        S3Location location,
        @Nullable ByteRange range,
        @Nullable Aes128 encryption) implements ByteSource {

    /** Clear bytes. */
    public StoredBytes(S3Location location, @Nullable ByteRange range) {
        this(location, range, null);
    }

    /** For maps, which look at it for each segment: that of a record is put together at run time, and is slow for long. */
    @Override
    public int hashCode() {
        return location.key().hashCode();
    }

    @Override
    public String toString() {
        String bytes = range == null ? "" : " (" + range.length() + " bytes at " + range.offset() + ")";
        return location + bytes + (encryption == null ? "" : ", decrypted with the key " + encryption.key());
    }
}
