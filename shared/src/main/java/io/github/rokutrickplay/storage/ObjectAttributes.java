package io.github.rokutrickplay.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What S3 keeps beside an object's bytes. A rewrite that leaves any of it out loses it, so an object that is not ours is
 * written back with the attributes that it was read with.
 *
 * @param expires the Expires header as it was sent, since not every origin sends a date
 * @param userMetadata the {@code x-amz-meta-*} headers without that prefix
 * @param tags the object's tags
 * @param encryption the {@code x-amz-server-side-encryption} value
 * @param kmsKeyId the key of {@code aws:kms} encryption
 */
public record ObjectAttributes(
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable String cacheControl,
        @Nullable String contentDisposition,
        @Nullable String contentLanguage,
        @Nullable String expires,
        @Nullable String storageClass,
        @Nullable String encryption,
        @Nullable String kmsKeyId,
        Map<String, String> userMetadata,
        Map<String, String> tags) {

    public ObjectAttributes {
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    /** A new object's: a type, and the bucket's defaults for all else. */
    public static ObjectAttributes ofType(String contentType) {
        return new ObjectAttributes(contentType, null, null, null, null, null, null, null, null, Map.of(), Map.of());
    }
}
