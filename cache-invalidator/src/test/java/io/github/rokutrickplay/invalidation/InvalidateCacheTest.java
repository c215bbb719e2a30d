package io.github.rokutrickplay.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.cdn.CdnCache;
import io.github.rokutrickplay.cdn.InMemoryCdnCache;
import io.github.rokutrickplay.cdn.InMemoryCdnCache.Invalidation;
import io.github.rokutrickplay.cdn.RefusedPathsFailure;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.message.InvalidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class InvalidateCacheTest {

    private final InMemoryCdnCache cache = new InMemoryCdnCache();

    private static InvalidateCache invalidator(CdnCache cache, String distributionIds) {
        return new InvalidateCache(
                cache, InvalidationConfig.of(Map.of("AWS_CLOUDFRONT_DISTRIBUTION_ID", distributionIds)));
    }

    private static Publication publication(@Nullable String requestId, @Nullable String version, String... paths) {
        return Publication.of(
                new InvalidationMessage("video-id", "content/video123/", List.of(paths), requestId, version, null),
                "m1");
    }

    private String reference(Publication... publications) {
        invalidator(cache, "E123ABC456").invalidate(List.of(publications));
        return cache.invalidations.getLast().callerReference();
    }

    @Test
    void mergesABatchIntoOneInvalidationOfSortedPathsEachOnce() {
        Invalidated done = invalidator(cache, "E123ABC456")
                .invalidate(List.of(
                        publication("r1", "v1", "/b/play.m3u8", "/b/thumbs/*", "/b/thumbs/1.jpg"),
                        publication("r2", "v2", "/a/play.m3u8", "/b/play.m3u8", "/b/thumbs_320x180.m3u8")));

        assertThat(cache.invalidations)
                .singleElement()
                .extracting(Invalidation::paths)
                .satisfies(paths -> assertThat(paths)
                        .containsExactly("/a/play.m3u8", "/b/play.m3u8", "/b/thumbs/*", "/b/thumbs_320x180.m3u8"));
        assertThat(done).isEqualTo(new Invalidated(4, List.of("I1"), Map.of()));
    }

    @Test
    void clearsEveryDistribution() {
        invalidator(cache, "E1,E2").invalidate(List.of(publication("r1", "v1", "/a")));

        assertThat(cache.invalidations).extracting(Invalidation::distributionId).containsExactly("E1", "E2");
        assertThat(cache.invalidations)
                .extracting(Invalidation::callerReference)
                .doesNotHaveDuplicates();
    }

    @Test
    void doesNothingWhenNothingIsToBeCleared() {
        assertThat(invalidator(cache, "E1").invalidate(List.of(publication("r1", "v1"))))
                .isEqualTo(new Invalidated(0, List.of(), Map.of()));
        assertThat(invalidator(cache, "E1").invalidate(List.of())).isEqualTo(new Invalidated(0, List.of(), Map.of()));
        assertThat(cache.invalidations).isEmpty();
    }

    @Test
    void splitsWhatIsMoreThanOneInvalidationTakes() {
        String[] paths =
                IntStream.range(0, 3001).mapToObj(i -> "/%05d".formatted(i)).toArray(String[]::new);

        Invalidated done = invalidator(cache, "E1").invalidate(List.of(publication("r1", "v1", paths)));

        assertThat(cache.invalidations)
                .extracting(invalidation -> invalidation.paths().size())
                .containsExactly(3000, 1);
        assertThat(cache.invalidations)
                .extracting(Invalidation::callerReference)
                .doesNotHaveDuplicates();
        assertThat(done.paths()).isEqualTo(3001);
    }

    @Test
    void givesARetryTheSameReferenceWhateverTheOrder() {
        Publication one = publication("r1", "v1", "/a", "/b");
        Publication two = publication("r2", "v2", "/c");

        assertThat(reference(one, two)).isEqualTo(reference(two, one)).isEqualTo(reference(one, one, two));
    }

    @Test
    void givesALaterPublicationOfTheSamePathsAnotherReference() {
        String first = reference(publication("r1", "v1", "/a"));

        assertThat(List.of(
                        reference(publication("r2", "v1", "/a")),
                        reference(publication("r1", "v2", "/a")),
                        reference(publication("r1", "v1", "/b")),
                        reference(publication("r1", "v1", "/a"), publication("r2", "v2", "/a"))))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsMessagesWithoutAnyNameApartByTheQueuesIds() {
        InvalidationMessage message = new InvalidationMessage("video-id", null, List.of("/a"), null, null, null);

        assertThat(reference(Publication.of(message, "m1")))
                .isEqualTo(reference(Publication.of(message, "m1")))
                .isNotEqualTo(reference(Publication.of(message, "m2")));
    }

    @Test
    void triesEveryDistributionAndLetsARetryWinOverARefusal() {
        List<String> tried = new ArrayList<>();
        CdnCache half = (distributionId, paths, reference) -> {
            tried.add(distributionId);
            return switch (distributionId) {
                case "EGONE" -> throw new PermanentFailure("no such distribution EGONE");
                case "EBUSY" -> throw new TransientFailure("too many invalidations in progress");
                default -> "I1";
            };
        };
        List<Publication> batch = List.of(publication("r1", "v1", "/a"));

        assertThatThrownBy(() -> invalidator(half, "EGONE,EBUSY,E1").invalidate(batch))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("too many");
        assertThatThrownBy(() -> invalidator(half, "EBUSY,EGONE").invalidate(batch))
                .isInstanceOf(TransientFailure.class);
        assertThatThrownBy(() -> invalidator(half, "E1,EGONE,E2").invalidate(batch))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("EGONE");
        assertThat(tried).containsExactly("EGONE", "EBUSY", "E1", "EBUSY", "EGONE", "E1", "EGONE", "E2");
    }

    /** A cache that takes no path with an {@code @} in it, for reasons of its own. */
    private final class Particular implements CdnCache {

        private int requests;

        @Override
        public String invalidate(String distributionId, List<String> paths, String callerReference) {
            requests++;
            if (paths.stream().anyMatch(path -> path.contains("@"))) {
                throw new RefusedPathsFailure("InvalidArgument: one or more invalid invalidation paths");
            }
            return cache.invalidate(distributionId, paths, callerReference);
        }
    }

    private List<String> cleared() {
        return cache.invalidations.stream()
                .flatMap(invalidation -> invalidation.paths().stream())
                .toList();
    }

    private static Publication[] films(int count, IntPredicate refused) {
        return IntStream.range(0, count)
                .mapToObj(i -> "/%04d%s/".formatted(i, refused.test(i) ? "@" : ""))
                .map(folder -> publication("r", "v", folder + "main.m3u8", folder + "thumbs.m3u8"))
                .toArray(Publication[]::new);
    }

    @Test
    void clearsAllButThePathThatIsRefused() {
        Particular particular = new Particular();
        List<Publication> batch = List.of(films(10, i -> i == 6));

        Invalidated done = invalidator(particular, "E1").invalidate(batch);

        assertThat(cleared()).hasSize(18).noneMatch(path -> path.contains("@"));
        assertThat(done.paths()).isEqualTo(18);
        assertThat(done.failures().keySet())
                .extracting(InvalidationPath::text)
                .containsExactlyInAnyOrder("/0006@/main.m3u8", "/0006@/thumbs.m3u8");
        assertThat(particular.requests).isLessThan(14);
        assertThat(done.failure(batch.get(6)))
                .get(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("'/0006@/main.m3u8'")
                .hasMessageContaining("'/0006@/thumbs.m3u8'")
                .hasMessageContaining("invalid invalidation paths");
        assertThat(done.failure(batch.get(5))).isEmpty();
    }

    @Test
    void givesTheRetryOfABatchThatWasPartedTheSameReferences() {
        List<Publication> batch = List.of(films(10, i -> i == 6));
        invalidator(new Particular(), "E1").invalidate(batch);
        int once = cache.invalidations.size();

        invalidator(new Particular(), "E1").invalidate(batch);

        assertThat(cache.invalidations).hasSize(once);
    }

    @Test
    void clearsWhatOnlyARefusedWildcardWouldHaveCovered() {
        CdnCache wary = (distributionId, paths, reference) -> {
            if (paths.contains("/a/*") || paths.contains("/a/b/*")) {
                throw new RefusedPathsFailure("InvalidArgument: one or more invalid invalidation paths");
            }
            return cache.invalidate(distributionId, paths, reference);
        };

        Invalidated done = invalidator(wary, "E1")
                .invalidate(List.of(
                        publication("r1", "v1", "/a/*"),
                        publication("r2", "v2", "/a/b/*", "/b/*"),
                        publication("r3", "v3", "/a/b/1.jpg", "/b/1.jpg")));

        assertThat(cleared()).containsExactly("/b/*", "/a/b/1.jpg");
        assertThat(done.failures().keySet())
                .extracting(InvalidationPath::text)
                .containsExactlyInAnyOrder("/a/*", "/a/b/*");
    }

    @Test
    void leavesForALaterTryWhatIsNotSortedOutAfterManyRefusals() {
        Particular particular = new Particular();
        List<Publication> batch = new ArrayList<>(List.of(films(1, i -> false)));
        batch.add(publication(
                "bad",
                "v",
                IntStream.range(0, 2000).mapToObj(i -> "/a@/%04d".formatted(i)).toArray(String[]::new)));
        batch.add(publication("last", "v", "/z"));

        Invalidated done = invalidator(particular, "E1").invalidate(batch);

        assertThat(particular.requests).isLessThan(110);
        assertThat(done.failure(batch.get(0))).isEmpty();
        assertThat(done.failure(batch.get(1)))
                .get(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(PermanentFailure.class);
        assertThat(done.failure(batch.get(2)))
                .get(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("/z");
    }

    @Test
    void asksForNoMoreWildcardsAtOnceThanMayBeInProgress() {
        String[] paths =
                IntStream.range(0, 20).mapToObj(i -> "/%02d/*".formatted(i)).toArray(String[]::new);

        Invalidated done = invalidator(cache, "E1").invalidate(List.of(publication("r1", "v1", paths)));

        assertThat(cache.invalidations)
                .extracting(invalidation -> invalidation.paths().size())
                .containsExactly(15, 5);
        assertThat(done.paths()).isEqualTo(20);
    }

    @Test
    void refusesAPathThatOneOfTheDistributionsRefuses() {
        CdnCache second = (distributionId, paths, reference) -> distributionId.equals("E2")
                ? new Particular().invalidate(distributionId, paths, reference)
                : cache.invalidate(distributionId, paths, reference);
        List<Publication> batch = List.of(publication("r1", "v1", "/a@"), publication("r2", "v2", "/b"));

        Invalidated done = invalidator(second, "E1,E2").invalidate(batch);

        assertThat(done.paths()).isEqualTo(1);
        assertThat(done.failure(batch.get(0))).isPresent();
        assertThat(done.failure(batch.get(1))).isEmpty();
    }
}
