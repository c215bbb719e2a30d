package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.sample.FilmSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures are upright, whole, and neither stretched nor enlarged, whatever says so. */
class ShapeTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String SOURCE = "testsrc=s=640x360:r=10";
    /** Hard edges between full colours, of which JPEG keeps every other chroma sample; a wrong turn is off by dozens. */
    private static final double BOUND = 6;

    @TempDir
    private Path folder;

    private EncodedFilm film(Program program) {
        return new EncodedFilm(program, folder.resolve("film"));
    }

    private static List<String> input(String source) {
        return List.of("-f", "lavfi", "-t", "0.3", "-i", source);
    }

    private static List<String> x264(String... more) {
        List<String> video = new ArrayList<>(List.of("-c:v", "libx264", "-crf", "6", "-pix_fmt", "yuv420p"));
        video.addAll(Arrays.asList(more));
        return video;
    }

    private static BufferedImage big(FilmInStore film, int number) {
        return Extracted.of(film.store, film.plan(INTERVAL)).picture("big", number);
    }

    private static Resolution size(BufferedImage picture) {
        return new Resolution(picture.getWidth(), picture.getHeight());
    }

    /** The ffmpeg program turns pictures by itself. */
    private BufferedImage oracle(Program program, String file, String filters)
            throws IOException, InterruptedException {
        return Pixels.of(
                        program,
                        folder,
                        List.of("-i", folder.resolve("film").resolve(file).toString()),
                        filters)
                .getFirst();
    }

    @ParameterizedTest(name = "rotated by {0}, mirrored {1}")
    @CsvSource({"90, 0", "180, 0", "270, 0", "0, 1", "90, 1", "180, 1", "270, 1"})
    void areTurnedAsTheBitstreamSays(int degrees, int mirrored) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        String turn = "h264_metadata=display_orientation=insert:rotate=" + degrees
                + (mirrored == 1 ? ":flip=horizontal" : "");
        FilmInStore film = film(program).transportStream(input(SOURCE), x264("-bsf:v", turn));
        boolean portrait = degrees % 180 == 90;
        Resolution expected = portrait ? new Resolution(203, 360) : new Resolution(640, 360);
        BufferedImage picture = big(film, 1);
        assertThat(size(picture)).isEqualTo(expected);
        // The bundled program: that of a newer version knows mirrored pictures.
        BufferedImage oracle = oracle(
                Program.bundledFfmpeg(),
                "video0.ts",
                "scale=" + expected.width() + ":" + expected.height() + ",setsar=1");
        Pixels.assertNear(picture, oracle, BOUND, "rotated by " + degrees);
    }

    @ParameterizedTest(name = "rotated by {0}")
    @CsvSource({"90", "180", "270"})
    void areTurnedAsTheContainerSays(int degrees) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        EncodedFilm encoded = film(program);
        encoded.encode(input(SOURCE), x264(), List.of(), "upright.mp4");
        FilmInStore film = encoded.oneSegment(
                List.of("-i", folder.resolve("film").resolve("upright.mp4").toString()),
                List.of("-c", "copy", "-metadata:s:v:0", "rotate=" + degrees),
                Duration.ofMillis(300),
                "turned.mp4",
                "-movflags",
                "frag_keyframe+empty_moov");
        Resolution expected = degrees == 180 ? new Resolution(640, 360) : new Resolution(203, 360);
        BufferedImage picture = big(film, 1);
        assertThat(size(picture)).isEqualTo(expected);
        BufferedImage oracle =
                oracle(program, "turned.mp4", "scale=" + expected.width() + ":" + expected.height() + ",setsar=1");
        Pixels.assertNear(picture, oracle, BOUND, "rotated by " + degrees);
    }

    @ParameterizedTest(name = "{0}, samples {1}: {2}x{3}")
    @CsvSource({
        "720x576, 64/45, 640, 360",
        "720x576, 16/15, 480, 360",
        "720x480, 8/9, 480, 360",
        "1440x1080, 4/3, 640, 360",
        "1920x800, 1, 640, 267",
        "360x640, 1, 203, 360",
        "640x480, 1, 480, 360",
        "322x182, 1, 322, 182"
    })
    void keepTheirDisplayAspectRatio(String size, String sample, int width, int height)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        FilmInStore film = film(program)
                .transportStream(input("testsrc=r=10:s=" + size + ",setsar=" + sample), x264("-preset", "ultrafast"));
        assertThat(size(big(film, 1))).isEqualTo(new Resolution(width, height));
    }

    @Test
    void followASampleShapeAndASizeThatChangeWithinASegment() throws IOException, InterruptedException {
        Extracted extracted =
                extracted(ofParts("640x360,setsar=1", "640x360,setsar=3/4", "480x480,setsar=1", "640x360,setsar=1"), 2);
        // What is not as wide lies in the middle, on black.
        assertSizes(extracted, new Resolution(640, 360));
        assertThat(extracted.jpegs("big").values().stream()
                        .map(Extracted::picture)
                        .map(ShapeTest::widthOfPicture))
                .containsExactly(640, 480, 360, 640);
        assertThat(extracted.extraction().sizes()).containsEntry("big", new Resolution(640, 360));
    }

    @Test
    void measureTheSameWhateverShapeComesFirst() throws IOException, InterruptedException {
        FilmInStore film = ofParts("480x480,setsar=1", "160x90,setsar=1", "640x360,setsar=3/4", "640x360,setsar=1");
        Extracted extracted = extracted(film, 1);
        assertSizes(extracted, new Resolution(640, 360));
        assertThat(extracted.jpegs("small").values().stream()
                        .map(Extracted::picture)
                        .map(ShapeTest::size))
                .hasSize(4)
                .containsOnly(new Resolution(320, 180));
        assertThat(extracted.jpegs("big").values().stream()
                        .map(Extracted::picture)
                        .map(ShapeTest::widthOfPicture))
                .containsExactly(360, 160, 480, 640);
        Extracted other = extracted(film, 3);
        extracted
                .jpegs("big")
                .forEach((number, jpeg) -> assertThat(other.jpegs("big").get(number))
                        .as("image %d", number)
                        .isEqualTo(jpeg));
    }

    @Test
    void areMadeOnceForBoxesThatComeToTheSame() throws IOException, InterruptedException {
        Extracted extracted = extracted(ofParts("160x90,setsar=1", "90x160,setsar=1"), 1);
        assertThat(extracted.extraction().sizes())
                .containsEntry("small", new Resolution(160, 160))
                .containsEntry("big", new Resolution(160, 160));
        assertThat(extracted.jpegs("small")).hasSize(2);
        assertThat(extracted.jpegs()).doesNotContainKey("big");
    }

    private static Extracted extracted(FilmInStore film, int workers) {
        return Extracted.of(film.store, film.plan(Duration.ofSeconds(1)), FrameChoice.EXACT, workers);
    }

    private static void assertSizes(Extracted extracted, Resolution size) {
        assertThat(extracted.jpegs("big").values().stream()
                        .map(Extracted::picture)
                        .map(ShapeTest::size))
                .hasSize(4)
                .containsOnly(size);
    }

    /** One second each, one behind the other in one elementary stream. */
    private FilmInStore ofParts(String... parts) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        EncodedFilm encoded = film(program);
        try (OutputStream all = Files.newOutputStream(folder.resolve("all.h264"))) {
            for (String part : parts) {
                encoded.encode(
                        List.of("-f", "lavfi", "-t", "1", "-i", "testsrc=r=10:s=" + part),
                        x264("-x264-params", "repeat-headers=1:bframes=0"),
                        List.of("-f", "h264"),
                        "part.h264");
                Files.copy(folder.resolve("film").resolve("part.h264"), all);
            }
        }
        return encoded.oneSegment(
                List.of("-r", "10", "-i", folder.resolve("all.h264").toString()),
                List.of("-c", "copy"),
                Duration.ofSeconds(parts.length),
                "video.ts");
    }

    /** How many columns of a line near the middle are not black, between margins that are equally wide. */
    private static int widthOfPicture(BufferedImage image) {
        int margin = 0;
        while (isBlack(image, margin) && isBlack(image, image.getWidth() - 1 - margin)) {
            margin++;
        }
        return image.getWidth() - 2 * margin;
    }

    private static boolean isBlack(BufferedImage image, int x) {
        int rgb = image.getRGB(x, image.getHeight() * 17 / 36);
        return (rgb >> 16 & 0xFF) < 24 && (rgb >> 8 & 0xFF) < 24 && (rgb & 0xFF) < 24;
    }

    @Test
    void loseWhatTheBitstreamCropsAway() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        String crop = "h264_metadata=crop_left=100:crop_right=40:crop_top=20:crop_bottom=68";
        FilmInStore film = film(program).transportStream(input(SOURCE), x264("-bsf:v", crop));
        BufferedImage picture = big(film, 1);
        assertThat(size(picture)).isEqualTo(new Resolution(500, 280));
        List<String> exactly = List.of(
                "-flags",
                "+unaligned",
                "-i",
                folder.resolve("film").resolve("video0.ts").toString());
        Pixels.assertNear(picture, Pixels.of(program, folder, exactly, "null").getFirst(), BOUND, "cropped");
    }

    @Test
    void loseWhatTheCleanApertureLeavesOut() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        EncodedFilm encoded = film(program);
        encoded.encode(
                input(SOURCE), x264(), List.of("-movflags", "frag_keyframe+empty_moov+default_base_moof"), "whole.mp4");
        Path file = folder.resolve("film").resolve("whole.mp4");
        Files.write(file, withCleanAperture(Files.readAllBytes(file), 500, 280, 30, -20));
        BufferedImage picture = big(encoded.oneSegment(Duration.ofMillis(300), "whole.mp4"), 1);
        assertThat(size(picture)).isEqualTo(new Resolution(500, 280));
        Pixels.assertNear(picture, oracle(program, "whole.mp4", "crop=500:280:100:20"), BOUND, "clean aperture");
    }

    /** A clap box (ISO/IEC 14496-12, 12.1.4). */
    private static byte[] withCleanAperture(byte[] mp4, int width, int height, int right, int down) {
        ByteBuffer clap = ByteBuffer.allocate(40).putInt(40).put("clap".getBytes(StandardCharsets.US_ASCII));
        clap.putInt(width)
                .putInt(1)
                .putInt(height)
                .putInt(1)
                .putInt(right)
                .putInt(1)
                .putInt(down)
                .putInt(1);
        return Mp4Boxes.insert(mp4, clap.array(), "pasp", "avc1");
    }

    @ParameterizedTest(name = "{0}: {1}x{2}")
    @CsvSource({"333x187, 333, 187", "1001x563, 640, 360", "853x479, 640, 359", "361x641, 203, 360"})
    void mayHaveOddSizes(String size, int width, int height) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libvpx-vp9");
        List<String> vp9 = List.of(
                "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-crf", "5", "-pix_fmt", "yuv420p");
        FilmInStore film = film(program).fragmentedMp4(input("testsrc=r=10:s=" + size), vp9);
        BufferedImage picture = big(film, 1);
        assertThat(size(picture)).isEqualTo(new Resolution(width, height));
        Pixels.assertNear(
                picture,
                oracle(program, "video.m3u8", "scale=" + width + ":" + height + ":flags=bicubic+full_chroma_int"),
                BOUND,
                size);
    }

    @Test
    void areEnlargedOnlyWhereAskedFor() throws IOException {
        FilmInStore film = FilmInStore.made(FilmSpec.single(Duration.ofSeconds(1), 416, 234), folder);
        ThumbnailPlan plan = film.plan(INTERVAL);
        var boxes = List.of(Extracted.SMALL, Extracted.BIG);
        var enlarging = new ThumbnailSettings(INTERVAL, boxes, 4, FrameChoice.EXACT, "thumbs", true, BigDecimal.ZERO);
        var pictures = new ConcurrentHashMap<String, Resolution>();
        new ThumbnailExtractor(film.store, enlarging, 1)
                .extract(plan, image -> pictures.put(image.box().name(), size(Extracted.picture(image.jpeg()))));
        assertThat(pictures)
                .containsEntry("big", new Resolution(640, 360))
                .containsEntry("small", new Resolution(320, 180));
        assertThat(size(big(film, 1))).isEqualTo(new Resolution(416, 234));
    }

    /** A ring pattern that gets finer outwards folds into false rings where a scaler leaves samples out. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"1920x1080", "3840x2160"})
    void areScaledWithoutAliasing(String size) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        String rings =
                "color=c=gray:r=10:s=" + size + ",format=gray,geq=lum='128+100*cos(0.5*PI*((X-W/2)^2+(Y-H/2)^2)/W*2)'";
        FilmInStore film = film(program)
                .transportStream(List.of("-f", "lavfi", "-t", "0.1", "-i", rings), x264("-preset", "ultrafast"));
        BufferedImage picture = big(film, 1);
        BufferedImage oracle = oracle(program, "video0.ts", "scale=640:360:flags=lanczos+accurate_rnd");
        Pixels.assertNear(picture, oracle, BOUND, "beside Lanczos' filter");
        // Out there the rings are finer than a pixel: of the film's 200 steps between dark and light hardly any are
        // left.
        int least = 255;
        int most = 0;
        for (int y = 170; y < 190; y++) {
            for (int x = 600; x < 640; x++) {
                least = Math.min(least, picture.getRGB(x, y) & 0xFF);
                most = Math.max(most, picture.getRGB(x, y) & 0xFF);
            }
        }
        assertThat(most - least).as("from %d to %d", least, most).isLessThan(30);
    }
}
