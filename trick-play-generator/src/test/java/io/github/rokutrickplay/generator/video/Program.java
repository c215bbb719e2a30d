package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/** A command-line program: FFmpeg's own, from the bindings or installed. */
record Program(String path) {

    private static final Map<String, String> ENCODERS = new ConcurrentHashMap<>();

    static Program bundledFfmpeg() {
        return new Program(Loader.load(ffmpeg.class));
    }

    static Program bundledFfprobe() {
        return new Program(Loader.load(ffprobe.class));
    }

    /** The installed ffmpeg, whose encoders the bundled one has not; skips the test where there is none that has the encoder. */
    static Program installedFfmpegWith(String encoder) throws IOException, InterruptedException {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, "ffmpeg");
            if (Files.isExecutable(candidate)) {
                Program program = new Program(candidate.toString());
                if (program.encoders().contains(encoder)) {
                    return program;
                }
            }
        }
        return abort("no installed ffmpeg has the encoder " + encoder);
    }

    private String encoders() throws IOException, InterruptedException {
        String encoders = ENCODERS.get(path);
        if (encoders == null) {
            encoders = run("-hide_banner", "-encoders");
            ENCODERS.put(path, encoders);
        }
        return encoders;
    }

    /** Runs it to its end, which must be a success, and gives what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
        return output;
    }
}
