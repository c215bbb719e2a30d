package io.github.rokutrickplay.generator.video.loss;

import static io.github.rokutrickplay.generator.video.loss.SequenceNumbers.Succession.BROKEN;
import static io.github.rokutrickplay.generator.video.loss.SequenceNumbers.Succession.FOLLOWS;
import static io.github.rokutrickplay.generator.video.loss.SequenceNumbers.Succession.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Continuity counters of a video (256) and program tables (0), from one segment to the next. */
class SequenceNumbersTest {

    private static SequenceNumbers numbers(Map<Integer, Long> first, Map<Integer, Long> last) {
        return new SequenceNumbers(first, last, 16);
    }

    private final SequenceNumbers segment = numbers(Map.of(0, 3L, 256, 9L), Map.of(0, 5L, 256, 15L));

    @Test
    void followWhereAllStreamsGoOn() {
        assertThat(segment.succession(numbers(Map.of(0, 6L, 256, 0L), Map.of(0, 6L, 256, 4L))))
                .isEqualTo(FOLLOWS);
    }

    @Test
    void areBrokenWhereOneStreamDoesNotGoOn() {
        assertThat(segment.succession(numbers(Map.of(0, 6L, 256, 2L), Map.of(0, 6L, 256, 4L))))
                .isEqualTo(BROKEN);
        assertThat(segment.succession(numbers(Map.of(0, 8L, 256, 0L), Map.of(0, 8L, 256, 4L))))
                .isEqualTo(BROKEN);
    }

    @Test
    void tellNothingWhereEachSegmentCountsAnew() {
        assertThat(segment.succession(numbers(Map.of(0, 3L, 256, 9L), Map.of(0, 4L, 256, 12L))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void tellNothingWhereADiscontinuityIsAnnounced() {
        assertThat(segment.succession(numbers(Map.of(256, -1L), Map.of(256, 4L))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void goOnWhereOneStreamCountsAnew() {
        assertThat(segment.succession(numbers(Map.of(0, 3L, 256, 0L), Map.of(0, 4L, 256, 4L))))
                .isEqualTo(FOLLOWS);
    }
}
