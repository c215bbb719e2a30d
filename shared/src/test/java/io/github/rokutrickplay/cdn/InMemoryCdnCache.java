package io.github.rokutrickplay.cdn;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake of CloudFront that keeps what was invalidated, a repetition once, as {@link CdnCacheContract} says. */
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
    public synchronized String invalidate(String distributionId, List<String> paths, String callerReference) {
        failure.ifPresent(e -> {
            throw e;
        });
        paths.stream().filter(path -> !path.startsWith("/")).forEach(path -> {
            throw new PermanentFailure("InvalidArgument: " + path + " does not start with a slash");
        });
        Invalidation asked = new Invalidation(distributionId, List.copyOf(paths), callerReference);
        for (int i = 0; i < invalidations.size(); i++) {
            Invalidation earlier = invalidations.get(i);
            if (earlier.equals(asked)) {
                return id(i);
            }
            if (earlier.distributionId.equals(distributionId) && earlier.callerReference.equals(callerReference)) {
                throw new PermanentFailure("InvalidationBatchAlreadyExists: " + callerReference);
            }
        }
        invalidations.add(asked);
        return id(invalidations.size() - 1);
    }

    private static String id(int index) {
        return "I" + (index + 1);
    }
}
