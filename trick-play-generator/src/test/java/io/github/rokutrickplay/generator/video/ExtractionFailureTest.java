package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.storage.ObjectAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be extracted is refused with its place, and never hangs. */
class ExtractionFailureTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String THIRD = "360p_00003.ts";

    @TempDir
    private Path folder;

    private FilmInStore film;

    @BeforeEach
    void makeFilm() throws IOException {
        film = FilmInStore.made(FilmSpec.single(Duration.ofSeconds(33), 640, 360), folder);
    }

    private void replaceThird(byte[] body) {
        film.store.put(FilmInStore.location(THIRD), body, ObjectAttributes.ofType("video/mp2t"));
    }

    private Extracted extract() {
        return Extracted.wholly(film.store, film.plan(INTERVAL));
    }

    @Test
    void namesASegmentThatIsMissing() {
        film.store.delete(List.of(FilmInStore.location(THIRD)));
        assertThatThrownBy(this::extract)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("segment 3")
                .hasMessageContaining("s3://films/film/360p_00003.ts");
    }

    @Test
    void refusesWhatIsNeitherTransportStreamNorFragmentedMp4() {
        replaceThird("<html>Not here</html>".repeat(1000).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::extract)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("360p_00003.ts")
                .hasMessageContaining("neither MPEG-TS nor fMP4");
    }

    @Test
    void refusesAnEmptySegment() {
        replaceThird(new byte[0]);
        assertThatThrownBy(this::extract).isInstanceOf(PermanentFailure.class).hasMessageContaining("360p_00003.ts");
    }

    @Test
    void refusesNoiseThatLooksLikeATransportStream() {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < noise.length; i += 188) {
            noise[i] = 0x47;
        }
        replaceThird(noise);
        assertThatThrownBy(this::extract).isInstanceOf(PermanentFailure.class).hasMessageContaining("360p_00003.ts");
    }

    @Test
    void refusesNoiseInPlaceOfMp4Boxes() {
        byte[] noise = new byte[200_000];
        new Random(2).nextBytes(noise);
        System.arraycopy(new byte[] {0, 0, 0, 24, 'm', 'o', 'o', 'f'}, 0, noise, 0, 8);
        replaceThird(noise);
        assertThatThrownBy(this::extract).isInstanceOf(PermanentFailure.class).hasMessageContaining("360p_00003.ts");
    }

    @Test
    void survivesDamageInsideSegmentsWithAPictureOrAFailure() {
        byte[] whole = film.store.bytes(FilmInStore.location(THIRD));
        for (int seed = 0; seed < 20; seed++) {
            byte[] damaged = whole.clone();
            Random random = new Random(seed);
            for (int i = 0; i < 40; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            replaceThird(damaged);
            try {
                assertThat(extract().jpegs("big").size()).isBetween(3, 4);
            } catch (PermanentFailure e) {
                assertThat(e).hasMessageContaining("segment");
            }
        }
    }

    @Test
    void doesNotTakeTheNextSegmentsFirstFrameWhereASegmentWasCutOff() {
        byte[] whole = film.store.bytes(FilmInStore.location(THIRD));
        replaceThird(Arrays.copyOf(whole, 20 * 188));
        assertThatThrownBy(this::extract)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("at 00:00:20.000: segment 3, s3://films/film/360p_00003.ts, has lost frames");
    }

    @Test
    void saysWhyAWantedSegmentCannotBeRead() {
        assertThatThrownBy(() -> Extracted.wholly(film.store, film.planWithout(3, "it is encrypted", INTERVAL)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("it is encrypted")
                .hasMessageContaining("360p_00003.ts")
                .hasMessageContaining("00:00:20.000");
    }

    @Test
    void doesNotMindAnUnreadableSegmentThatNoMarkNeeds() {
        Extracted extracted = Extracted.of(film.store, film.planWithout(2, "a gap", INTERVAL));
        extracted.shows(List.of(0, 240, 480, 720));
    }

    @Test
    void holdsTheLastFrameOverMarksBehindIt() {
        ThumbnailPlan plan = film.plan(INTERVAL);
        List<Mark> marks = new ArrayList<>(plan.marks());
        marks.add(new Mark(5, Duration.ofMillis(32_990), 5));
        marks.add(new Mark(6, Duration.ofSeconds(39), 5));
        Extracted extracted =
                Extracted.of(film.store, new ThumbnailPlan(INTERVAL, plan.duration(), plan.segments(), marks));
        assertThat(extracted.extraction().missing()).isEmpty();
        extracted.shows(List.of(0, 240, 480, 720, 791, 791));
    }

    @Test
    void rethrowsWhatTheSinkThrows() {
        TransientFailure refusal = new TransientFailure("the bucket is slow today");
        ThumbnailExtractor extractor = new ThumbnailExtractor(film.store, Extracted.settings(FrameChoice.EXACT), 2);
        assertThatThrownBy(() -> extractor.extract(film.plan(INTERVAL), thumbnail -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
    }
}
