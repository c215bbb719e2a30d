package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.cdn.CdnCache;
import io.github.rokutrickplay.cdn.RefusedPathsFailure;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.failure.TransientFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a batch asks of one distribution, in as few invalidations as its limits allow.
 *
 * <p>CloudFront refuses all of an invalidation for one path that it does not take, and does not say which. So what is
 * refused is asked for in halves, down to the path alone.
 */
final class DistributionInvalidation {

    /** CloudFront's limit of paths in progress, and so of paths in one invalidation. */
    private static final int MAX_PATHS = 3000;

    /** Likewise, of paths that end in a wildcard. */
    private static final int MAX_WILDCARDS = 15;

    /** A path among a batch's fifty costs six; a hundred answers are as many as a minute has room for. */
    private static final int MAX_REFUSALS = 50;

    private final CdnCache cache;
    private final String distributionId;
    private final List<String> identities;

    private final List<String> ids = new ArrayList<>();
    private final TreeSet<InvalidationPath> cleared = new TreeSet<>();
    private final Map<InvalidationPath, PipelineException> failures = new LinkedHashMap<>();
    private int refusals;

    /**
     * @param identities of the publications, sorted
     */
    DistributionInvalidation(CdnCache cache, String distributionId, List<String> identities) {
        this.cache = cache;
        this.distributionId = distributionId;
        this.identities = identities;
    }

    /** The invalidations that were started. */
    List<String> ids() {
        return ids;
    }

    /** What was asked for and taken; what a wildcard among it covers was not asked for. */
    Collection<InvalidationPath> cleared() {
        return cleared;
    }

    /** The paths that are not cleared, each with why. */
    Map<InvalidationPath, PipelineException> failures() {
        return failures;
    }

    /**
     * @throws PipelineException if the distribution was refused, whatever the paths, or did not answer
     */
    void clear(Collection<InvalidationPath> paths) {
        TreeSet<InvalidationPath> left = new TreeSet<>(paths);
        while (!left.isEmpty()) {
            List<InvalidationPath> asked = withoutCovered(left);
            parts(asked).forEach(this::ask);
            asked.forEach(left::remove);
            // What is left has a wildcard that covers it. Where that was refused, it has to be asked for itself.
            left.removeIf(path -> cleared.stream().anyMatch(wildcard -> wildcard.covers(path)));
        }
    }

    private static List<InvalidationPath> withoutCovered(Collection<InvalidationPath> paths) {
        List<InvalidationPath> wildcards =
                paths.stream().filter(InvalidationPath::isWildcard).toList();
        return paths.stream()
                .filter(path -> wildcards.stream().noneMatch(wildcard -> wildcard.covers(path)))
                .toList();
    }

    private static List<List<InvalidationPath>> parts(List<InvalidationPath> paths) {
        List<List<InvalidationPath>> parts = new ArrayList<>();
        int start = 0;
        int wildcards = 0;
        for (int i = 0; i < paths.size(); i++) {
            int wildcard = paths.get(i).isWildcard() ? 1 : 0;
            if (i - start == MAX_PATHS || wildcards + wildcard > MAX_WILDCARDS) {
                parts.add(paths.subList(start, i));
                start = i;
                wildcards = 0;
            }
            wildcards += wildcard;
        }
        parts.add(paths.subList(start, paths.size()));
        return parts;
    }

    private void ask(List<InvalidationPath> paths) {
        if (refusals >= MAX_REFUSALS) {
            fail(
                    paths,
                    new TransientFailure("distribution " + distributionId + " refused " + refusals
                            + " requests for other paths of the batch; these are left for another try"));
            return;
        }
        List<String> texts = paths.stream().map(InvalidationPath::text).toList();
        try {
            ids.add(cache.invalidate(distributionId, texts, CallerReference.of(distributionId, texts, identities)));
            cleared.addAll(paths);
        } catch (RefusedPathsFailure refusal) {
            refusals++;
            if (paths.size() == 1) {
                fail(paths, refusal);
            } else {
                ask(paths.subList(0, paths.size() / 2));
                ask(paths.subList(paths.size() / 2, paths.size()));
            }
        }
    }

    private void fail(List<InvalidationPath> paths, PipelineException failure) {
        paths.forEach(path -> failures.put(path, failure));
    }
}
