package io.github.rokutrickplay.generator.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureStartTest {

    private static SampleEntry entry(String format, String configuration, String content) {
        BoxTree box = BoxTree.of(configuration, (Object) HexFormat.of().parseHex(content));
        return SampleEntry.of(
                Box.all(MadeMovie.entry(format, 640, 360, box).bytes()).getFirst());
    }

    private static PictureStart of(SampleEntry entry, String head) {
        return PictureStart.of(entry, HexFormat.of().parseHex(head));
    }

    /** Lengths of four bytes, but for H.264, where they have two. */
    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "avc, 0002 09f0 0002 65aa, CLOSED",
        "avc, 0002 09f0 0002 41aa, REFERRING",
        "avc, 0002 09f0 0003 06aa, OTHER",
        "hevc, 00000003 4601aa 00000003 2601aa, CLOSED",
        "hevc, 00000003 2801aa, CLOSED",
        "hevc, 00000003 2a01aa, OTHER",
        "hevc, 00000003 1001aa, REFERRING",
        "hevc, 00000003 1201aa, REFERRING",
        "hevc, 00000003 0c01aa, OTHER",
        "hevc, 00000003 0e01aa, OTHER",
        "hevc, 7fffffff 4601aa, OTHER",
        "vvc, 00000003 00a1aa 00000003 0039aa, CLOSED",
        "vvc, 00000003 0041aa, CLOSED",
        "vvc, 00000003 0049aa, OTHER",
        "vvc, 00000003 0019aa, REFERRING",
        "vvc, 00000003 0011aa, OTHER",
        "mpeg2, 000001b3 2d01 000001b8 00080040 00000100, CLOSED",
        "mpeg2, 000001b8 00080000 00000100, REFERRING",
        "mpeg2, 00000100 0010 ffff ffff, REFERRING",
        "other, 1200 0a0b 0000 0000, OTHER"
    })
    void isToldByTheFirstSlice(String codec, String head, PictureStart expected) {
        SampleEntry entry = switch (codec) {
            case "avc" -> entry("avc1", "avcC", "01640028fd");
            case "hevc" -> entry("hvc1", "hvcC", "01" + "00".repeat(20) + "03" + "00");
            case "vvc" -> entry("vvc1", "vvcC", "00000000" + "fe");
            case "mpeg2" -> entry("m2v1", "free", "");
            default -> entry("av01", "av1C", "81000000");
        };

        assertThat(of(entry, head.replace(" ", ""))).isEqualTo(expected);
    }

    @Test
    void isReadOfNoSampleWhereNoPictureLeads() {
        BytesInMemory file = new BytesInMemory(MadeMovie.ofSize(640, 360).bytes());
        Mp4File head = Mp4File.read(file);
        int reads = file.reads();

        head.tables();

        assertThat(file.reads()).isEqualTo(reads);
    }
}
