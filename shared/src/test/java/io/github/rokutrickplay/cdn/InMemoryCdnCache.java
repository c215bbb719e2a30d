package io.github.rokutrickplay.cdn;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake of CloudFront that keeps what was invalidated. */
public final class InMemoryCdnCache implements CdnCache {

    /** An invalidation as it was asked for. */
    public record Invalidation(String distributionId, List<String> paths, String callerReference) {}

    public final List<Invalidation> invalidations = new CopyOnWriteArrayList<>();

    private Optional<RuntimeException> failure = Optional.empty();

    /** Lets every further invalidation fail. */
    public void failWith(RuntimeException failure) {
        this.failure = Optional.of(failure);
    }

    @Override
    public String invalidate(String distributionId, List<String> paths, String callerReference) {
        failure.ifPresent(e -> {
            throw e;
        });
        invalidations.add(new Invalidation(distributionId, List.copyOf(paths), callerReference));
        return "I" + invalidations.size();
    }
}
