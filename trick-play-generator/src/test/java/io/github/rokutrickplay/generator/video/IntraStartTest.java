package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H.264 whose key frames are I pictures, no IDR, and without recovery points: broadcast encoders write it. Nothing in it says
 * that the pictures behind an I picture do without those before it.
 */
class IntraStartTest {

    private static final int FPS = 24;
    private static final int SECONDS = 8;
    private static final String OPEN_GOPS =
            "keyint=24:min-keyint=24:open-gop=1:bframes=3:b-adapt=0:scenecut=0:b-pyramid=none";
    /** Flashes, and references over them. */
    private static final String SCENES =
            "geq=lum='if(lt(Y,H*7/9),if(mod(floor(N/10),2),255-lum(X,Y),lum(X,Y)),lum(X,Y))':cb='cb(X,Y)':cr='cr(X,Y)'";

    @TempDir
    private Path folder;

    /** Without SEI, so without recovery points; with parameter sets wherever a segment may start. */
    private FilmInStore film(String filter, String x264, String repeated, String... muxer)
            throws IOException, InterruptedException {
        List<String> source =
                EncodedFilm.numbered(folder.resolve("source"), FilmSpec.single(Duration.ofSeconds(SECONDS), 320, 180));
        List<String> video = EncodedFilm.words("-vf " + filter + " -pix_fmt yuv420p -c:v libx264 -x264-params " + x264
                + " -flags +global_header -bsf:v filter_units=remove_types=6,dump_extra=freq=" + repeated);
        return new EncodedFilm(Program.installedFfmpegWith("libx264"), folder.resolve("film"))
                .hls(source, video, muxer);
    }

    private FilmInStore withoutItsFirstSegment() throws IOException {
        Path playlist = folder.resolve("film").resolve("video.m3u8");
        Files.writeString(playlist, Files.readString(playlist).replaceFirst("#EXTINF.*\n.*\n", ""));
        return FilmInStore.of(folder.resolve("film"), "video.m3u8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "fmp4"})
    void beginsWithAnIPictureWhereThereIsNoIdr(String format) throws IOException, InterruptedException {
        film("null", OPEN_GOPS, "keyframe", "-hls_time", "2", "-hls_segment_type", format);
        FilmInStore film = withoutItsFirstSegment();
        ThumbnailPlan plan = film.plan(Duration.ofMillis(300));
        // Three pictures lead the I picture and refer to what was cut off; the clock starts with the first of them.
        List<Integer> expected = plan.marks().stream()
                .map(mark -> Math.max(48, 45 + (int) Math.ceil(mark.time().toMillis() * FPS / 1000.0 - 0.5)))
                .filter(frame -> frame < SECONDS * FPS)
                .toList();

        Extracted.of(film.store, plan).shows(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mpegts, 3", "fmp4, 0"})
    void decodesNoMoreThanAFewGopsAThumbnailWhereOnlyTheFirstPictureIsAnIdr(String format, int bFrames)
            throws IOException, InterruptedException {
        FilmInStore film = film(
                "null",
                OPEN_GOPS.replace("bframes=3", "bframes=" + bFrames),
                "keyframe",
                "-hls_time",
                "1",
                "-hls_segment_type",
                format);
        EncodedFilm.showsEveryFrameRight(film, FPS, SECONDS * FPS, Duration.ofMillis(700), Duration.ofMillis(100));

        Extracted extracted = Extracted.of(film.store, film.plan(Duration.ofSeconds(1)));

        assertThat(extracted.extraction().framesDecoded()).isLessThan(SECONDS * FPS);
    }

    @Test
    void seesThatPicturesReferToSomethingBeforeTheIPicture() throws IOException, InterruptedException {
        FilmInStore film = seenThrough();

        EncodedFilm.showsEveryFrameRight(film, FPS, SECONDS * FPS, Duration.ofMillis(700), Duration.ofMillis(125));
    }

    private FilmInStore seenThrough() throws IOException, InterruptedException {
        return film(
                SCENES,
                "keyint=500:min-keyint=200:scenecut=300:bframes=0:ref=16",
                "all",
                "-hls_time",
                "1",
                "-hls_flags",
                "split_by_time");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5})
    void showsNothingThatRefersToALostSegment(int lost) throws IOException, InterruptedException {
        FilmInStore film = seenThrough();
        ThumbnailPlan plan = film.planWithout(lost, "it is lost", Duration.ofMillis(125));
        ThumbnailSettings settings = new ThumbnailSettings(
                plan.interval(), List.of(Extracted.SMALL), 4, FrameChoice.EXACT, "thumbs", false, new BigDecimal("1"));
        Map<Integer, byte[]> jpegs = new ConcurrentSkipListMap<>();

        new ThumbnailExtractor(film.store, settings, 2)
                .extract(plan, thumbnail -> jpegs.put(thumbnail.number(), thumbnail.jpeg()));

        assertThat(jpegs).hasSizeGreaterThanOrEqualTo(lost == 0 ? 1 : 8 * lost);
        jpegs.forEach((number, jpeg) -> assertThat(FrameNumber.read(Extracted.picture(jpeg)))
                .as("thumbnail %s", number)
                .hasValue((number - 1) * 3));
    }
}
