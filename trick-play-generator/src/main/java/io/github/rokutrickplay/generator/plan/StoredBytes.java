package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.storage.S3Location;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an object.
 *
 * @param range null for the whole object
 */
public record StoredBytes(S3Location location, @Nullable ByteRange range) implements ByteSource {

    @Override
    public String toString() {
        return range == null
                ? location.toString()
                : location + " (" + range.length() + " bytes at " + range.offset() + ")";
    }
}
