package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Films of other encoders: pictures out of order, open GOPs, other codecs; and ffprobe's opinion. */
@Execution(ExecutionMode.CONCURRENT)
class ForeignEncoderTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int FPS = 24;

    @TempDir
    private Path folder;

    /** Makes the film that other encoders encode anew. */
    private Path source(int seconds) {
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(seconds), 640, 360).withAudio(true);
        return SampleFilms.copy(spec, folder.resolve("source"));
    }

    /** Encodes the source anew; the frames keep their numbers. */
    private FilmInStore encode(Program program, Path source, List<String> video, String... output)
            throws IOException, InterruptedException {
        Path target = Files.createDirectory(folder.resolve("target"));
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-i", source.toString()));
        arguments.addAll(video);
        arguments.addAll(List.of("-f", "hls", "-hls_list_size", "0", "-hls_playlist_type", "vod"));
        arguments.addAll(Arrays.asList(output));
        arguments.add(target.resolve("video.m3u8").toString());
        program.run(arguments.toArray(String[]::new));
        return FilmInStore.of(target, "video.m3u8");
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                Arguments.of("closed GOPs of 2 s, B pictures", "keyint=48:bframes=3:b-pyramid=normal:scenecut=0", "6"),
                Arguments.of("closed GOPs of 3.2 s", "keyint=77:bframes=3:b-adapt=0:scenecut=0", "6"),
                Arguments.of(
                        "open GOPs of 1.6 s", "keyint=39:min-keyint=39:bframes=3:b-adapt=0:open-gop=1:scenecut=0", "5"),
                Arguments.of("open GOPs, pyramid", "keyint=60:bframes=5:b-adapt=0:b-pyramid=strict:open-gop=1", "4"),
                Arguments.of("no B pictures", "keyint=250:bframes=0", "6"));
    }

    /** Where FFmpeg 5.1 cuts fragmented MP4 at an open GOP, two frames read back with one time (unexplained): left out. */
    static Stream<Arguments> closedStructures() {
        return structures()
                .filter(structure -> !String.valueOf(structure.get()[1]).contains("open-gop"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void findsFramesAmongReorderedPicturesInTransportStreams(String name, String x264, String segment)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        List<String> video = List.of("-c:v", "libx264", "-preset", "veryfast", "-x264-params", x264, "-c:a", "copy");
        showsEveryFrameRight(encode(program, source(24), video, "-hls_time", segment));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closedStructures")
    void findsFramesAmongReorderedPicturesInFragmentedMp4(String name, String x264, String segment)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        List<String> video = List.of("-c:v", "libx264", "-preset", "veryfast", "-x264-params", x264, "-an");
        showsEveryFrameRight(encode(program, source(24), video, "-hls_time", segment, "-hls_segment_type", "fmp4"));
    }

    private static void showsEveryFrameRight(FilmInStore film) {
        for (Duration interval : List.of(INTERVAL, Duration.ofSeconds(1), Duration.ofMillis(100))) {
            ThumbnailPlan plan = film.plan(interval);
            List<Integer> expected = plan.marks().stream()
                    .map(mark -> (int) Math.floor(mark.time().toNanos() * FPS / 1e9 + 0.5))
                    .map(frame -> Math.min(frame, 24 * FPS - 1))
                    .toList();
            Extracted.of(film.store, plan).shows(expected);
        }
    }

    @Test
    void followsTheTimestampsWhereThePlaylistsDurationsAreRoundedToSeconds() throws IOException {
        // Segments of 4.5 s, announced as 4 s and as 5 s: the playlist runs away from the frames, one way and the
        // other.
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(30), 640, 360)
                .withSegments(Duration.ofMillis(4_500), Duration.ofMillis(1_500));
        FilmInStore film = FilmInStore.made(spec, folder);
        ThumbnailPlan exact = film.plan(INTERVAL);
        for (int announced : List.of(4, 5)) {
            List<PlannedSegment> segments = new ArrayList<>();
            for (PlannedSegment segment : exact.segments()) {
                Duration start = Duration.ofSeconds((long) announced * segments.size());
                segments.add(new PlannedSegment(
                        segment.index(),
                        segment.media(),
                        null,
                        start,
                        Duration.ofSeconds(announced),
                        segment.run(),
                        null));
            }
            ThumbnailPlan rounded = new ThumbnailPlan(
                    INTERVAL,
                    exact.duration(),
                    segments,
                    IntStream.range(0, 3)
                            .mapToObj(i -> FilmInStore.mark(i + 1, INTERVAL.multipliedBy(i), segments))
                            .toList());
            Extracted.of(film.store, rounded).shows(List.of(0, 240, 480));
        }
    }

    @Test
    void agreesWithFfprobeOnTheTimestampsOfTheFramesShown() throws IOException, InterruptedException {
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(21), 640, 360)
                .withFrameRate(30_000, 1001)
                .withTimestampOffset(INTERVAL);
        FilmInStore film = FilmInStore.made(spec, folder);
        String printed = Program.bundledFfprobe()
                .run(
                        "-v",
                        "error",
                        "-select_streams",
                        "v",
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0",
                        folder.resolve("main.m3u8").toString());
        List<Double> times = printed.lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Double::parseDouble)
                .toList();
        Extracted extracted = Extracted.of(film.store, film.plan(Duration.ofSeconds(1)));
        List<Integer> frames = extracted.frames("big");
        double half = 1001 / 60_000.0;
        for (int i = 0; i < frames.size(); i++) {
            double wanted = times.getFirst() + i - half;
            assertThat(times.get(frames.get(i))).isGreaterThanOrEqualTo(wanted);
            assertThat(frames.get(i) == 0 || times.get(frames.get(i) - 1) < wanted)
                    .isTrue();
        }
    }

    @Test
    void refusesSegmentsWithoutVideo() throws IOException, InterruptedException {
        FilmInStore film = encode(Program.bundledFfmpeg(), source(3), List.of("-vn", "-c:a", "copy"));
        assertThat(film.store.bytes(new S3Location(FilmInStore.BUCKET, "film/video0.ts")))
                .isNotEmpty();
        assertThatThrownBy(() -> Extracted.of(film.store, film.plan(INTERVAL)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("none of its segments holds a video frame");
    }
}
