package io.github.rokutrickplay.generator.video.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.bitstream.Access;
import org.junit.jupiter.api.Test;

/** What the bitstream says counts; what the container says is a hint. */
class DecodeStartsTest {

    private final DecodeStarts starts = new DecodeStarts();

    @Test
    void areWhereTheBitstreamSaysWhateverTheContainerSays() {
        starts.add(Access.RANDOM_ACCESS, false);
        starts.add(Access.DEPENDENT, true);
        starts.add(Access.DECODABLE_LEADING, true);

        assertThat(starts.isKey(0)).isTrue();
        assertThat(starts.isKey(1)).isFalse();
        assertThat(starts.isKey(2)).isFalse();
        assertThat(starts.promised(0)).isTrue();
    }

    @Test
    void areWhereTheContainerSaysIfTheBitstreamSaysNothing() {
        starts.add(Access.UNKNOWN, true);
        starts.add(Access.UNKNOWN, false);

        assertThat(starts.isKey(0)).isTrue();
        assertThat(starts.isKey(1)).isFalse();
    }

    @Test
    void areIPicturesWhereThereIsNothingBetterBeforeThem() {
        starts.add(Access.INTRA, false);
        starts.add(Access.RANDOM_ACCESS, true);
        starts.add(Access.INTRA, false);

        assertThat(starts.isKey(0)).isTrue();
        assertThat(starts.promised(0)).isFalse();
        assertThat(starts.isKey(2)).isFalse();
    }

    @Test
    void areIPicturesThatTheContainerVouchesForUntilItIsFoundToBeWrong() {
        starts.add(Access.RANDOM_ACCESS, true);
        starts.add(Access.INTRA, true);

        assertThat(starts.isKey(1)).isTrue();
        assertThat(starts.promised(1)).isTrue();

        starts.add(Access.DEPENDENT, true);
        starts.add(Access.INTRA, true);

        assertThat(starts.promised(1)).isFalse();
        assertThat(starts.isKey(3)).isFalse();
    }

    @Test
    void beginAnewWithEachSegment() {
        starts.add(Access.RANDOM_ACCESS, true);
        starts.add(Access.DEPENDENT, true);
        starts.clear();
        starts.add(Access.INTRA, true);

        assertThat(starts.isKey(0)).isTrue();
        assertThat(starts.promised(0)).isTrue();
    }
}
