package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.cdn.CdnCache;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.failure.TransientFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Clears the paths of several publications in one invalidation for each distribution: CloudFront limits how many may be in
 * progress, and bills by the path.
 */
public final class InvalidateCache {

    /** CloudFront's limit of paths in progress, and so of paths in one invalidation. */
    private static final int MAX_PATHS = 3000;

    private final CdnCache cache;
    private final InvalidationConfig config;

    public InvalidateCache(CdnCache cache, InvalidationConfig config) {
        this.cache = cache;
        this.config = config;
    }

    /**
     * Every distribution is tried, even if another one fails.
     *
     * @throws TransientFailure if CloudFront throttled, or did not answer, for any of the distributions
     * @throws PermanentFailure if CloudFront refused for one and none can be tried again
     */
    Invalidated invalidate(Collection<Publication> publications) {
        List<String> paths = merge(publications);
        List<String> identities = publications.stream()
                .filter(publication -> !publication.paths().isEmpty())
                .map(Publication::identity)
                .distinct()
                .sorted()
                .toList();
        List<String> ids = new ArrayList<>();
        @Nullable PipelineException failure = null;
        for (String distributionId : config.distributionIds()) {
            try {
                ids.addAll(invalidate(distributionId, paths, identities));
            } catch (PermanentFailure | TransientFailure e) {
                failure = graver(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new Invalidated(paths.size(), ids);
    }

    private List<String> invalidate(String distributionId, List<String> paths, List<String> identities) {
        List<String> ids = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += MAX_PATHS) {
            List<String> part = paths.subList(from, Math.min(from + MAX_PATHS, paths.size()));
            ids.add(cache.invalidate(distributionId, part, CallerReference.of(distributionId, part, identities)));
        }
        return ids;
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

    /** Sorted, each once, without those that a wildcard among them covers. */
    private static List<String> merge(Collection<Publication> publications) {
        TreeSet<InvalidationPath> paths = new TreeSet<>();
        publications.forEach(publication -> paths.addAll(publication.paths()));
        List<InvalidationPath> wildcards =
                paths.stream().filter(InvalidationPath::isWildcard).toList();
        return paths.stream()
                .filter(path -> wildcards.stream().noneMatch(wildcard -> wildcard.covers(path)))
                .map(InvalidationPath::text)
                .toList();
    }
}
