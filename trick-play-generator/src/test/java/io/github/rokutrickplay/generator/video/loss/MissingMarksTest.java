package io.github.rokutrickplay.generator.video.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.search.SearchStep;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments of 6 s. */
final class MissingMarksTest {

    private static ThumbnailPlan plan(int segments, int intervalSeconds, Set<Integer> gaps) {
        Duration length = Duration.ofSeconds(6);
        List<PlannedSegment> planned = IntStream.range(0, segments)
                .mapToObj(i -> new PlannedSegment(
                        i,
                        new StoredBytes(new S3Location("films", i + ".ts"), null, null),
                        null,
                        length.multipliedBy(i),
                        length,
                        0,
                        gaps.contains(i) ? PlannedSegment.GAP : null))
                .toList();
        List<Mark> marks = IntStream.range(0, (segments * 6 + intervalSeconds - 1) / intervalSeconds)
                .mapToObj(i -> new Mark(i + 1, Duration.ofSeconds((long) i * intervalSeconds), i * intervalSeconds / 6))
                .toList();
        return new ThumbnailPlan(Duration.ofSeconds(intervalSeconds), length.multipliedBy(segments), planned, marks);
    }

    private static MissingMarks lost(ThumbnailPlan plan, String share, Integer... numbers) {
        MissingMarks missing = new MissingMarks(plan, new BigDecimal(share));
        for (int number : numbers) {
            missing.add(new SearchStep.Lost(List.of(plan.marks().get(number - 1)), "a reason"));
        }
        return missing;
    }

    private static void assertBorne(MissingMarks missing) {
        assertThat(missing.tooMany()).isFalse();
        assertThatCode(() -> missing.requireEnoughLeft(true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"2, 10", "3, 10", "33, 10", "2, 3600"})
    void oneThumbnailMayBeMissingWhereAnotherIsLeft(int segments, int interval) {
        ThumbnailPlan plan = plan(segments, interval, Set.of());
        MissingMarks missing = lost(plan, "0.05", 1);
        if (plan.marks().size() > 1) {
            assertBorne(missing);
        } else {
            assertThatThrownBy(() -> missing.requireEnoughLeft(true))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessage("none of 1 thumbnails can be made: at 00:00:00.000: a reason");
        }
    }

    @Test
    void allThumbnailsOfOneSegmentMayBeMissingForThatIsOneLoss() {
        assertBorne(lost(plan(3, 1, Set.of()), "0.05", 7, 8, 9, 10, 11, 12));
        assertBorne(lost(plan(2, 1, Set.of()), "0.05", 1, 2, 3, 4, 5, 6));
    }

    @Test
    void ofTwoSegmentsNoMoreMayBeMissingThanTheShareAllows() {
        ThumbnailPlan plan = plan(4, 2, Set.of());
        MissingMarks missing = lost(plan, "0.05", 3, 4);

        assertThat(missing.tooMany()).isTrue();
        assertThatThrownBy(() -> missing.requireEnoughLeft(false))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("at least 2 of 12 thumbnails cannot be made, and MAX_MISSING_THUMBNAILS=0.05 allows 1, or"
                        + " all of one segment: at 00:00:04.000: a reason");
        assertBorne(lost(plan, "0.17", 3, 4));
    }

    @Test
    void aFilmOfOneSegmentIsNoLossOfItself() {
        ThumbnailPlan plan = plan(1, 1, Set.of());

        assertBorne(lost(plan, "0.05", 6));
        assertThat(lost(plan, "0.05", 5, 6).tooMany()).isTrue();
    }

    @Test
    void nothingMayBeMissingWhereNothingIsAllowed() {
        ThumbnailPlan plan = plan(40, 6, Set.of());
        MissingMarks missing = lost(plan, "0", 20);

        assertThat(missing.tooMany()).isTrue();
        assertThatThrownBy(() -> missing.requireEnoughLeft(true))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("1 of 40 thumbnails cannot be made, and MAX_MISSING_THUMBNAILS=0 allows 0: at");
    }

    @Test
    void declaredGapsAreMissingAndDoNotCount() {
        MissingMarks missing = lost(plan(4, 6, Set.of(0, 2, 3)), "0");

        assertThat(missing.reasons()).containsOnlyKeys(1, 3, 4);
        assertThat(missing.reasons().values()).allMatch(PlannedSegment.GAP::equals);
        assertBorne(missing);
    }

    @Test
    void whatIsLostToAGapAtItsEdgeDoesNotCount() {
        ThumbnailPlan plan = plan(2, 6, Set.of(0));
        MissingMarks missing = new MissingMarks(plan, BigDecimal.ZERO);
        missing.add(new SearchStep.Lost(List.of(plan.marks().get(1)), PlannedSegment.GAP));

        assertThat(missing.tooMany()).isFalse();
        assertThatThrownBy(() -> missing.requireEnoughLeft(true))
                .hasMessage("none of 2 thumbnails can be made: the playlist says that it is missing (EXT-X-GAP)");
    }

    @Test
    void theShareIsOneOfTheThumbnailsOutsideGaps() {
        ThumbnailPlan plan = plan(8, 6, Set.of(0, 1, 2, 3));

        assertBorne(lost(plan, "0.5", 5, 6));
        assertThat(lost(plan, "0.5", 5, 6, 7).tooMany()).isTrue();
        assertThatThrownBy(() -> lost(plan, "1", 5, 6, 7, 8).requireEnoughLeft(true))
                .hasMessageStartingWith("none of 8 thumbnails can be made: at 00:00:24.000: a reason");
    }
}
