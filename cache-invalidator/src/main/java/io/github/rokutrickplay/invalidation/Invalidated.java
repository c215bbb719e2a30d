package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.failure.TransientFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a batch came to.
 *
 * @param paths how many paths each distribution was asked to clear, and took
 * @param invalidationIds CloudFront's, in the order of the distributions; empty when there was nothing to clear
 * @param failures the paths that are not cleared: refused ones, and such as were not tried to the end
 */
record Invalidated(int paths, List<String> invalidationIds, Map<InvalidationPath, PipelineException> failures) {

    Invalidated {
        invalidationIds = List.copyOf(invalidationIds);
        failures = Map.copyOf(failures);
    }

    /**
     * Why a publication's paths are not all cleared. Where one of them is refused another try of the message helps nobody,
     * whatever became of the others.
     */
    Optional<PipelineException> failure(Publication publication) {
        SortedMap<InvalidationPath, PipelineException> own = new TreeMap<>(failures);
        own.keySet().retainAll(publication.paths());
        return first(own, PermanentFailure.class::isInstance)
                .<PipelineException>map(refusal -> new PermanentFailure(
                        "CloudFront does not take " + names(own) + " of the message: " + refusal.getMessage(), refusal))
                .or(() -> first(own, failure -> true)
                        .map(failure -> new TransientFailure(
                                names(own) + " of the message could not be cleared yet: " + failure.getMessage(),
                                failure)));
    }

    private static Optional<PipelineException> first(
            SortedMap<InvalidationPath, PipelineException> failures, Predicate<PipelineException> kind) {
        return failures.values().stream().filter(kind).findFirst();
    }

    private static String names(SortedMap<InvalidationPath, PipelineException> failures) {
        return failures.keySet().stream()
                .map(path -> "'" + path.text() + "'")
                .collect(Collectors.joining(", ", failures.size() == 1 ? "path " : "paths ", ""));
    }
}
