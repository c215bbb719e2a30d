package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
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

/** Interlaced frames, next to the progressive pictures that they were made of. */
class InterlacedTest {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private static final String TO_BT709 = ",scale=out_color_matrix=bt709";
    private static final String BT709 = " -pix_fmt yuv420p -colorspace bt709";

    @TempDir
    private Path folder;

    static Stream<Arguments> forms() {
        String tff = "tinterlace=interleave_top,setfield=tff";
        String bff = "tinterlace=interleave_bottom,setfield=bff";
        return Stream.of(
                Arguments.of(
                        "MPEG-2 1080i, top field first",
                        "1920x1080",
                        tff,
                        "-c:v mpeg2video -b:v 60M -maxrate 80M -bufsize 40M -flags +ildct+ilme -top 1",
                        36),
                Arguments.of(
                        "MPEG-2 1080i, bottom field first",
                        "1920x1080",
                        bff,
                        "-c:v mpeg2video -b:v 60M -maxrate 80M -bufsize 40M -flags +ildct+ilme -top 0",
                        36),
                Arguments.of(
                        "H.264 1080i",
                        "1920x1080",
                        tff,
                        "-c:v libx264 -preset ultrafast -crf 8 -flags +ildct+ilme -top 1",
                        36),
                Arguments.of("H.264 576i", "720x576", tff, "-c:v libx264 -crf 8 -flags +ildct+ilme -top 1", 33),
                Arguments.of(
                        "MPEG-2 576i, bottom field first",
                        "720x576",
                        bff,
                        "-c:v mpeg2video -b:v 20M -maxrate 20M -bufsize 8M -flags +ildct+ilme -top 0",
                        33));
    }

    /** Moves 8 samples from field to field. Grey: colours have a test of their own. */
    private static List<String> lavfi(String size, String more) {
        String speed = String.valueOf(8.0 / Integer.parseInt(size.substring(0, size.indexOf('x'))));
        return List.of(
                "-f",
                "lavfi",
                "-t",
                "0.45",
                "-i",
                "mandelbrot=s=%s:r=50,hue=s=0,gblur=sigma=2,scroll=h=%s".formatted(size, speed) + more);
    }

    private static String sample(String size) {
        return size.equals("720x576") ? "64/45" : "1";
    }

    private FilmInStore film(Program program, List<String> input, String video)
            throws IOException, InterruptedException {
        return new EncodedFilm(program, folder.resolve("film")).transportStream(input, EncodedFilm.words(video));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void showOneMomentWithoutCombs(String name, String size, String interlace, String video, int decibels)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(EncodedFilm.words(video).get(1));
        FilmInStore film = film(
                program, lavfi(size, "," + interlace + TO_BT709 + ":interl=1,setsar=" + sample(size)), video + BT709);
        // The earlier field of frame n is the progressive picture 2n; a mark is at every fifth frame.
        List<BufferedImage> progressive =
                Pixels.of(program, folder, lavfi(size, ""), "select='not(mod(n,10))',scale=640:360:flags=bicubic");
        List<BufferedImage> woven = Pixels.of(
                program,
                folder,
                List.of("-i", folder.resolve("film").resolve("video.m3u8").toString()),
                "select='not(mod(n,5))',scale=640:360:flags=bicubic:interl=0");
        List<BufferedImage> pictures = Extracted.of(film.store, film.plan(INTERVAL)).jpegs("big").values().stream()
                .map(Extracted::picture)
                .toList();
        assertThat(pictures).hasSizeGreaterThanOrEqualTo(2);
        for (int i = 0; i < 2; i++) {
            double ours = Pixels.psnr(pictures.get(i), progressive.get(i));
            double combed = Pixels.psnr(woven.get(i), progressive.get(i));
            assertThat(ours)
                    .as("%d: %.1f dB, with both fields %.1f dB", i, ours, combed)
                    .isGreaterThan(decibels);
            assertThat(ours).as("%d: with both fields %.1f dB", i, combed).isGreaterThan(combed + 3);
        }
    }

    @Test
    void keepAllLinesOfAFrameThatIsProgressiveAmongInterlacedOnes() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        // Black and white lines: one field alone would be all black.
        String lines = "color=c=black:s=320x180:r=25,format=yuv420p,geq=lum='16+219*mod(Y,2)':cb=128:cr=128";
        List<String> input = List.of("-f", "lavfi", "-t", "0.4", "-i", lines);
        FilmInStore film = film(program, input, "-c:v libx264 -crf 4");
        BufferedImage progressive =
                Extracted.of(film.store, film.plan(INTERVAL)).picture("big", 1);
        assertThat(progressive.getRGB(100, 100) & 0xFF).isLessThan(40);
        assertThat(progressive.getRGB(100, 101) & 0xFF).isGreaterThan(215);
    }

    /** HEVC codes fields as pictures of their own: half as high as they are shown. */
    @Test
    void showFieldsThatAreCodedAlone() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx265");
        FilmInStore film = film(
                program,
                lavfi("1280x720", ",tinterlace=interleave_top,separatefields" + TO_BT709),
                "-c:v libx265 -preset ultrafast -crf 8 -x265-params log-level=0:interlace=tff:bframes=2:colormatrix=bt709"
                        + BT709);
        List<BufferedImage> progressive = Pixels.of(
                program, folder, lavfi("1280x720", ""), "select='not(mod(n,10))',scale=640:360:flags=bicubic");
        List<BufferedImage> pictures =
                new ArrayList<>(Extracted.of(film.store, film.plan(INTERVAL)).jpegs("big").values().stream()
                        .map(Extracted::picture)
                        .toList());
        assertThat(pictures.getFirst().getWidth()).isEqualTo(640);
        assertThat(pictures.getFirst().getHeight()).isEqualTo(360);
        for (int i = 0; i < 2; i++) {
            assertThat(Pixels.psnr(pictures.get(i), progressive.get(i))).isGreaterThan(28);
        }
    }
}
