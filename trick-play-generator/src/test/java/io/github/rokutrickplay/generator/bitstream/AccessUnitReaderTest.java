package io.github.rokutrickplay.generator.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes written by hand, from the specifications. */
class AccessUnitReaderTest {

    private static final byte[] AVCC = bytes("01 64 00 1E FF E1 00");

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static Access read(Coding coding, String hex) {
        byte[] unit = bytes(hex);
        return AccessUnitReader.of(coding, new byte[0]).read(unit, unit.length);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            IDR                                      | 000001 65 88                                         | RANDOM_ACCESS
            IDR behind delimiter and parameter sets  | 00000001 09F0 00000001 6764 00000001 68EE 000001 6588 | RANDOM_ACCESS
            recovery point in front of a P slice     | 000001 06 06 01 C4 80 000001 41 9A                    | RANDOM_ACCESS
            recovery point behind another message    | 000001 06 01 02 AABB 06 01 C4 80 000001 41 9A         | RANDOM_ACCESS
            message of 260 bytes that is not there   | 000001 06 05 FF 05 0606 80 000001 41 9A               | DEPENDENT
            I slice, as all are (7)                  | 000001 61 88 84                                       | INTRA
            I slice (2) and no other                 | 000001 61 B0 84                                       | INTRA
            I slice (2), then a P slice (0)          | 000001 61 B0 84 000001 61 58                          | DEPENDENT
            I slice (2), by the delimiter all        | 000001 0910 000001 61 B0 84                           | INTRA
            P slice (5)                              | 000001 41 9A 24                                       | DEPENDENT
            B slice (6), nothing refers to it        | 000001 01 9E 24                                       | DEPENDENT
            no slice                                 | 000001 09F0 000001 0C FF                              | UNKNOWN
            no start code                            | 1234567890                                            | UNKNOWN
            """)
    void readsH264(String name, String hex, Access access) {
        assertThat(read(Coding.H264, hex)).isEqualTo(access);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            IDR                            | 00000002 6588                                   | RANDOM_ACCESS
            P slice behind a delimiter     | 00000002 09F0 00000003 419A24                   | DEPENDENT
            start codes inside of a unit   | 00000006 0C0000016588 00000003 419A24           | DEPENDENT
            longer than the access unit    | 00000009 6588                                   | UNKNOWN
            of no length                   | 00000000 00000002 6588                          | UNKNOWN
            """)
    void readsH264BehindLengths(String name, String hex, Access access) {
        byte[] unit = bytes(hex);
        assertThat(AccessUnitReader.of(Coding.H264, AVCC).read(unit, unit.length))
                .isEqualTo(access);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            HEVC         | IDR_W_RADL behind parameter sets | 000001 4001 0C 000001 4201 01 000001 2601 AF | RANDOM_ACCESS
            HEVC         | CRA                              | 000001 2A01 AF                               | RANDOM_ACCESS
            HEVC         | BLA_N_LP                         | 000001 2401 AF                               | RANDOM_ACCESS
            HEVC         | RADL_N                           | 000001 0C01 D0                               | DECODABLE_LEADING
            HEVC         | RASL_R                           | 000001 1201 D0                               | DEPENDENT
            HEVC         | TRAIL_R                          | 000001 0201 D0                               | DEPENDENT
            HEVC         | TRAIL_R with a recovery point    | 000001 4E01 06 01 C0 80 000001 0201 D0       | UNKNOWN
            HEVC         | IDR of another layer first       | 000001 2609 AF 000001 0201 D0                | DEPENDENT
            VVC          | IDR_N_LP behind a picture header | 000001 0099 1A 000001 0041 C0                | RANDOM_ACCESS
            VVC          | CRA                              | 000001 0049 C0                               | RANDOM_ACCESS
            VVC          | RADL                             | 000001 0011 C0                               | DECODABLE_LEADING
            VVC          | RASL                             | 000001 0019 C0                               | DEPENDENT
            VVC          | TRAIL                            | 000001 0001 C0                               | DEPENDENT
            VVC          | GDR                              | 000001 0051 C0                               | UNKNOWN
            AV1          | sequence header, key frame       | 12 00 0A 02 0000 32 01 10                    | RANDOM_ACCESS
            AV1          | key frame in a frame header      | 12 00 1A 01 10                               | RANDOM_ACCESS
            AV1          | key frame that is not shown      | 12 00 0A 02 0000 32 01 00                    | DEPENDENT
            AV1          | inter frame                      | 12 00 32 01 30                               | DEPENDENT
            AV1          | intra-only frame                 | 12 00 32 01 50                               | DEPENDENT
            AV1          | shown again                      | 12 00 1A 01 90                               | DEPENDENT
            AV1          | still picture                    | 0A 01 18 32 01 50                            | RANDOM_ACCESS
            AV1          | frame without a size             | 12 00 30 10                                  | RANDOM_ACCESS
            AV1          | forbidden bit                    | 92 00 32 01 10                               | UNKNOWN
            AV1          | frame larger than the unit       | 32 7F 10                                     | UNKNOWN
            VP9          | key frame                        | 82 49 83 42                                  | RANDOM_ACCESS
            VP9          | key frame of profile 3           | B0 49 83 42                                  | RANDOM_ACCESS
            VP9          | inter frame                      | 86 00                                        | DEPENDENT
            VP9          | shown again                      | 88                                           | DEPENDENT
            VP9          | no frame marker                  | 42 49                                        | UNKNOWN
            VP8          | key frame                        | 10 02 00 9D 01 2A                            | RANDOM_ACCESS
            VP8          | inter frame                      | 31 02 00                                     | DEPENDENT
            MPEG_VIDEO   | I behind sequence and group      | 000001B3 16 000001B8 00 00000100 000F FF     | RANDOM_ACCESS
            MPEG_VIDEO   | P                                | 00000100 0057 FF                             | DEPENDENT
            MPEG_VIDEO   | B                                | 00000100 009F FF                             | DEPENDENT
            MPEG_VIDEO   | no picture                       | 000001B3 16                                  | UNKNOWN
            MPEG4_VISUAL | I behind object layer            | 00000120 00 000001B6 10                      | RANDOM_ACCESS
            MPEG4_VISUAL | P                                | 000001B6 50                                  | DEPENDENT
            MPEG4_VISUAL | B                                | 000001B6 90                                  | DEPENDENT
            INTRA_ONLY   | anything                         | FFD8                                         | RANDOM_ACCESS
            UNKNOWN      | anything                         | FFD8                                         | UNKNOWN
            """)
    void readsOthers(Coding coding, String name, String hex, Access access) {
        assertThat(read(coding, hex)).isEqualTo(access);
    }

    @Test
    void asksForMoreBytesWhereALongMessageComesFirst() {
        byte[] unit = new byte[3000];
        System.arraycopy(bytes("000001 06 05 FFFFFFFFFFFFFFFFFFFF00"), 0, unit, 0, 16);
        Arrays.fill(unit, 16, 2990, (byte) 0x55);
        System.arraycopy(bytes("80 000001 6588"), 0, unit, 2990, 6);
        AccessUnitReader reader = AccessUnitReader.of(Coding.H264, new byte[0]);

        assertThat(reader.read(Arrays.copyOf(unit, 256), unit.length)).isEqualTo(Access.TOO_SHORT);
        assertThat(reader.read(length -> Arrays.copyOf(unit, length), unit.length))
                .isEqualTo(Access.RANDOM_ACCESS);
    }

    @Test
    void looksAtNoMoreThanItNeeds() {
        byte[] unit = Arrays.copyOf(bytes("000001 41 9A24"), 500_000);
        int[] most = {0};
        AccessUnitReader reader = AccessUnitReader.of(Coding.H264, new byte[0]);

        Access access = reader.read(
                length -> {
                    most[0] = Math.max(most[0], length);
                    return Arrays.copyOf(unit, length);
                },
                unit.length);

        assertThat(access).isEqualTo(Access.DEPENDENT);
        assertThat(most[0]).isEqualTo(AccessUnitReader.USUAL);
    }

    @ParameterizedTest
    @EnumSource
    void saysSomethingOfAnyBytes(Coding coding) {
        Random random = new Random(7);
        for (byte[] configuration : new byte[][] {{}, AVCC, bytes("FF")}) {
            AccessUnitReader reader = AccessUnitReader.of(coding, configuration);
            for (int i = 0; i < 20_000; i++) {
                byte[] unit = new byte[random.nextInt(40)];
                random.nextBytes(unit);
                for (int at = 0; at < unit.length && i % 2 == 0; at++) {
                    unit[at] = (byte) (random.nextInt(3) == 0 ? unit[at] : unit[at] & 7);
                }
                assertThat(reader.read(unit, unit.length + random.nextInt(2) * 100))
                        .isNotNull();
                assertThat(reader.read(length -> Arrays.copyOf(unit, length), unit.length))
                        .isNotEqualTo(Access.TOO_SHORT);
            }
        }
    }
}
