package io.github.rokutrickplay.dash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The installed ffmpeg, as a packager of DASH. */
public final class FfmpegProgram {

    private FfmpegProgram() {}

    /** Runs a command line in a folder. The test is skipped where there is no ffmpeg, or it lacks an encoder. */
    public static void run(Path folder, String command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command.split(" ", -1))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("ffmpeg is not installed");
            return;
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        Assumptions.assumeFalse(output.contains("Unknown encoder"), "the installed ffmpeg lacks an encoder");
        assertThat(process.exitValue()).as(output).isZero();
    }
}
