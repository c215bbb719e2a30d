package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What segments say of themselves. */
class MediaProbeTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private static ThumbnailExtractor extractor(FilmInStore film) {
        return new ThumbnailExtractor(film.store, Extracted.settings(FrameChoice.EXACT), 1);
    }

    private static VideoStream probe(FilmInStore film) {
        return extractor(film).probe(film.plan(INTERVAL).segments().getFirst());
    }

    static Stream<Arguments> encoders() {
        String pq = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:log-level=none";
        String hlg = pq.replace("smpte2084", "arib-std-b67");
        return Stream.of(
                Arguments.of("libx264", List.of(), List.of("mpegts"), "h264", false),
                Arguments.of("libx264", List.of(), List.of("fmp4"), "h264", false),
                Arguments.of(
                        "libx265",
                        List.of("-x265-params", pq, "-pix_fmt", "yuv420p10le"),
                        List.of("mpegts", "fmp4"),
                        "hevc",
                        true),
                Arguments.of(
                        "libx265",
                        List.of("-x265-params", hlg, "-pix_fmt", "yuv420p10le"),
                        List.of("fmp4"),
                        "hevc",
                        true),
                Arguments.of(
                        "libx265",
                        List.of("-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le"),
                        List.of("mpegts"),
                        "hevc",
                        false),
                Arguments.of("mpeg2video", List.of(), List.of("mpegts"), "mpeg2video", false),
                Arguments.of("libvpx-vp9", List.of("-deadline", "realtime"), List.of("fmp4"), "vp9", false));
    }

    @ParameterizedTest(name = "{0} in {2}, HDR: {4}")
    @MethodSource("encoders")
    void tellsCodecSizeAndTransferCharacteristics(
            String encoder, List<String> options, List<String> containers, String codec, boolean hdr)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(encoder);
        for (String container : containers) {
            Path target = Files.createDirectories(folder.resolve(container));
            List<String> arguments = new ArrayList<>(List.of(
                    "-v",
                    "error",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc=size=400x224:duration=1",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=duration=1",
                    "-c:a",
                    "aac",
                    "-c:v",
                    encoder,
                    "-pix_fmt",
                    "yuv420p"));
            arguments.addAll(options);
            arguments.addAll(
                    List.of("-strict", "-2", "-f", "hls", "-hls_playlist_type", "vod", "-hls_segment_type", container));
            arguments.add(target.resolve("video.m3u8").toString());
            program.run(arguments.toArray(String[]::new));
            assertThat(probe(FilmInStore.of(target, "video.m3u8")))
                    .isEqualTo(new VideoStream(codec, new Resolution(400, 224), hdr));
        }
    }

    @Test
    void saysThatThereIsNoVideo() throws IOException, InterruptedException {
        Program.bundledFfmpeg()
                .run(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=duration=3",
                        "-c:a",
                        "aac",
                        "-f",
                        "hls",
                        folder.resolve("video.m3u8").toString());
        FilmInStore film = FilmInStore.of(folder, "video.m3u8");
        assertThatThrownBy(() -> probe(film))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("no video stream");
    }

    @Test
    void readsNoMoreThanABeginning() throws IOException {
        FilmInStore film = FilmInStore.made(
                FilmSpec.single(Duration.ofSeconds(20), 960, 540)
                        .withSegments(Duration.ofSeconds(20), Duration.ofSeconds(2)),
                folder);
        probe(film);
        assertThat(film.store.journal).hasSizeLessThan(6);
    }

    static Stream<FilmSpec> films() {
        FilmSpec film = FilmSpec.single(Duration.ofSeconds(11), 320, 180)
                .withFrameRate(30_000, 1001)
                .withSegments(Duration.ofMillis(2_300), Duration.ofMillis(1_000));
        return Stream.of(
                film,
                film.withFormat(SegmentFormat.FMP4).withTimestampOffset(Duration.ofSeconds(7)),
                film.withTimestampOffset(Duration.ofMillis(95_443_717 - 5_000)),
                film.withDiscontinuitiesAt(Duration.ofMillis(4_020)));
    }

    @ParameterizedTest
    @MethodSource("films")
    void measuresARunFromItsFirstFrameToTheEndOfItsLast(FilmSpec spec) throws IOException {
        FilmInStore film = FilmInStore.made(spec, folder);
        ThumbnailPlan plan = film.plan(INTERVAL);
        for (Run run : Run.of(plan.segments())) {
            assertThat(extractor(film).length(run)).isCloseTo(run.length(), Duration.ofMillis(1));
        }
    }

    @Test
    void tellsTheFirstFramesTimestampAsItStands() throws IOException {
        FilmInStore film = FilmInStore.made(
                FilmSpec.single(Duration.ofSeconds(3), 320, 180).withTimestampOffset(Duration.ofMillis(12_500)),
                folder);
        PlannedSegment first = film.plan(INTERVAL).segments().getFirst();
        assertThat(extractor(film).firstTimestamp(first)).isEqualTo(Duration.ofMillis(12_500));
    }
}
