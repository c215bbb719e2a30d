package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.Rational;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.storage.QuickObjectStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what is needed is read and decoded; the bytes that come out depend on the film alone. */
class ExtractionEconomyTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private FilmInStore film(FilmSpec spec) throws IOException {
        return FilmInStore.made(spec, folder);
    }

    private static FilmSpec heavy() {
        return FilmSpec.single(Duration.ofSeconds(60), 640, 360)
                .withRenditions(new RenditionSpec("r", 640, 360, Rational.ONE, 3_000_000))
                .withSegments(Duration.ofSeconds(10), Duration.ofSeconds(2));
    }

    @Test
    void readsTheBeginningsOfTheSegmentsThatHoldAMark() throws IOException {
        FilmInStore film = film(heavy());
        Extracted extracted = Extracted.of(film.store, film.plan(INTERVAL));
        extracted.shows(List.of(0, 240, 480, 720, 960, 1200));
        assertThat(extracted.extraction().bytesRead()).isLessThan(film.bytes() / 3);
        assertThat(film.store.journal).allMatch(call -> call.startsWith("findRange "));
    }

    @Test
    void hasTheWorkersThemselvesReadAQuickStore() throws IOException {
        FilmInStore film = film(FilmSpec.single(Duration.ofSeconds(60), 640, 360));
        QuickObjectStore quick = new QuickObjectStore(film.store);
        Extracted.of(quick, film.plan(INTERVAL)).shows(List.of(0, 240, 480, 720, 960, 1200));
        assertThat(quick.callers).isNotEmpty().allMatch(name -> name.startsWith("thumbnails-"));
    }

    @Test
    void decodesOneFrameAMarkWhereGopsDivideTheInterval() throws IOException {
        FilmInStore film = film(FilmSpec.single(Duration.ofSeconds(60), 640, 360));
        Extracted extracted = Extracted.of(film.store, film.plan(INTERVAL));
        assertThat(extracted.extraction().framesDecoded()).isEqualTo(6);
    }

    @Test
    void readsNoSegmentWithoutAMark() throws IOException {
        FilmInStore film = film(FilmSpec.single(Duration.ofSeconds(40), 640, 360)
                .withSegments(Duration.ofSeconds(2), Duration.ofSeconds(2)));
        Extracted.of(film.store, film.plan(INTERVAL)).shows(List.of(0, 240, 480, 720));
        assertThat(film.store.journal)
                .allMatch(call -> call.contains("_00000")
                        || call.contains("_00005")
                        || call.contains("_00010")
                        || call.contains("_00015"));
    }

    @Test
    void decodesOneFrameAMarkForKeyFrames() throws IOException {
        FilmInStore film = film(FilmSpec.single(Duration.ofSeconds(33), 640, 360)
                .withSegments(Duration.ofMillis(6400), Duration.ofMillis(3200)));
        Extracted extracted = Extracted.of(film.store, film.plan(INTERVAL), FrameChoice.KEYFRAME, 2);
        // Key frames every 77 frames from each segment's start, segments of 154 frames: the nearest to 240, 480 and
        // 720.
        extracted.shows(List.of(0, 231, 462, 693));
        assertThat(extracted.extraction().framesDecoded()).isEqualTo(4);
    }

    @Test
    void givesTheSameBytesWithAnyNumberOfWorkers() throws IOException {
        FilmInStore film = film(FilmSpec.single(Duration.ofSeconds(33), 640, 360)
                .withSegments(Duration.ofMillis(6400), Duration.ofMillis(3200)));
        ThumbnailPlan plan = film.plan(Duration.ofSeconds(2));
        Extracted one = Extracted.of(film.store, plan, FrameChoice.EXACT, 1);
        Extracted three = Extracted.of(film.store, plan, FrameChoice.EXACT, 3);
        for (String box : List.of("small", "big")) {
            assertThat(one.jpegs(box)).hasSize(17);
            one.jpegs(box)
                    .forEach((number, jpeg) -> assertThat(three.jpegs(box).get(number))
                            .as("%s %d", box, number)
                            .isEqualTo(jpeg));
        }
    }

    @Test
    void writesBaselineJfifInFullRangeWithoutAComment() throws IOException {
        FilmInStore film = film(FilmSpec.single(Duration.ofSeconds(2), 640, 360));
        byte[] jpeg = Extracted.of(film.store, film.plan(INTERVAL))
                .jpegs("big")
                .values()
                .iterator()
                .next();
        assertThat(jpeg).startsWith(0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0);
        List<Integer> markers = JpegMarkers.of(jpeg);
        assertThat(markers).as("baseline, and no comment").contains(0xC0).doesNotContain(0xC2, 0xFE);
        BufferedImage picture = Extracted.picture(jpeg);
        // Black and white of the strip of cells: in video range they would be greys.
        assertThat(picture.getRGB(2, 358) & 0xFF).isLessThan(8);
        assertThat(brightest(picture)).isGreaterThan(247);
    }

    private static int brightest(BufferedImage picture) {
        int brightest = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            brightest = Math.max(brightest, picture.getRGB(x, picture.getHeight() - 10) & 0xFF);
        }
        return brightest;
    }
}
