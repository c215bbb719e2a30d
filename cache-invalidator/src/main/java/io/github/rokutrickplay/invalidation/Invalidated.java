package io.github.rokutrickplay.invalidation;

import java.util.List;

/**
 * What a batch came to.
 *
 * @param paths how many paths each distribution was asked to clear
 * @param invalidationIds CloudFront's, in the order of the distributions; empty when there was nothing to clear
 */
public record Invalidated(int paths, List<String> invalidationIds) {
    public Invalidated {
        invalidationIds = List.copyOf(invalidationIds);
    }
}
