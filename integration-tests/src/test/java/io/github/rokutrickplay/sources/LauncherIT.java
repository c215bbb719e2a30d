package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code ./trickplay process} as a user starts it. */
@Isolated("it trains the JVM, for which it needs the cores")
class LauncherIT {

    @TempDir
    private Path folder;

    /** JavaCPP, which would look for its own, makes its folder for them first of all. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the layer is made for Linux")
    void takesFfmpegsLibrariesFromTheLayersFolder() throws IOException, InterruptedException {
        Path film = SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(12), 640, 360), folder.resolve("film"));
        process(film, ""); // makes films of its own, with JavaCPP's, where quick starts are not prepared yet
        Path cache = folder.resolve("cache");

        process(film, "-Dorg.bytedeco.javacpp.cachedir=" + cache);

        assertThat(folder.resolve("film/thumbs/main_big.00002.jpg")).isNotEmptyFile();
        assertThat(cache).doesNotExist();
    }

    private static void process(Path film, String jvmOptions) throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("trickplay.home", ".."), "trickplay");
        ProcessBuilder command =
                new ProcessBuilder(launcher.toString(), "process", film.toString()).redirectErrorStream(true);
        command.environment().put("JAVA_TOOL_OPTIONS", jvmOptions);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
