package io.github.rokutrickplay.cdn;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A fake of CloudFront that keeps what was invalidated, a repetition once, as {@link CdnCacheContract} says. */
public final class InMemoryCdnCache implements CdnCache {

    /** An invalidation as it was asked for. */
    public record Invalidation(String distributionId, List<String> paths, String callerReference) {}

    private static final Pattern ACCEPTED = Pattern.compile("/([!$&'()+,./0-9:;=?@A-Z_a-z-]|%[0-9A-Fa-f]{2})*\\*?");

    private static final int MAX_WILDCARDS = 15;

    /** How often it was asked, whether it took what was asked for or not. */
    public int requests;

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
        requests++;
        if (!paths.stream().allMatch(path -> ACCEPTED.matcher(path).matches())) {
            throw new RefusedPathsFailure("InvalidArgument: one or more invalid invalidation paths");
        }
        if (paths.stream().filter(path -> path.endsWith("*")).count() > MAX_WILDCARDS) {
            throw new TransientFailure("TooManyInvalidationsInProgress: more wildcards than " + MAX_WILDCARDS);
        }
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
