package io.github.rokutrickplay.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link CdnCache} does, run against the fake and against every real one. */
public abstract class CdnCacheContract {

    private static final List<String> PATHS = List.of("/a/play.m3u8", "/a/thumbs/*");

    private final String reference = UUID.randomUUID().toString();

    /** The cache under test. */
    protected abstract CdnCache cache();

    /** A distribution that exists. */
    protected abstract String distributionId();

    /** The paths that were invalidated under a caller reference; empty if there was no such invalidation. */
    protected abstract List<String> invalidated(String callerReference);

    @Test
    void invalidatesThePathsInTheirOrder() {
        String id = cache().invalidate(distributionId(), PATHS, reference);

        assertThat(id).isNotEmpty();
        assertThat(invalidated(reference)).isEqualTo(PATHS);
    }

    @Test
    void startsNothingNewForARepetition() {
        String first = cache().invalidate(distributionId(), PATHS, reference);

        assertThat(cache().invalidate(distributionId(), PATHS, reference)).isEqualTo(first);
    }

    @Test
    void startsAnotherInvalidationForAnotherReference() {
        String first = cache().invalidate(distributionId(), PATHS, reference);

        assertThat(cache().invalidate(distributionId(), PATHS, reference + "-2"))
                .isNotEqualTo(first);
    }

    @Test
    void refusesOtherPathsUnderAReferenceThatIsTaken() {
        cache().invalidate(distributionId(), PATHS, reference);

        assertThatThrownBy(() -> cache().invalidate(distributionId(), List.of("/b"), reference))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("InvalidationBatchAlreadyExists");
        assertThat(invalidated(reference)).isEqualTo(PATHS);
    }

    @Test
    void refusesAPathWithoutLeadingSlash() {
        assertThatThrownBy(() -> cache().invalidate(distributionId(), List.of("a/play.m3u8"), reference))
                .isInstanceOf(PermanentFailure.class);
        assertThat(invalidated(reference)).isEmpty();
    }
}
