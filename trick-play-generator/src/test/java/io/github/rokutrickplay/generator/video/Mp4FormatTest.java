package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BoxTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sample entry that is registered for a codec that is decoded is read. */
@Execution(ExecutionMode.CONCURRENT)
class Mp4FormatTest {

    /** In stsd behind version, flags, count and the entry's size. */
    private static final int FORMAT_AT = 12;

    @TempDir
    private static Path shared;

    private static Mp4Studio studio;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openStudio() {
        studio = Mp4Studio.open(shared);
    }

    private static byte[] named(byte[] file, String format) {
        BoxTree tree = BoxTree.ofFile(file);
        byte[] name = format.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(name, 0, tree.video().at("mdia/minf/stbl/stsd").content(), FORMAT_AT, name.length);
        return tree.bytes();
    }

    /** The first format is the encoder's own; the formats are separated by commas. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
                    mp4 | -c:v libx264 -preset ultrafast -tag:v avc1        | avc1,avc3,dva1,dvav,resv
                    mp4 | -c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 | hvc1,hev1,dvh1,dvhe,hvc2
                    mp4 | -c:v libsvtav1 -preset 12 -svtav1-params keyint=24 | av01,dav1
                    mp4 | -c:v libvpx-vp9 -deadline realtime -cpu-used 8    | vp09
                    mp4 | -c:v mpeg4 -q:v 2                                 | mp4v
                    mov | -c:v h263 -s 352x288 -q:v 2                       | h263,s263
                    mov | -c:v mjpeg -q:v 2 -pix_fmt yuvj420p               | jpeg,mjpa,mjpg
                    mov | -c:v png                                          | 'png '
                    mov | -c:v prores_ks -profile:v 1                       | apcs,apcn,apco,apch,ap4h,ap4x
                    mov | -c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p   | AVdh,AVdn
                    mov | -c:v mpeg2video -b:v 4M -tag:v m2v1               | m2v1,mp2v,hdv1,hdv3,xdvb,xd54,mx5p
                    """)
    void isRead(String suffix, String options, String formats) throws IOException, InterruptedException {
        byte[] bytes = Files.readAllBytes(
                studio.encode("", folder.resolve("a." + suffix), "-t 1 -an -vf scale=352:198 " + options));
        for (String format : Arrays.asList(formats.split(","))) {
            byte[] file = named(bytes, (format + "   ").substring(0, 4));

            Extracted extracted =
                    Mp4Studio.extract(file, Mp4Studio.plan(file, Duration.ofMillis(500), FrameChoice.EXACT));

            assertThat(extracted.frames("big")).as(format).isEqualTo(List.of(0, 12));
        }
    }

    /** FFmpeg has decoders for all of these. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    M8RG | magicyuv
                    mjp2 | jpeg2000
                    RASC | rasc
                    CFHD | cfhd
                    FFV1 | ffv1
                    vvc1 | vvc
                    VP60 | vp6
                    svq3 | svq3
                    """)
    void isRefusedByNameThoughFfmpegKnowsIt(String format, String codec) throws IOException, InterruptedException {
        byte[] file =
                named(Files.readAllBytes(studio.encode("", folder.resolve("a.mov"), "-t 1 -an -c:v mjpeg")), format);

        assertThatThrownBy(
                        () -> Mp4Studio.extract(file, Mp4Studio.plan(file, Duration.ofMillis(500), FrameChoice.EXACT)))
                .hasMessageContaining("is encoded as " + codec + ", which is not decoded");
    }

    @Test
    void namesAFormatThatNobodyKnows() throws IOException, InterruptedException {
        byte[] file =
                named(Files.readAllBytes(studio.encode("", folder.resolve("a.mov"), "-t 1 -an -c:v mjpeg")), "zzz1");

        assertThatThrownBy(
                        () -> Mp4Studio.extract(file, Mp4Studio.plan(file, Duration.ofMillis(500), FrameChoice.EXACT)))
                .hasMessageContaining("is encoded as 'zzz1', which is not decoded: encode it as one of av1, ");
    }
}
