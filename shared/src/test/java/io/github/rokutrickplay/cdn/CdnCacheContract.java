package io.github.rokutrickplay.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** By CloudFront's developer guide, and by what people report of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/play.m3u8",
                "/a/play~1.m3u8",
                "/a b/play.m3u8",
                "/a/f\u00fcr.m3u8",
                "/a/[1].m3u8",
                "/a/{1}.m3u8",
                "/a/<1>.m3u8",
                "/a/\"1\".m3u8",
                "/a/1|2.m3u8",
                "/a/1\\2.m3u8",
                "/a/1^2.m3u8",
                "/a/`1.m3u8",
                "/a/1#2.m3u8",
                "/a/50%.m3u8",
                "/a/*/play.m3u8",
                "/a/*.m3u8"
            })
    void refusesABatchOfWhichItDoesNotTakeAPath(String path) {
        assertThatThrownBy(() -> cache().invalidate(distributionId(), List.of("/a/play.m3u8", path), reference))
                .isInstanceOf(RefusedPathsFailure.class)
                .hasMessageContaining("InvalidArgument");
        assertThat(invalidated(reference)).isEmpty();
    }

    @Test
    void refusesMoreWildcardsThanMayBeInProgress() {
        List<String> wildcards =
                IntStream.range(0, 16).mapToObj(i -> "/" + i + "/*").toList();

        assertThatThrownBy(() -> cache().invalidate(distributionId(), wildcards, reference))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("TooManyInvalidationsInProgress");
        assertThat(invalidated(reference)).isEmpty();
    }

    @Test
    void takesWhatIsEncoded() {
        List<String> paths = List.of("/a%20b/f%C3%BCr.m3u8", "/a/play%7E1.m3u8", "/a(1)!@:+&=$;',?x=1", "/a/2%2A.m3u8");

        cache().invalidate(distributionId(), paths, reference);

        assertThat(invalidated(reference)).isEqualTo(paths);
    }
}
