package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.DamagedFilm.Outcome;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What cannot be read is left out, and nothing else: 20 seconds in segments of 4, a thumbnail each second, numbered frames.
 */
class DamageTest {

    private static final int SECONDS = 20;
    private static final List<Damage> DAMAGES = List.of(Damage.values());
    private static final FilmSpec FILM = FilmSpec.single(Duration.ofSeconds(SECONDS), 320, 180)
            .withSegments(Duration.ofSeconds(4), Duration.ofSeconds(2));

    /** Segments of 4 s less a frame each, so that they start between the marks. */
    private static final FilmSpec NTSC = FILM.withFrameRate(30_000, 1001).withTimestampOffset(Duration.ofSeconds(10));

    @TempDir
    private Path folder;

    private DamagedFilm film(FilmSpec spec) throws IOException {
        return new DamagedFilm(spec, folder);
    }

    private static List<Integer> seconds(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static void assertMissing(DamagedFilm film, List<Integer> seconds) {
        Outcome outcome = film.extract(SECONDS);
        assertThat(outcome.missingSeconds()).isEqualTo(seconds);
        film.showsNothingWrong(film.plan(Duration.ofSeconds(1), SECONDS), outcome, "damaged");
        assertThat(outcome.shown()).hasSize(SECONDS - seconds.size());
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                argumentSet("transport stream, 24 fps", FILM),
                argumentSet("fMP4, 24 fps", FILM.withFormat(SegmentFormat.FMP4)),
                argumentSet("transport stream, 29.97 fps", NTSC));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void leavesOutWhatASegmentThatIsMissingCovers(FilmSpec spec) throws IOException {
        DamagedFilm film = film(spec);
        film.remove(2);

        Outcome outcome = film.extract(SECONDS);

        assertThat(outcome.missingSeconds()).isEqualTo(seconds(8, 12));
        assertThat(outcome.extraction().missing().values())
                .allMatch(reason -> reason.startsWith("segment 2 is missing: there is no s3://films/film/"));
        film.showsNothingWrong(film.plan(Duration.ofSeconds(1), SECONDS), outcome, "missing");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void leavesOutGaps(FilmSpec spec) throws IOException {
        DamagedFilm film = film(spec);
        film.gapAt(1);
        film.gapAt(2);

        assertMissing(film, seconds(4, 12));
    }

    @ParameterizedTest
    @EnumSource(FrameChoice.class)
    void countsNoGapAmongWhatMayBeMissing(FrameChoice choice) throws IOException {
        DamagedFilm film = film(FILM);
        film.gapAt(0);
        film.gapAt(1);
        film.gapAt(4);

        Outcome outcome = film.extract(SECONDS, choice, "0");

        assertThat(outcome.missingSeconds())
                .isEqualTo(IntStream.range(0, SECONDS)
                        .filter(second -> second < 8 || second >= 16)
                        .boxed()
                        .toList());
        assertThat(outcome.extraction().missing().values()).allMatch(PlannedSegment.GAP::equals);
    }

    /** The playlist says that the second segment is a gap, whose last frames the mark would find in the first. */
    @Test
    void looksForNothingAroundAGap() throws IOException {
        DamagedFilm film = film(FILM);
        film.gapAt(1);
        film.playlistSays(segment -> segment.index() < 2
                ? DamagedFilm.with(
                        segment, Duration.ofMillis(segment.index() == 0 ? 2900 : 5100), segment.unavailable())
                : segment);

        assertMissing(film, seconds(3, 8));
    }

    @ParameterizedTest
    @EnumSource(FrameChoice.class)
    void bearsTheLossOfOneSegment(FrameChoice choice) throws IOException {
        DamagedFilm film = film(FILM);
        film.remove(2);

        assertThat(film.extract(SECONDS, choice, "0.05").missingSeconds()).isEqualTo(seconds(8, 12));
    }

    static Stream<Arguments> unreadable() {
        byte[] page = "<html>Not found</html>".repeat(900).getBytes(StandardCharsets.UTF_8);
        return Stream.of(FILM, FILM.withFormat(SegmentFormat.FMP4))
                .flatMap(film -> Stream.of(
                        argumentSet(film.format() + ", no bytes", film, new byte[0]),
                        argumentSet(film.format() + ", one byte", film, new byte[1]),
                        argumentSet(film.format() + ", a web page", film, page),
                        argumentSet(film.format() + ", noise with sync bytes", film, noise(0x47)),
                        argumentSet(film.format() + ", noise", film, noise(0))));
    }

    private static byte[] noise(int first) {
        byte[] noise = new byte[100_000];
        new Random(first).nextBytes(noise);
        for (int i = 0; i < noise.length; i += 188) {
            noise[i] = (byte) first;
        }
        return noise;
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void leavesOutWhatIsNoSegment(FilmSpec spec, byte[] bytes) throws IOException {
        DamagedFilm film = film(spec);
        film.replace(3, whole -> bytes);

        assertMissing(film, seconds(12, 16));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void showsWhatComesBeforeATruncationAndNotWhatComesBehind(FilmSpec spec) throws IOException {
        DamagedFilm film = film(spec);
        for (int percent : List.of(10, 45, 70, 99)) {
            byte[] whole = film.film.store.bytes(film.location(2));
            film.replace(2, bytes -> Arrays.copyOf(bytes, bytes.length * percent / 100));

            Outcome outcome = film.extract(SECONDS);

            film.showsNothingWrong(film.plan(Duration.ofSeconds(1), SECONDS), outcome, percent + " %");
            assertThat(outcome.missingSeconds()).isSubsetOf(seconds(8, 12));
            assertThat(outcome.missingSeconds().isEmpty()).isEqualTo(percent == 99);
            assertThat(outcome.missingSeconds()).doesNotContain(8);
            film.replace(2, bytes -> whole);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void takesATruncatedEndForDamageAndNotForTheEnd(FilmSpec spec) throws IOException {
        DamagedFilm film = film(spec);
        film.replace(4, bytes -> Arrays.copyOf(bytes, bytes.length / 2));

        Outcome outcome = film.extract(SECONDS);

        assertThat(outcome.missingSeconds()).contains(19).isSubsetOf(seconds(17, 20));
        film.showsNothingWrong(film.plan(Duration.ofSeconds(1), SECONDS), outcome, "truncated");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void keepsTheTimeWhereTheFirstSegmentIsMissing(FilmSpec spec) throws IOException {
        DamagedFilm film = film(spec);
        film.playlistSays(segment -> DamagedFilm.with(segment, roundedToMillis(segment.duration()), null));
        film.remove(0);
        assertMissing(film, seconds(0, 4));

        film.gapAt(1);
        assertMissing(film, seconds(0, 8));
    }

    private static Duration roundedToMillis(Duration duration) {
        return Duration.ofMillis(Math.round(duration.toNanos() / 1e6));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void keepsTheTimeOfARunWhoseFirstSegmentIsAGap(FilmSpec spec) throws IOException {
        DamagedFilm film = film(spec.withDiscontinuitiesAt(Duration.ofSeconds(8)));
        film.gapAt(2);

        assertMissing(film, seconds(8, 12));
    }

    @Test
    void keepsTheTimeWhereTheFirstSegmentHasLostItsBeginning() throws IOException {
        DamagedFilm film = film(NTSC);
        film.replace(0, bytes -> {
            byte[] damaged = bytes.clone();
            new Random(5).nextBytes(damaged);
            System.arraycopy(bytes, 0, damaged, 0, 3 * 188);
            System.arraycopy(bytes, 188 * 60, damaged, 188 * 60, damaged.length - 188 * 60);
            return damaged;
        });

        Outcome outcome = film.extract(SECONDS);

        assertThat(outcome.missingSeconds()).contains(0).isSubsetOf(seconds(0, 3));
        film.showsNothingWrong(film.plan(Duration.ofSeconds(1), SECONDS), outcome, "no beginning");
    }

    @Test
    void findsTheFrameInANeighbourWhereThePlaylistIsWrongAboutTheOneThatIsMissing() throws IOException {
        // Announced as 5 s each, while they are 4: by the playlist, the frames at 10 to 14 are in segment 2, really 8
        // to 12.
        DamagedFilm film = film(FILM);
        film.playlistSays(segment -> DamagedFilm.with(segment, Duration.ofSeconds(5), null));
        film.remove(2);

        assertMissing(film, seconds(8, 12));
    }

    /**
     * Whatever is done to the bytes: what is shown is of the right time. It may have a blemish, where changed bytes make
     * sense to a decoder: no container protects them.
     */
    @ParameterizedTest
    @MethodSource("formats")
    void showsNoWrongFrameWhateverTheDamage(FilmSpec spec) throws IOException {
        DamagedFilm film = film(spec.withSegments(Duration.ofSeconds(4), Duration.ofMillis(1300)));
        ThumbnailPlan plan = film.plan(Duration.ofMillis(250), 4 * SECONDS);
        int shown = 0;
        int blemished = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int segment = random.nextInt(5);
            byte[] whole = film.film.store.bytes(film.location(segment));
            Damage damage = DAMAGES.get(seed % DAMAGES.size());
            film.replace(segment, bytes -> damage.of(bytes, random));

            Outcome outcome = film.extract(plan, FrameChoice.EXACT, "1");

            film.showsNothingWrong(plan, outcome, damage + " of segment " + segment + ", seed " + seed);
            shown += outcome.shown().size();
            blemished += Collections.frequency(outcome.shown().values(), DamagedFilm.UNREADABLE);
            film.replace(segment, bytes -> whole);
        }
        assertThat(shown).isGreaterThan(40 * 64);
        assertThat(blemished).isLessThan(shown / 200);
    }

    @ParameterizedTest
    @EnumSource(FrameChoice.class)
    void refusesAFilmOfWhichMoreIsMissingThanAllowed(FrameChoice choice) throws IOException {
        DamagedFilm film = film(FILM);
        film.remove(1, 3);

        assertThat(film.extract(SECONDS, choice, "0.4").extraction().missing()).hasSize(8);
        assertThatThrownBy(() -> film.extract(SECONDS, choice, "0.39"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(
                        "8 of 20 thumbnails cannot be made, and MAX_MISSING_THUMBNAILS=0.39 allows 7, or all of one"
                                + " segment: at 00:00:04.000: segment 1 is missing: there is no s3://films/film/180p_00001.ts; at 00:00:12.000: segment 3");
    }

    @Test
    void stopsSoonWhenTooMuchIsMissing() throws IOException {
        DamagedFilm film = film(FILM.withSegments(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        film.remove(IntStream.range(1, 20).toArray());

        assertThatThrownBy(() -> film.extract(SECONDS, FrameChoice.EXACT, "0"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageMatching("at least \\d of 20 thumbnails cannot be made, .*");
    }

    @Test
    void refusesAFilmOfWhichNothingIsLeftWhateverIsAllowed() throws IOException {
        DamagedFilm film = film(FILM);
        film.remove(0, 1, 2, 3, 4);

        assertThatThrownBy(() -> film.extract(SECONDS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("none of 20 thumbnails can be made: at 00:00:00.000: segment 0 is missing");
    }
}
