package io.github.rokutrickplay.message;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What manifest-updater tells cache-invalidator.
 *
 * @param pathsToInvalidate URL paths, percent-encoded where a key needs it
 * @param version names the content that was published, so that another publication of the same paths is told apart from
 *     a repeated message; null from another producer
 * @param jobId the MediaConvert job, where there is one
 */
public record InvalidationMessage(
        @Nullable String mediaKey,
        @Nullable String mediaPath,
        List<String> pathsToInvalidate,
        @Nullable String requestId,
        @Nullable String version,
        @Nullable String jobId) {

    @SuppressWarnings("ConstantValue") // Jackson passes null for what is missing
    public InvalidationMessage {
        if (pathsToInvalidate == null) {
            throw new PermanentFailure("an invalidation message needs paths_to_invalidate");
        }
        pathsToInvalidate = List.copyOf(pathsToInvalidate);
    }
}
