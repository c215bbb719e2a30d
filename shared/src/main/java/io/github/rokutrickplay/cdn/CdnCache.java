package io.github.rokutrickplay.cdn;

import java.util.List;

/** The cache of a content delivery network. */
public interface CdnCache {

    /**
     * Starts an invalidation.
     *
     * @param paths URL paths: each starts with a slash, is percent-encoded, and may end in {@code *}
     * @param callerReference the same reference with the same paths starts nothing new
     * @return the invalidation's id
     * @throws io.github.rokutrickplay.failure.TransientFailure when it was throttled or not answered
     * @throws RefusedPathsFailure when it was refused because of one of the paths, and nothing is cleared
     * @throws io.github.rokutrickplay.failure.PermanentFailure when it was refused for another reason
     */
    String invalidate(String distributionId, List<String> paths, String callerReference);
}
