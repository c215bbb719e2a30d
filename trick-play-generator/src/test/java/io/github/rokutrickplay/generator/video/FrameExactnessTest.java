package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.Rational;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every picture shows the last frame at or before its mark: the number in the frame says so. */
class FrameExactnessTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> films() {
        FilmSpec plain = FilmSpec.single(Duration.ofSeconds(33), 640, 360);
        FilmSpec misaligned = plain.withFrameRate(30_000, 1001)
                .withSegments(Duration.ofMillis(6400), Duration.ofMillis(3200))
                .withTimestampOffset(Duration.ofSeconds(10));
        return Stream.of(
                Arguments.of("transport stream, GOPs that divide the interval", plain.withAudio(true)),
                Arguments.of("transport stream, 29.97 fps, GOPs of 3.2 s, offset of 10 s", misaligned),
                Arguments.of("fMP4, GOPs of 3.2 s, offset of 10 s", misaligned.withFormat(SegmentFormat.FMP4)),
                Arguments.of(
                        "fMP4 with sound, 25 fps",
                        plain.withFormat(SegmentFormat.FMP4).withAudio(true).withFrameRate(25, 1)),
                Arguments.of("one fMP4 file", plain.withFormat(SegmentFormat.FMP4_SINGLE_FILE)),
                Arguments.of(
                        "one fMP4 file with a discontinuity",
                        plain.withFormat(SegmentFormat.FMP4_SINGLE_FILE).withDiscontinuitiesAt(Duration.ofSeconds(8))),
                Arguments.of(
                        "discontinuities",
                        misaligned.withDiscontinuitiesAt(Duration.ofMillis(7_130), Duration.ofMillis(20_010))),
                Arguments.of(
                        "timestamps that wrap", plain.withTimestampOffset(Duration.ofMillis(95_443_717 - 15_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("films")
    void showsTheFirstFrameAtOrAfterEachMark(String name, FilmSpec film) throws IOException {
        FilmInStore stored = FilmInStore.made(film, folder);
        for (int seconds : List.of(10, 1)) {
            ThumbnailPlan plan = stored.plan(Duration.ofSeconds(seconds));
            Extracted extracted = Extracted.of(stored.store, plan);
            extracted.shows(expected(film, plan));
            assertThat(extracted.extraction().sizes())
                    .containsEntry("small", new Resolution(320, 180))
                    .containsEntry("big", new Resolution(640, 360));
        }
    }

    /** The first frame whose time is the mark's or later, half a frame given for rounding. */
    private static List<Integer> expected(FilmSpec film, ThumbnailPlan plan) {
        Rational rate = film.frameRate();
        return plan.marks().stream()
                .map(mark ->
                        (int) Math.floor(mark.time().toNanos() / 1e9 * rate.numerator() / rate.denominator() + 0.5))
                .toList();
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(
                        new RenditionSpec("r", 640, 480, Rational.ONE, 800_000),
                        new Resolution(240, 180),
                        new Resolution(480, 360)),
                Arguments.of(
                        new RenditionSpec("r", 720, 576, new Rational(64, 45), 800_000),
                        new Resolution(320, 180),
                        new Resolution(640, 360)),
                Arguments.of(
                        new RenditionSpec("r", 1280, 534, Rational.ONE, 900_000),
                        new Resolution(320, 134),
                        new Resolution(640, 267)),
                Arguments.of(
                        new RenditionSpec("r", 360, 640, Rational.ONE, 800_000),
                        new Resolution(101, 180),
                        new Resolution(203, 360)),
                Arguments.of(
                        new RenditionSpec("r", 416, 234, Rational.ONE, 500_000),
                        new Resolution(320, 180),
                        new Resolution(416, 234)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void keepsTheDisplayAspectRatioAndNeverEnlarges(RenditionSpec rendition, Resolution small, Resolution big)
            throws IOException {
        FilmSpec film = FilmSpec.single(Duration.ofSeconds(11), 640, 360).withRenditions(rendition);
        FilmInStore stored = FilmInStore.made(film, folder);
        ThumbnailPlan plan = stored.plan(Duration.ofSeconds(10));
        Extracted extracted = Extracted.of(stored.store, plan);
        extracted.shows(expected(film, plan));
        assertThat(extracted.extraction().sizes()).containsEntry("small", small).containsEntry("big", big);
    }

    @Test
    void givesOnePictureOfAClipShorterThanTheInterval() throws IOException {
        FilmInStore stored = FilmInStore.made(FilmSpec.single(Duration.ofMillis(700), 640, 360), folder);
        Extracted.of(stored.store, stored.plan(Duration.ofSeconds(10))).shows(List.of(0));
    }
}
