package io.github.rokutrickplay.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A program that makes both sizes of all thumbnails of a film. */
interface Contender {

    /** What it made, and what that took. */
    record Outcome(Measured measured, List<Path> bigImages) {}

    String name();

    /**
     * Makes thumbnails, from nothing.
     *
     * @param work an empty folder
     * @throws IllegalStateException if the program fails
     */
    Outcome make(BenchmarkFilm film, Duration interval, Path work) throws IOException;

    /** {@code ./trickplay process}: it edits the main playlist, too. */
    static Contender trickPlay(Path home) {
        return new Contender() {
            @Override
            public String name() {
                return "`./trickplay process`";
            }

            @Override
            public Outcome make(BenchmarkFilm film, Duration interval, Path work) throws IOException {
                Path thumbs = film.mainPlaylist().resolveSibling("thumbs");
                Folders.move(thumbs, work.resolve("earlier"));
                List<String> command = List.of(
                        home.resolve("trickplay").toString(),
                        "process",
                        film.mainPlaylist().toString(),
                        "--interval",
                        String.valueOf(interval.toSeconds()));
                Measured measured = Measured.run(command, Map.of(), work.resolve("log"));
                return new Outcome(measured, images(thumbs, "_big."));
            }
        };
    }

    /** The best that one ffmpeg command can do where marks lie on key frames: it decodes nothing else. */
    static Contender ffmpegKeyFrames() {
        return ffmpeg("ffmpeg, key frames only, one thread", "-threads 1 -skip_frame nokey");
    }

    /** One ffmpeg command that decodes the whole rendition. */
    static Contender ffmpegEveryFrame() {
        return ffmpeg("ffmpeg, every frame", "");
    }

    private static Contender ffmpeg(String name, String inputOptions) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome make(BenchmarkFilm film, Duration interval, Path work) throws IOException {
                double halfFrame = 0.5
                        * film.numbered().frameRate().denominator()
                        / film.numbered().frameRate().numerator();
                // Fitted into both boxes; the first frame at or after each mark, less half a frame, as far as it is
                // decoded.
                String filter = String.format(
                        Locale.ROOT,
                        "[0:v]setpts=PTS-STARTPTS,select='gte(t+%.6f,%d*selected_n)',scale=640:360,split[big][both];[both]scale=320:180[small]",
                        halfFrame,
                        interval.toSeconds());
                List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
                command.addAll(inputOptions.isEmpty() ? List.of() : Ffmpeg.words(inputOptions));
                command.addAll(List.of("-i", film.cheapestRendition().toString(), "-filter_complex", filter));
                for (String size : List.of("big", "small")) {
                    String images = work.resolve(size + ".%05d.jpg").toString();
                    command.addAll(List.of("-map", "[" + size + "]", "-fps_mode", "passthrough", "-q:v", "4", images));
                }
                Measured measured = Measured.run(command, Map.of(), work.resolve("log"));
                return new Outcome(measured, images(work, "big."));
            }
        };
    }

    private static List<Path> images(Path folder, String part) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
