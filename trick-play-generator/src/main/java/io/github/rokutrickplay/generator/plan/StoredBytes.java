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

    @Override
    public String toString() {
        String bytes = range == null ? "" : " (" + range.length() + " bytes at " + range.offset() + ")";
        return location + bytes + (encryption == null ? "" : ", decrypted with the key " + encryption.key());
    }
}
