package io.github.rokutrickplay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasuredTest {

    @TempDir
    private Path folder;

    private Measured run(String script) throws IOException {
        return Measured.run(List.of("bash", "-c", script), Map.of("MORE", "3"), folder.resolve("log"));
    }

    @Test
    void countsTheTimeAndTheMemoryOfWhatItRuns() throws IOException {
        Measured idle = run("sleep 0.2");
        Measured busy = run(
                "for ((i = 0; i < 100000; i++)); do :; done; x=$(head -c 20000000 /dev/zero | tr '\\0' x); echo ${#x}; sleep 0.2");

        assertThat(idle.usage().wall()).isGreaterThan(Duration.ofMillis(199));
        assertThat(busy.usage().cpu()).isGreaterThan(idle.usage().cpu());
        assertThat(busy.peakBytes()).isGreaterThan(20_000_000).isGreaterThan(idle.peakBytes());
    }

    @Test
    void saysWhatAProgramThatFailsHasWritten() {
        assertThatThrownBy(() -> run("echo too bad $MORE; exit 3")).hasMessageContaining("too bad 3");
    }
}
