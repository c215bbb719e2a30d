package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;

/** The installed ffmpeg and ffprobe: another release than the one that comes with us, and with more encoders. */
final class Programs {

    /** What the installed ffmpeg says of its encoders and filters; empty until somebody asks. */
    private static final AtomicReference<String> CAPABILITIES = new AtomicReference<>("");

    private Programs() {}

    /** Whether they are installed; films are made with them. */
    static boolean installed() {
        return find("ffmpeg").isPresent() && find("ffprobe").isPresent();
    }

    /** Skips the test where the installed ffmpeg lacks an encoder or a filter. */
    static void require(String encoderOrFilter) throws IOException, InterruptedException {
        String known = CAPABILITIES.get();
        if (known.isEmpty()) {
            known = ffmpegText("-encoders") + ffmpegText("-filters");
            CAPABILITIES.set(known);
        }
        Assumptions.assumeTrue(
                known.contains(" " + encoderOrFilter + " "), "the installed ffmpeg has no " + encoderOrFilter);
    }

    /** Runs ffmpeg to its end, which must be a success. */
    static void ffmpeg(String... arguments) throws IOException, InterruptedException {
        ffmpegOutput(arguments);
    }

    private static String ffmpegText(String... arguments) throws IOException, InterruptedException {
        return new String(ffmpegOutput(arguments), UTF_8);
    }

    /** What ffmpeg writes to its standard output. */
    static byte[] ffmpegOutput(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("ffmpeg"), "-hide_banner", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** What openssl writes to its standard output. */
    static byte[] openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("openssl")));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs the JDK's keytool. */
    static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    static String ffprobe(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("ffprobe"), "-v", "error"));
        command.addAll(List.of(arguments));
        return new String(run(command), UTF_8);
    }

    private static String program(String name) {
        return find(name).map(Path::toString).orElseGet(() -> Assumptions.abort(name + " is not installed"));
    }

    private static Optional<Path> find(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, name);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static byte[] run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("program", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(errors.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + Files.readString(errors));
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }
}
