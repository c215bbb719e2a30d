package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.awt.image.BufferedImage;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How frames depend on each other, and where segments are cut through that. */
class StructureTest {

    private static final int FPS = 24;
    private static final int SECONDS = 8;

    @TempDir
    private Path folder;

    private List<String> source() {
        return EncodedFilm.numbered(folder.resolve("source"), FilmSpec.single(Duration.ofSeconds(SECONDS), 320, 180));
    }

    private EncodedFilm film(Program program) {
        return new EncodedFilm(program, folder.resolve("film"));
    }

    private static void showsEveryFrameRight(FilmInStore film) {
        EncodedFilm.showsEveryFrameRight(
                film, FPS, SECONDS * FPS, Duration.ofSeconds(10), Duration.ofMillis(700), Duration.ofMillis(100));
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                Arguments.of(
                        "HEVC, open GOPs (CRA and RASL)",
                        "libx265",
                        "-x265-params log-level=0:keyint=30:min-keyint=30:bframes=4:open-gop=1:scenecut=0"),
                Arguments.of(
                        "HEVC, closed GOPs with leading pictures (IDR and RADL)",
                        "libx265",
                        "-x265-params log-level=0:keyint=30:min-keyint=30:bframes=4:open-gop=0:radl=2:scenecut=0"),
                Arguments.of(
                        "HEVC, temporal sub-layers",
                        "libx265",
                        "-x265-params log-level=0:keyint=30:bframes=5:b-adapt=0:temporal-layers=3"),
                Arguments.of(
                        "H.264, intra refresh with recovery points",
                        "libx264",
                        "-x264-params keyint=24:intra-refresh=1:bframes=0"),
                Arguments.of(
                        "H.264, open GOPs",
                        "libx264",
                        "-x264-params keyint=30:min-keyint=30:bframes=3:b-adapt=0:open-gop=1:scenecut=0"),
                Arguments.of("MPEG-2, open GOPs", "mpeg2video", "-g 12 -bf 2 -b:v 3M"),
                Arguments.of(
                        "MPEG-4 part 2, open GOPs, interlaced",
                        "mpeg4",
                        "-g 12 -bf 2 -b:v 3M -flags +ildct+ilme-global_header"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void findsEveryFrameOf(String name, String encoder, String options) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(encoder);
        List<String> video = new ArrayList<>(List.of("-c:v", encoder));
        video.addAll(EncodedFilm.words(options));
        showsEveryFrameRight(film(program).hls(source(), video, "-hls_time", "2"));
    }

    @Test
    void goesBackOverSegmentsWithoutAKeyFrame() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        List<String> video = List.of(
                "-c:v", "libx264", "-x264-params", "keyint=96:min-keyint=96:scenecut=0:bframes=3", "-flags", "+cgop");
        FilmInStore film = film(program).hls(source(), video, "-hls_time", "0.5", "-hls_flags", "split_by_time");
        assertThat(film.plan(Duration.ofSeconds(1)).segments()).hasSize(16);
        showsEveryFrameRight(film);
    }

    @Test
    void showsFramesOfVariableLength() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        // Frame n is shown from n / 24 s on; only frames 0, 3, 4, 12, 30, 31, 90, … are there.
        String kept = "select='eq(n,0)+eq(n,3)+eq(n,4)+eq(n,12)+eq(n,30)+eq(n,31)+eq(n,90)+gt(n,120)*not(mod(n,7))'";
        FilmInStore film = film(program)
                .hls(
                        source(),
                        List.of("-vf", kept, "-fps_mode", "vfr", "-c:v", "libx264", "-bf", "2", "-g", "5"),
                        "-hls_time",
                        "2");
        List<Integer> there = Stream.concat(
                        Stream.of(0, 3, 4, 12, 30, 31, 90), Stream.iterate(126, n -> n < SECONDS * FPS, n -> n + 7))
                .toList();
        ThumbnailPlan plan = film.plan(Duration.ofMillis(250));
        List<Integer> expected = plan.marks().stream()
                .map(mark -> mark.time().toMillis() * FPS / 1000.0)
                .map(wanted -> there.stream()
                        .filter(n -> n <= wanted + 0.5)
                        .reduce((earlier, later) -> later)
                        .orElseThrow())
                .toList();
        Extracted.of(film.store, plan).shows(expected);
    }

    static Stream<Arguments> shortFilms() {
        return Stream.of(SegmentFormat.MPEG_TS, SegmentFormat.FMP4)
                .flatMap(format -> Stream.of(Arguments.of(format, 42), Arguments.of(format, 500)));
    }

    @ParameterizedTest(name = "{0}, {1} ms")
    @MethodSource("shortFilms")
    void showsTheFirstFrameOfAFilmOfOneFrameOrHalfASecond(SegmentFormat format, int millis) throws IOException {
        FilmInStore film = FilmInStore.made(
                FilmSpec.single(Duration.ofMillis(millis), 320, 180).withFormat(format), folder);
        Extracted.of(film.store, film.plan(Duration.ofSeconds(10))).shows(List.of(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    evc1 | has no video that can be decoded: its sample entry is evc1, EVC, for which there is no decoder
                    encv | is encrypted (its video's sample entry is encv), and thumbnails are made of clear video only
                    """)
    void namesVideoThatCannotBeDecoded(String format, String reason) throws IOException {
        FilmInStore film = FilmInStore.made(
                FilmSpec.single(Duration.ofSeconds(1), 320, 180).withFormat(SegmentFormat.FMP4), folder);
        film.replaceInAll("avc1", format);
        assertThatThrownBy(() -> Extracted.of(film.store, film.plan(Duration.ofSeconds(10))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("the initialization section")
                .hasMessageContaining(reason);
    }

    @Test
    void knowsAFormatByItsConfiguration() throws IOException {
        FilmInStore film = FilmInStore.made(
                FilmSpec.single(Duration.ofSeconds(1), 320, 180).withFormat(SegmentFormat.FMP4), folder);
        film.replaceInAll("avc1", "resv");

        Extracted.of(film.store, film.plan(Duration.ofSeconds(10))).shows(List.of(0));
    }

    /** What a live film is cut to: its first segment begins with pictures that are presented before the key frame. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "decodable from it on (RADL), open-gop=0:radl=2, true",
        "that refer to what was cut off (RASL), open-gop=1, false"
    })
    void beginsWithTheFirstFrameThatCanBeDecoded(String name, String options, boolean decodable)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx265");
        String x265 = "log-level=0:keyint=30:min-keyint=30:bframes=4:b-adapt=0:scenecut=0:" + options;
        film(program).hls(source(), List.of("-c:v", "libx265", "-x265-params", x265), "-hls_time", "2");
        Path playlist = folder.resolve("film").resolve("video.m3u8");
        Files.writeString(playlist, Files.readString(playlist).replaceFirst("#EXTINF.*\n.*\n", ""));
        FilmInStore film = FilmInStore.of(folder.resolve("film"), "video.m3u8");
        BufferedImage shownFirst = Pixels.of(
                        program,
                        folder,
                        List.of(
                                "-i",
                                folder.resolve("film").resolve("video1.ts").toString()),
                        "null")
                .getFirst();
        int first = FrameNumber.read(shownFirst).orElseThrow();
        assertThat(first % 30 == 0).as("%d is a key frame", first).isEqualTo(!decodable);
        Extracted.of(film.store, film.plan(Duration.ofSeconds(10))).shows(List.of(first));
    }
}
