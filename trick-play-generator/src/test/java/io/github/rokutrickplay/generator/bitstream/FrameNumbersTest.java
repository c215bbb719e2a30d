package io.github.rokutrickplay.generator.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hand-written NAL units: baseline profile, frame_num of 4 bits, picture order count type 2. */
class FrameNumbersTest {

    /** Behind profile, flags and level: id 0, four bits of frame_num, order type 2, one reference, no gaps. */
    private static final byte[] SPS = {0, 0, 1, 0x67, 66, 0, 30, (byte) 0b11011010, 0b01111111, 0x7F};

    private static final byte[] SPS_WITH_GAPS = {0, 0, 1, 0x67, 66, 0, 30, (byte) 0b11011010, (byte) 0b11111111, 0x7F};

    private static final int IDR = 0x65;
    private static final int REFERENCE = 0x41;
    private static final int NO_REFERENCE = 0x01;

    /** A slice whose first three codes are 0, then its number. */
    private static boolean skips(FrameNumbers numbers, int header, int number) {
        byte[] unit = {0, 0, 1, (byte) header, (byte) (0b1110_0000 | number << 1 | 1), 0x55, 0x55, 0x55};
        return numbers.skips(unit, unit.length);
    }

    @Test
    void goUpByOneWithEachReferencePicture() {
        FrameNumbers numbers = new FrameNumbers(SPS);
        assertThat(skips(numbers, IDR, 0)).isFalse();
        assertThat(skips(numbers, REFERENCE, 1)).isFalse();
        assertThat(skips(numbers, NO_REFERENCE, 2)).isFalse();
        assertThat(skips(numbers, NO_REFERENCE, 2)).isFalse();
        assertThat(skips(numbers, REFERENCE, 2)).isFalse();
        assertThat(skips(numbers, REFERENCE, 4)).as("3 is missing").isTrue();
        assertThat(skips(numbers, REFERENCE, 5)).isFalse();
    }

    @Test
    void startAgainBehindTheHighestAndAtEachIdr() {
        FrameNumbers numbers = new FrameNumbers(SPS);
        assertThat(skips(numbers, REFERENCE, 14)).as("the first that is seen").isFalse();
        assertThat(skips(numbers, REFERENCE, 15)).isFalse();
        assertThat(skips(numbers, REFERENCE, 0)).isFalse();
        assertThat(skips(numbers, REFERENCE, 1)).isFalse();
        assertThat(skips(numbers, IDR, 0)).isFalse();
    }

    @Test
    void mayBeLeftOutWhereTheParameterSetAllowsIt() {
        FrameNumbers numbers = new FrameNumbers(SPS_WITH_GAPS);
        assertThat(skips(numbers, IDR, 0)).isFalse();
        assertThat(skips(numbers, REFERENCE, 5)).isFalse();
    }

    @Test
    void tellNothingWithoutAParameterSet() {
        FrameNumbers numbers = new FrameNumbers(new byte[0]);
        assertThat(skips(numbers, IDR, 0)).isFalse();
        assertThat(skips(numbers, REFERENCE, 9)).isFalse();
    }
}
