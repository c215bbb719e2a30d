package io.github.rokutrickplay.generator.video.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunClockTest {

    private static final int TICKS = 12_800;
    private static final int FRAME = 512;

    private static RunClock clock(Duration start, long base) {
        return new RunClock(new Timebase(1, TICKS), start, base, FRAME);
    }

    @Test
    void takesAFrameThatIsLateByJustHalfItsLength() {
        RunClock clock = clock(Duration.ZERO, 0);
        for (int mark = 1; mark < 10_000; mark += 2) {
            // At 25 frames a second each second mark lies in the middle between two frames.
            long late = (mark * 35L + 1) / 2 * FRAME;
            assertThat(clock.latest(Duration.ofMillis(700L * mark))).isEqualTo(late);
        }
    }

    @Test
    void takesNoFrameThatIsLaterThanThat() {
        RunClock clock = clock(Duration.ZERO, 7);
        assertThat(clock.latest(Duration.ofNanos(699_999_999))).isEqualTo(7 + 18 * FRAME - 1);
    }

    @Test
    void countsFromTheRunsOwnStart() {
        RunClock clock = clock(Duration.ofSeconds(6), 90_000);
        assertThat(clock.latest(Duration.ofSeconds(7))).isEqualTo(90_000 + TICKS + FRAME / 2);
        assertThat(clock.latest(Duration.ofMillis(5_500))).isEqualTo(90_000 - TICKS / 2 + FRAME / 2);
        assertThat(clock.timestamp(Duration.ofSeconds(7))).isEqualTo(90_000 + TICKS);
    }
}
