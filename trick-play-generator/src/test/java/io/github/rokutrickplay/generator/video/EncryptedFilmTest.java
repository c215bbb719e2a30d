package io.github.rokutrickplay.generator.video;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.Aes128;
import io.github.rokutrickplay.generator.plan.ByteSource;
import io.github.rokutrickplay.generator.plan.KeySource;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.DamagedFilm.Outcome;
import io.github.rokutrickplay.generator.video.fetch.CipherEnding;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** AES-128 as encryptors write it: eight seconds in segments of two, each encrypted as a whole. */
class EncryptedFilmTest {

    private static final S3Location KEY = FilmInStore.location("film.key");
    private static final byte[] KEY_BYTES = "0123456789abcdef".getBytes(US_ASCII);
    private static final String IV = "f00102030405060708090a0b0c0d0e0f";
    private static final int SECONDS = 8;

    @TempDir
    private Path folder;

    private DamagedFilm film(SegmentFormat format) throws IOException {
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(SECONDS), 320, 180)
                .withSegments(Duration.ofSeconds(2), Duration.ofSeconds(2))
                .withFormat(format);
        return new DamagedFilm(spec, folder);
    }

    /** Encrypts every file, initialization sections too, and says so in the plan. */
    private static DamagedFilm encrypted(DamagedFilm film, CipherEnding ending) {
        film.film.store.put(KEY, KEY_BYTES, ObjectAttributes.ofType("application/octet-stream"));
        film.plan(Duration.ofSeconds(1), 1).segments().stream()
                .flatMap(segment -> Stream.of(segment.media(), segment.initialization()))
                .flatMap(source -> source instanceof StoredBytes stored ? Stream.of(stored.location()) : Stream.of())
                .distinct()
                .forEach(location -> film.film.store.put(
                        location,
                        ending.encrypted(film.film.store.bytes(location), KEY_BYTES, IV),
                        ObjectAttributes.ofType("video/mp2t")));
        film.playlistSays(EncryptedFilmTest::encrypted);
        return film;
    }

    private static PlannedSegment encrypted(PlannedSegment segment) {
        return new PlannedSegment(
                segment.index(),
                encrypted(segment.media()),
                segment.initialization() == null ? null : encrypted(segment.initialization()),
                segment.start(),
                segment.duration(),
                segment.run(),
                segment.unavailable());
    }

    private static StoredBytes encrypted(ByteSource source) {
        StoredBytes stored = (StoredBytes) source;
        return new StoredBytes(stored.location(), stored.range(), new Aes128(new KeySource.Stored(KEY), IV));
    }

    static Stream<Arguments> endings() {
        return Stream.of(SegmentFormat.MPEG_TS, SegmentFormat.FMP4)
                .flatMap(format -> Stream.of(CipherEnding.values()).map(ending -> Arguments.of(format, ending)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void showsEveryFrameHoweverTheLastBlockIsPadded(SegmentFormat format, CipherEnding ending) throws IOException {
        DamagedFilm film = encrypted(film(format), ending);
        // Marks behind the last frame have every segment looked into whole.
        ThumbnailPlan plan = film.plan(Duration.ofMillis(250), 4 * SECONDS + 2);

        Outcome outcome = film.extract(plan, FrameChoice.EXACT, "0");

        film.showsNothingWrong(plan, outcome, ending.toString());
        assertThat(outcome.extraction().missing()).isEmpty();
        assertThat(outcome.shown()).hasSize(4 * SECONDS + 2);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void seesThatACiphertextIsCut(SegmentFormat format, CipherEnding ending) throws IOException {
        for (int more : List.of(0, 7)) {
            DamagedFilm film = encrypted(film(format), ending);
            film.replace(3, bytes -> Arrays.copyOf(bytes, bytes.length / 32 * 16 + more));
            ThumbnailPlan plan = film.plan(Duration.ofMillis(250), 4 * SECONDS);

            Outcome outcome = film.extract(plan, FrameChoice.EXACT, "1");

            film.showsNothingWrong(plan, outcome, ending.toString());
            assertThat(outcome.extraction().missing()).containsKey(4 * SECONDS).hasSizeLessThan(8);
        }
    }

    private static @Nullable String reason(Outcome outcome) {
        return outcome.extraction().missing().get(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"MPEG_TS", "FMP4"})
    void tellsAWrongKeyFromAnEndThatIsPaddedInAnotherWay(SegmentFormat format) throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            byte[] wrong = KEY_BYTES.clone();
            wrong[0] = (byte) seed;
            wrong[1] = (byte) (seed >> 8);
            DamagedFilm film = film(format);
            byte[] clear = film.film.store.bytes(film.location(1));
            encrypted(film, CipherEnding.PKCS7);
            film.replace(1, bytes -> CipherEnding.PKCS7.encrypted(clear, wrong, IV));

            assertThat(reason(film.extract(SECONDS)))
                    .contains("is neither MPEG-TS nor fMP4 when it is decrypted: the key or the IV is not the one");
        }
    }
}
