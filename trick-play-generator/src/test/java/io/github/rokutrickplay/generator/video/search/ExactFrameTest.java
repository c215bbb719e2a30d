package io.github.rokutrickplay.generator.video.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The choice among timestamps, without media: milliseconds, in a run whose first frames are 200 long. */
class ExactFrameTest {

    private final RunClock slowStart = new RunClock(new Timebase(1, 1000), Duration.ZERO, 0, 200);
    private final PacketIndex index = new PacketIndex();

    private Choice choice(long markMillis) {
        return new ExactFrame()
                .choose(
                        FrameRule.View.of(index, slowStart),
                        new Mark(2, Duration.ofMillis(markMillis), 0),
                        Direction.FORWARD);
    }

    private void addFramesEvery(int millis) {
        for (int i = 0; i < 10; i++) {
            index.add(2000 + (long) i * millis, 2000 + (long) i * millis, i == 0);
        }
    }

    @Test
    void givesHalfOfAFrameForRounding() {
        addFramesEvery(200);
        assertThat(choice(2290)).isEqualTo(Choice.frame(1));
        assertThat(choice(2310)).isEqualTo(Choice.frame(2));
    }

    @Test
    void givesHalfOfAShorterFrameWhereFramesAreShorterThanAtTheStart() {
        addFramesEvery(40);
        assertThat(choice(2215)).isEqualTo(Choice.frame(5));
        assertThat(choice(2225)).isEqualTo(Choice.frame(6));
    }

    @Test
    void takesASmallerStepThanAnyFrameForDamage() {
        addFramesEvery(200);
        index.add(3801, 3801, false);
        assertThat(choice(2290)).isEqualTo(Choice.frame(1));
    }

    @Test
    void showsAFrameThatIsHeldUntilTheNext() {
        index.add(2000, 2000, true);
        index.add(2040, 2040, false);
        index.add(8000, 8000, false);
        index.add(8040, 8040, false);
        assertThat(choice(5000)).isEqualTo(new Choice.Held(1, Choice.Followed.IN_THE_SEGMENT));
        assertThat(choice(7990)).isEqualTo(Choice.frame(2));
    }

    @Test
    void looksIntoTheSegmentBeforeWhereItDoesNotBeginWithAKeyFrame() {
        index.add(2000, 1900, false);
        index.add(2800, 2100, true);
        assertThat(choice(2500)).isEqualTo(new Choice.Overlapped(0));
    }

    @Test
    void looksIntoTheSegmentBeforeWhereNoFrameIsPresentedInTime() {
        addFramesEvery(40);
        assertThat(choice(1900)).isEqualTo(Choice.PREVIOUS);
    }
}
