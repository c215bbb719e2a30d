package io.github.rokutrickplay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UsageTest {

    private static Usage usage(int wallMillis, int cpuMillis) {
        return new Usage(Duration.ofMillis(wallMillis), Duration.ofMillis(cpuMillis));
    }

    @Test
    void takesTheMiddleOfEachPartByItself() {
        assertThat(Usage.median(List.of(usage(900, 10), usage(100, 30), usage(200, 20))))
                .isEqualTo(usage(200, 20));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertThat(Usage.median(List.of(usage(100, 10), usage(200, 20)))).isEqualTo(usage(150, 15));
    }

    @Test
    void isWrittenInSecondsTheCpuFirst() {
        assertThat(usage(1800, 1250)).hasToString("1.25 / 1.80");
    }
}
