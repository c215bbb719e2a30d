package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;

/** The buckets that an event may name. */
public final class AllowedBuckets {

    private AllowedBuckets() {}

    /**
     * @throws PermanentFailure if the location is in none of them
     */
    public static void require(S3Location location, List<String> buckets) {
        if (!buckets.contains(location.bucket())) {
            throw new PermanentFailure(location + " is in a bucket that this function is not configured for: add "
                    + location.bucket() + " to AWS_S3_BUCKET, which is " + String.join(",", buckets));
        }
    }
}
