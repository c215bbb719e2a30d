package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Colours, against zscale's idea of them and against the numbers that they were made of. */
class ColourTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Of 255, for each of red, green and blue. */
    private static final double SDR_BOUND = 3;

    private static final double HDR_BOUND = 5;

    /** Colours of every hue that change slowly: what is compared is colour and not sharpness. */
    private static final String GRADIENTS =
            "gradients=s=1280x720:n=8:seed=7:speed=0.00001,format=gbrp,setparams=range=pc";

    @TempDir
    private Path folder;

    static Stream<Arguments> standardRange() {
        List<Arguments> all = new ArrayList<>();
        for (String matrix : List.of("bt709", "smpte170m", "bt470bg", "smpte240m", "fcc", "bt2020nc")) {
            for (String range : List.of("tv", "pc")) {
                all.add(Arguments.of(matrix, "bt709", range, "yuv420p"));
            }
        }
        for (String format : List.of("yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le")) {
            all.add(Arguments.of("bt709", "bt709", "tv", format));
        }
        all.add(Arguments.of("smpte170m", "smpte170m", "pc", "yuv444p10le"));
        // BT.2020's primaries, which have to be exchanged for others.
        all.add(Arguments.of("bt2020nc", "bt2020", "tv", "yuv420p10le"));
        all.add(Arguments.of("bt709", "smpte432", "tv", "yuv420p"));
        all.add(Arguments.of("ycgco", "bt709", "tv", "yuv444p"));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, primaries {1}, range {2}, {3}")
    @MethodSource("standardRange")
    void areThoseOfAnIndependentConversion(String matrix, String primaries, String range, String format)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        String gamut = primaries.equals("smpte170m") ? "bt709" : primaries;
        String convert = GRADIENTS + ",zscale=matrixin=gbr:primariesin=" + gamut
                + ":transferin=bt709:rangein=pc:matrix="
                + zscale(matrix) + ":primaries=" + gamut + ":transfer=bt709:range=" + range + ":chromal=left,format="
                + format;
        List<String> video = x264(format, matrix, primaries, "bt709", range);
        FilmInStore film = film(program).transportStream(List.of("-f", "lavfi", "-t", "0.2", "-i", convert), video);
        String oracle = "zscale=w=640:h=360:filter=bicubic:matrixin=" + zscale(matrix) + ":primariesin=" + gamut
                + ":transferin=bt709:rangein=" + range
                + ":chromalin=left:matrix=gbr:primaries=bt709:transfer=bt709:range=pc,format=gbrp";
        assertNear(program, film, oracle, SDR_BOUND);
    }

    /** zscale has no name for it, but knows the number. */
    private static String zscale(String matrix) {
        return matrix.equals("smpte240m") ? "7" : matrix;
    }

    private static List<String> x264(String format, String matrix, String primaries, String transfer, String range) {
        return List.of(
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                "6",
                "-pix_fmt",
                format,
                "-colorspace",
                matrix,
                "-color_primaries",
                primaries,
                "-color_trc",
                transfer,
                "-color_range",
                range);
    }

    private EncodedFilm film(Program program) {
        return new EncodedFilm(program, folder.resolve("film"));
    }

    private void assertNear(Program program, FilmInStore film, String oracle, double bound)
            throws IOException, InterruptedException {
        BufferedImage picture = first(film);
        BufferedImage expected = Pixels.of(
                        program,
                        folder,
                        List.of(
                                "-i",
                                folder.resolve("film").resolve("video.m3u8").toString()),
                        oracle)
                .getFirst();
        Pixels.assertNear(picture, expected, bound, oracle);
    }

    private static BufferedImage first(FilmInStore film) {
        return Extracted.of(film.store, film.plan(Duration.ofSeconds(10))).picture("big", 1);
    }

    static Stream<Arguments> highRange() {
        return Stream.of(
                Arguments.of(
                        "smpte2084",
                        "1000",
                        ":master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400"),
                Arguments.of("smpte2084", "400", ""),
                Arguments.of("arib-std-b67", "1000", ""));
    }

    @ParameterizedTest(name = "{0}, up to {1} nits, {2}")
    @MethodSource("highRange")
    void ofHighDynamicRangeAreMappedAsTheFfmpegProgramMapsThem(String transfer, String nits, String metadata)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx265");
        String convert = GRADIENTS
                + ",zscale=matrixin=gbr:primariesin=bt2020:transferin=bt709:rangein=pc:transfer=linear:primaries=bt2020,"
                + "format=gbrpf32le,zscale=matrixin=gbr:primariesin=bt2020:transferin=linear:npl=" + nits + ":transfer="
                + transfer
                + ":primaries=bt2020:matrix=bt2020nc:range=tv:chromal=topleft,format=yuv420p10le";
        List<String> video = List.of(
                "-c:v",
                "libx265",
                "-preset",
                "veryfast",
                "-x265-params",
                "log-level=0:crf=6:colorprim=bt2020:transfer=" + transfer
                        + ":colormatrix=bt2020nc:range=limited:chromaloc=2" + metadata,
                "-pix_fmt",
                "yuv420p10le");
        FilmInStore film = film(program).transportStream(List.of("-f", "lavfi", "-t", "0.2", "-i", convert), video);
        String oracle = "zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,"
                + "zscale=w=640:h=360:filter=bicubic:transfer=bt709:matrix=gbr:range=pc,format=gbrp";
        assertNear(program, film, oracle, HDR_BOUND);
    }

    /** Shapes whose pictures have an odd side, or that are odd themselves. */
    @ParameterizedTest(name = "{0}, {1}, {2}, turned by {3}: {4}")
    @CsvSource({
        "libx265,    smpte2084,    1920x800, 0,  640x267",
        "libx265,    arib-std-b67, 1920x1036, 0, 640x345",
        "libx265,    smpte2084,    406x720, 0,   203x360",
        "libx265,    arib-std-b67, 1280x720, 90, 203x360",
        "libaom-av1, arib-std-b67, 960x400, 0,   640x267",
        "libaom-av1, smpte2084,    701x393, 0,   640x359",
        "libaom-av1, arib-std-b67, 319x179, 0,   319x179"
    })
    void ofHighDynamicRangeAreMappedInEveryShape(String encoder, String transfer, String size, int turn, String fitted)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(encoder);
        // By libswscale to 4:2:0: zscale makes no odd pictures of it.
        String convert = GRADIENTS.replace("1280x720", size)
                + ",zscale=matrixin=gbr:primariesin=bt2020:transferin=bt709:rangein=pc:transfer=linear:primaries=bt2020,"
                + "format=gbrpf32le,zscale=matrixin=gbr:primariesin=bt2020:transferin=linear:npl=400:transfer="
                + transfer
                + ":primaries=bt2020:matrix=bt2020nc:range=tv,format=yuv444p10le,format=yuv420p10le";
        List<String> video = new ArrayList<>(List.of("-c:v", encoder, "-crf", "8", "-pix_fmt", "yuv420p10le"));
        video.addAll(List.of(
                "-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", transfer, "-color_range", "tv"));
        video.addAll(
                encoder.equals("libx265")
                        ? List.of("-preset", "veryfast", "-x265-params", "log-level=0", "-tag:v", "hvc1")
                        : List.of("-cpu-used", "8"));
        EncodedFilm encoded = film(program);
        encoded.encode(List.of("-f", "lavfi", "-t", "0.2", "-i", convert), video, List.of(), "upright.mp4");
        FilmInStore film = encoded.oneSegment(
                List.of("-i", folder.resolve("film").resolve("upright.mp4").toString()),
                List.of("-c", "copy", "-metadata:s:v:0", "rotate=" + turn),
                Duration.ofMillis(200),
                "turned.mp4",
                "-movflags",
                "frag_keyframe+empty_moov");
        // By libswscale from 4:2:0, likewise.
        String oracle = "format=yuv444p10le,zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,"
                + "tonemap=hable:desat=0,zscale=w=" + fitted.replace("x", ":h=")
                + ":filter=bicubic:transfer=bt709:matrix=gbr:range=pc,format=gbrp";
        BufferedImage expected = Pixels.of(
                        program,
                        folder,
                        List.of(
                                "-i",
                                folder.resolve("film").resolve("turned.mp4").toString()),
                        oracle)
                .getFirst();
        Pixels.assertNear(first(film), expected, HDR_BOUND, oracle);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "bt709, tv, yuv420p",
        "smpte170m, tv, yuv420p",
        "bt709, pc, yuv444p",
        "bt2020nc, tv, yuv420p10le",
        "smpte240m, tv, yuv422p",
        "fcc, tv, yuv420p"
    })
    void ofPatchesAreTheColoursThatTheyWereMadeOf(String matrix, String range, String format)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        int[] colours = {0xC0C0C0, 0xC0C000, 0x00C0C0, 0x00C000, 0xC000C0, 0xC00000, 0x0000C0, 0x202020};
        List<String> sources = new ArrayList<>();
        for (int colour : colours) {
            sources.add("color=c=0x%06X:s=160x720,format=gbrp,setparams=range=pc".formatted(colour));
        }
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < sources.size(); i++) {
            graph.append(sources.get(i)).append("[p").append(i).append("];");
        }
        for (int i = 0; i < sources.size(); i++) {
            graph.append("[p").append(i).append(']');
        }
        graph.append("hstack=8,zscale=matrixin=gbr:rangein=pc:matrix=")
                .append(zscale(matrix))
                .append(":range=")
                .append(range)
                .append(":chromal=left,format=")
                .append(format);
        List<String> input = List.of("-f", "lavfi", "-t", "0.2", "-i", graph.toString());
        BufferedImage picture =
                first(film(program).transportStream(input, x264(format, matrix, "bt709", "bt709", range)));
        for (int i = 0; i < colours.length; i++) {
            int rgb = picture.getRGB(40 + 80 * i, 180);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat((rgb >> shift) & 0xFF)
                        .as("%06X in place of %06X", rgb & 0xFFFFFF, colours[i])
                        .isCloseTo((colours[i] >> shift) & 0xFF, offset(3));
            }
        }
    }

    @Test
    void ofRedGreenAndBlueStayAsTheyAre() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264rgb");
        List<String> video = List.of("-c:v", "libx264rgb", "-crf", "4", "-pix_fmt", "rgb24");
        FilmInStore film = film(program).transportStream(List.of("-f", "lavfi", "-t", "0.2", "-i", GRADIENTS), video);
        assertNear(program, film, "scale=640:360:flags=bicubic,format=gbrp", SDR_BOUND);
    }

    @Test
    void behindTransparencyAreBlack() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("prores_ks");
        // Half of an orange picture is transparent.
        FilmInStore film = film(program)
                .oneSegment(
                        List.of(
                                "-f",
                                "lavfi",
                                "-t",
                                "0.2",
                                "-i",
                                "color=c=0xE08020:s=640x360,format=yuva444p10le,geq=lum='p(X,Y)':cb='p(X,Y)':cr='p(X,Y)':a='1023*lt(X,320)'"),
                        List.of("-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"),
                        SECOND,
                        "video.mov",
                        "-movflags",
                        "frag_keyframe+empty_moov");
        BufferedImage picture = first(film);
        assertThat(picture.getRGB(480, 180) & 0xFFFFFF)
                .as("%06X", picture.getRGB(480, 180))
                .isLessThan(0x050505);
        assertThat((picture.getRGB(160, 180) >> 16) & 0xFF).isCloseTo(0xE0, offset(4));
    }

    /** Left-sited chroma that is taken for centred lies half a sample of the film off: here at an edge from red to blue. */
    @Test
    void keepTheirPlaceAtEdges() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        String edge = "color=c=0xC04040:s=160x90,format=gbrp[a];color=c=0x4040C0:s=160x90,format=gbrp[b];[a][b]hstack,"
                + "zscale=matrixin=gbr:rangein=pc:matrix=bt709:range=tv:chromal=left,format=yuv420p";
        FilmInStore film = film(program)
                .transportStream(
                        List.of("-f", "lavfi", "-t", "0.2", "-i", edge),
                        x264("yuv420p", "bt709", "bt709", "bt709", "tv"));
        BufferedImage picture = first(film);
        assertThat(picture.getWidth()).isEqualTo(320);
        BufferedImage expected = Pixels.of(
                        program,
                        folder,
                        List.of(
                                "-i",
                                folder.resolve("film").resolve("video.m3u8").toString()),
                        "zscale=chromalin=left:matrix=gbr:range=pc,format=gbrp")
                .getFirst();
        assertThat(redsEdge(picture)).isCloseTo(redsEdge(expected), offset(0.2));
    }

    /** Where red falls to the middle of its two values, in pixels. */
    private static double redsEdge(BufferedImage picture) {
        int x = 100;
        while (red(picture, x + 1) > 0x80) {
            x++;
        }
        return x + (red(picture, x) - 0x80) / (double) (red(picture, x) - red(picture, x + 1));
    }

    private static int red(BufferedImage picture, int x) {
        return (picture.getRGB(x, 45) >> 16) & 0xFF;
    }
}
