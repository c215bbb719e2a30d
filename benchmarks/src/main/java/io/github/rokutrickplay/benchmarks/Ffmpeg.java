package io.github.rokutrickplay.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The installed ffmpeg: it makes the films, and is what we are compared with. */
final class Ffmpeg {

    private final String version;

    private Ffmpeg(String version) {
        this.version = version;
    }

    /**
     * @throws IllegalStateException naming what is not installed
     */
    static Ffmpeg installed() {
        try {
            String version = run(List.of("ffmpeg", "-version")).getFirst().split(" ", -1)[2];
            run(List.of("ffprobe", "-version"));
            String encoders = String.join("\n", run(List.of("ffmpeg", "-hide_banner", "-encoders")));
            for (String encoder : List.of("libx264", "libx265")) {
                if (!encoders.contains(" " + encoder + " ")) {
                    throw new IllegalStateException(
                            "the installed ffmpeg cannot encode with " + encoder + ": install one that can");
                }
            }
            return new Ffmpeg(version);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "ffmpeg and ffprobe are not on the PATH: install them (Debian: apt-get install ffmpeg)", e);
        }
    }

    String version() {
        return version;
    }

    /** Runs it to its end. The arguments are separated by spaces, and contain none. */
    void run(String arguments) throws IOException {
        run(words("ffmpeg -v error -y " + arguments));
    }

    /** What ffprobe prints. */
    List<String> probe(String arguments) throws IOException {
        return run(words("ffprobe -v error " + arguments));
    }

    static List<String> words(String text) {
        return Arrays.asList(text.split(" +", -1));
    }

    private static List<String> run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .start();
        List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command.getFirst());
        }
        return output;
    }
}
