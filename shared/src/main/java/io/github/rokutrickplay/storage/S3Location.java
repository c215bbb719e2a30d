package io.github.rokutrickplay.storage;

/**
 * An object in a bucket.
 *
 * @param bucket the bucket's name
 * @param key the object's key as S3 holds it, not percent-encoded
 */
public record S3Location(String bucket, String key) {

    private static final String SCHEME = "s3://";

    public S3Location {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "an S3 location needs a bucket and a key, not bucket '" + bucket + "' and key '" + key + "'");
        }
    }

    /**
     * Reads {@code s3://bucket/key}. The key is taken as it stands: MediaConvert writes keys unencoded in its events.
     *
     * @throws IllegalArgumentException if the text is not such an address
     */
    public static S3Location parse(String url) {
        int slash = url.startsWith(SCHEME) ? url.indexOf('/', SCHEME.length()) : -1;
        if (slash <= SCHEME.length() || slash == url.length() - 1) {
            throw new IllegalArgumentException("'" + url + "' is not an address of the form s3://bucket/key");
        }
        return new S3Location(url.substring(SCHEME.length(), slash), url.substring(slash + 1));
    }

    /** The key up to and including its last slash; empty for an object at the bucket's root. */
    public String folder() {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** The key after its last slash. */
    public String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Another object of the same bucket. */
    public S3Location withKey(String otherKey) {
        return new S3Location(bucket, otherKey);
    }

    /** A record's own is put together at run time, which takes longer than to hash all of a film's locations. */
    @Override
    public int hashCode() {
        return 31 * bucket.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
