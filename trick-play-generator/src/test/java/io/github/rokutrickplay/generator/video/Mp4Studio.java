package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BytesInMemory;
import io.github.rokutrickplay.generator.mp4.Mp4File;
import io.github.rokutrickplay.generator.mp4.Mp4Planner;
import io.github.rokutrickplay.generator.plan.MarkTimes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes MP4 and MOV files of a numbered master, and says what others see in them. */
final class Mp4Studio {

    static final S3Location LOCATION = new S3Location("films", "film.mp4");
    static final String X264 = "-c:v libx264 -preset veryfast -crf 18 -g 48 -bf 3 -c:a aac ";

    private static final Duration INTERVAL = Duration.ofMillis(700);
    private static final int WIDTH = 288;
    private static final int HEIGHT = 162;
    private static final double ROUNDING = 2e-6;

    private final Path master;

    private Mp4Studio(Path master) {
        this.master = master;
    }

    /** With a master of eight seconds, 24 frames a second, and sound. */
    static Mp4Studio open(Path folder) {
        return new Mp4Studio(SampleFilms.copy(
                FilmSpec.single(Duration.ofSeconds(8), 640, 360).withAudio(true), folder.resolve("master")));
    }

    /** A frame, and when it is presented. */
    record Shown(double seconds, int number) {}

    /**
     * Encodes the master anew with the installed ffmpeg.
     *
     * @param input options before the input
     * @param output options before the output
     */
    Path encode(String input, Path target, String output) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(words(input));
        arguments.addAll(List.of("-i", master.toString()));
        arguments.addAll(words(output));
        arguments.add(target.toString());
        Program.installedFfmpegWith("libx264").run(arguments.toArray(String[]::new));
        return target;
    }

    /** A key frame each 48, no B pictures, no sound; time scales 1000 (movie) and 12288. */
    Path withoutReordering(Path target) throws IOException, InterruptedException {
        return encode("", target, "-c:v libx264 -preset veryfast -g 48 -bf 0 -an -video_track_timescale 12288");
    }

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" +"));
    }

    /** What is presented when, in ffprobe's and ffmpeg's opinion. */
    static List<Shown> truth(Path file) throws IOException, InterruptedException {
        List<Double> times = Program.bundledFfprobe()
                .run(
                        "-v",
                        "error",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "frame=best_effort_timestamp_time",
                        "-of",
                        "csv=p=0",
                        file.toString())
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Double::parseDouble)
                .toList();
        Path raw = file.resolveSibling("pictures.gray");
        Program.bundledFfmpeg()
                .run(
                        "-v",
                        "error",
                        "-y",
                        "-noautorotate",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-vf",
                        "scale=" + WIDTH + ":" + HEIGHT + ",format=gray",
                        "-f",
                        "rawvideo",
                        raw.toString());
        byte[] pictures = Files.readAllBytes(raw);
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < pictures.length / (WIDTH * HEIGHT); i++) {
            BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster()
                    .setDataElements(
                            0,
                            0,
                            WIDTH,
                            HEIGHT,
                            Arrays.copyOfRange(pictures, i * WIDTH * HEIGHT, (i + 1) * WIDTH * HEIGHT));
            shown.add(new Shown(times.get(i), FrameNumber.read(picture).orElse(-1)));
        }
        assertThat(shown).hasSameSizeAs(times);
        return shown;
    }

    private static double frameLength(List<Shown> shown) {
        double shortest = Double.MAX_VALUE;
        for (int i = 1; i < shown.size(); i++) {
            shortest = Math.min(shortest, shown.get(i).seconds - shown.get(i - 1).seconds);
        }
        return shown.size() > 1 ? shortest : 1;
    }

    /** The frame on the screen at each mark: the last presented at or before it, half a frame given; else the first. */
    static List<Integer> expected(List<Shown> shown, int marks, Duration interval) {
        double half = frameLength(shown) / 2;
        List<Integer> numbers = new ArrayList<>();
        for (int mark = 0; mark < marks; mark++) {
            double latest = mark * interval.toNanos() / 1e9 + half + ROUNDING;
            numbers.add(shown.stream()
                    .filter(frame -> frame.seconds <= latest)
                    .reduce((before, behind) -> behind)
                    .orElse(shown.getFirst())
                    .number);
        }
        return numbers;
    }

    static ThumbnailPlan plan(byte[] file, Duration interval, FrameChoice choice) {
        Mp4Planner planner = new Mp4Planner(LOCATION, Mp4File.read(new BytesInMemory(file)));
        return planner.plan(MarkTimes.of("film", planner.duration(), interval), interval, choice);
    }

    static Extracted extract(byte[] file, ThumbnailPlan plan) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        store.put(LOCATION, file, ObjectAttributes.ofType("video/mp4"));
        return Extracted.of(store, plan);
    }

    static void showsWhatFfprobeSays(Path file) throws IOException, InterruptedException {
        shows(file, truth(file));
    }

    static void shows(Path file, List<Shown> truth) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (Duration interval : List.of(INTERVAL, Duration.ofMillis(100))) {
            ThumbnailPlan plan = plan(bytes, interval, FrameChoice.EXACT);
            double end = truth.getLast().seconds + frameLength(truth);
            assertThat(plan.duration().toNanos() / 1e9).isBetween(end - frameLength(truth), end + 0.05);
            List<Integer> expected = expected(truth, plan.marks().size(), interval);
            assertThat(expected).doesNotContain(-1);
            extract(bytes, plan).shows(expected);
        }
    }
}
