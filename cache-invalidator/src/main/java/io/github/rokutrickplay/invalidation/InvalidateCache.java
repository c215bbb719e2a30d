package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.cdn.CdnCache;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.failure.TransientFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Clears the paths of several publications in one invalidation for each distribution: CloudFront limits how many may be in
 * progress, and bills by the path.
 */
public final class InvalidateCache {

    private final CdnCache cache;
    private final InvalidationConfig config;

    public InvalidateCache(CdnCache cache, InvalidationConfig config) {
        this.cache = cache;
        this.config = config;
    }

    /**
     * Every distribution is tried, even if another one fails. Paths that CloudFront does not take keep none of the others
     * from being cleared.
     *
     * @throws TransientFailure if CloudFront throttled, or did not answer, for any of the distributions
     * @throws PermanentFailure if CloudFront refused one of the distributions and none can be tried again
     */
    Invalidated invalidate(Collection<Publication> publications) {
        List<InvalidationPath> paths = publications.stream()
                .flatMap(publication -> publication.paths().stream())
                .toList();
        List<String> identities = publications.stream()
                .filter(publication -> !publication.paths().isEmpty())
                .map(Publication::identity)
                .distinct()
                .sorted()
                .toList();
        List<String> ids = new ArrayList<>();
        Set<InvalidationPath> cleared = new HashSet<>();
        Map<InvalidationPath, PipelineException> failures = new HashMap<>();
        @Nullable PipelineException failure = null;
        for (String distributionId : config.distributionIds()) {
            DistributionInvalidation distribution = new DistributionInvalidation(cache, distributionId, identities);
            try {
                distribution.clear(paths);
            } catch (PermanentFailure | TransientFailure e) {
                failure = graver(failure, e);
            }
            ids.addAll(distribution.ids());
            cleared.addAll(distribution.cleared());
            distribution.failures().forEach((path, why) -> failures.merge(path, why, InvalidateCache::refusal));
        }
        if (failure != null) {
            throw failure;
        }
        cleared.removeAll(failures.keySet());
        return new Invalidated(cleared.size(), ids, failures);
    }

    /** A path that is refused once will be so again, whatever else another distribution has to say of it. */
    private static PipelineException refusal(PipelineException first, PipelineException second) {
        return first instanceof PermanentFailure ? first : second;
    }

    /** One that can be tried again wins: to record the batch as refused would lose what a retry can still do. */
    private static PipelineException graver(@Nullable PipelineException first, PipelineException second) {
        if (first == null) {
            return second;
        }
        boolean keepFirst = first instanceof TransientFailure || second instanceof PermanentFailure;
        PipelineException kept = keepFirst ? first : second;
        kept.addSuppressed(keepFirst ? second : first);
        return kept;
    }
}
