package io.github.rokutrickplay.generator.video.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The search among timestamps, without media. A frame is 10 long, decoding runs 20 ahead. */
class PacketIndexTest {

    private final PacketIndex index = new PacketIndex();

    /** Two open GOPs: I0 P40 B20 b10 b30, then I80 with leading pictures B60 b50 b70. */
    private void addOpenGops() {
        int[] pts = {0, 40, 20, 10, 30, 80, 60, 50, 70, 120};
        for (int i = 0; i < pts.length; i++) {
            index.add(pts[i], i * 10L - 20, pts[i] % 80 == 0);
        }
    }

    @Test
    void isSettledWhenNothingEarlierCanFollow() {
        index.add(0, -20, true);
        index.add(40, -10, false);
        assertThat(index.settled(10)).isFalse();
        index.add(20, 0, false);
        index.add(10, 10, false);
        assertThat(index.settled(10)).isTrue();
        assertThat(index.firstAtOrAfter(10)).hasValue(3);
    }

    @Test
    void startsAtTheKeyFrameBeforeTheOneThatALeadingPicturePrecedes() {
        addOpenGops();
        assertThat(index.firstAtOrAfter(45)).hasValue(7);
        assertThat(index.decodeStart(7)).hasValue(0);
        assertThat(index.decodeStart(9)).hasValue(5);
    }

    @Test
    void hasNoStartForLeadingPicturesOfTheFirstKeyFrame() {
        index.add(30, 0, true);
        index.add(10, 10, false);
        assertThat(index.decodeStart(1)).isEmpty();
    }

    @Test
    void takesTheStepOfDecodingForTheLengthOfAFrame() {
        addOpenGops();
        assertThat(index.frameLength()).isEqualTo(10);
    }

    @Test
    void findsTheNearestKeyFrame() {
        addOpenGops();
        assertThat(index.nearestKey(39)).hasValue(0);
        assertThat(index.nearestKey(41)).hasValue(5);
    }

    @Test
    void givesTimestampsTheBitsBackThatTheyLost() {
        long wrap = 1L << 33;
        assertThat(RunClock.unwrap(5, wrap - 5)).isEqualTo(wrap + 5);
        assertThat(RunClock.unwrap(wrap - 5, 5)).isEqualTo(-5);
        assertThat(RunClock.unwrap(100, 90)).isEqualTo(100);
    }
}
