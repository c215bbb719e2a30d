package io.github.rokutrickplay.cdn;

import java.util.List;

final class InMemoryCdnCacheTest extends CdnCacheContract {

    private final InMemoryCdnCache cache = new InMemoryCdnCache();

    @Override
    protected CdnCache cache() {
        return cache;
    }

    @Override
    protected String distributionId() {
        return "E123ABC456";
    }

    @Override
    protected List<String> invalidated(String callerReference) {
        return cache.invalidations.stream()
                .filter(invalidation -> invalidation.callerReference().equals(callerReference))
                .flatMap(invalidation -> invalidation.paths().stream())
                .toList();
    }
}
