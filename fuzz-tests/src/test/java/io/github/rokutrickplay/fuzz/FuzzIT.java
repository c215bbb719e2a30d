package io.github.rokutrickplay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Has Jazzer look for inputs that end in anything but a refusal: another exception, a hang, too much memory, or the end of
 * the JVM, which is why it has one of its own. What it finds lies in {@code target/fuzzing/TARGET/}; put it into {@link
 * RegressionTest}'s folder.
 */
final class FuzzIT {

    private static final int SECONDS =
            Integer.getInteger("fuzz.seconds", 64) / List.of(Target.values()).size();
    private static final Path FOLDER = Path.of(System.getProperty("fuzz.folder", "target/fuzzing"));

    @ParameterizedTest
    @EnumSource(Target.class)
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(3600)
    void findsNothingWorseThanARefusal(Target target) throws IOException, InterruptedException {
        Path folder = FOLDER.resolve(target.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int i = 0; i < target.seeds().size(); i++) {
            Files.write(corpus.resolve("seed" + i), target.seeds().get(i));
        }
        Path log = folder.resolve("log.txt");

        Process jazzer = new ProcessBuilder(command(target, folder, corpus))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exitCode = jazzer.waitFor();

        assertThat(exitCode).as("see %s: %s", log, end(log)).isZero();
        assertThat(Files.readString(log)).as(log.toString()).contains("Done ");
    }

    private static List<String> command(Target target, Path folder, Path corpus) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + target.fuzzer().getName(),
                "--instrumentation_includes=io.github.rokutrickplay.**",
                "--instrumentation_excludes=io.github.rokutrickplay.sample.**",
                // Its bug detectors look for other things, and hook what the media library loads.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator,
                "-max_total_time=" + Math.max(1, SECONDS),
                // Longer than an extraction may take by itself, and than a busy machine takes to load classes.
                "-timeout=300",
                "-rss_limit_mb=3000",
                "-max_len=4096",
                "-verbosity=1",
                corpus.toString());
    }

    private static String end(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
