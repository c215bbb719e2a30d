package io.github.rokutrickplay.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against bytes written by hand from Roku's description. */
final class BifFileTest {

    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4, 5};

    @Test
    void holdsHeaderTableAndImages() {
        byte[] file = BifFile.of(List.of(image(0, FIRST), image(10_000, SECOND)));

        assertThat(file)
                .isEqualTo(bytes(
                        "894249460d0a1a0a", // magic
                        "00000000", // version
                        "02000000", // images
                        "e8030000", // a timestamp counts 1000 ms
                        "00".repeat(44),
                        "00000000 58000000", // 0 s: 88 bytes from the start
                        "0a000000 5b000000", // 10 s
                        "ffffffff 5d000000", // the end
                        "010203",
                        "0405"));
    }

    @Test
    void countsMillisecondsWhereAnImageLiesBetweenSeconds() {
        byte[] file = BifFile.of(List.of(image(0, FIRST), image(2_500, SECOND), image(5_000, FIRST)));

        assertThat(slice(file, 16, 4)).isEqualTo(bytes("01000000"));
        assertThat(slice(file, 72, 4)).isEqualTo(bytes("c4090000"));
        assertThat(slice(file, 80, 4)).isEqualTo(bytes("88130000"));
    }

    @Test
    void holdsTheImagesOfALongFilmEachAtItsPlace() {
        List<BifFile.Image> images = new ArrayList<>();
        ByteArrayOutputStream jpegs = new ByteArrayOutputStream();
        for (int i = 0; i < 28_800; i++) {
            byte[] jpeg = new byte[1 + i % 7];
            jpeg[0] = (byte) i;
            images.add(image(1000L * i, jpeg));
            jpegs.writeBytes(jpeg);
        }

        byte[] file = BifFile.of(images);

        int start = 64 + 8 * 28_801;
        assertThat(slice(file, start, file.length - start)).isEqualTo(jpegs.toByteArray());
        int place = 64 + 8 * 20_000;
        assertThat(little(file, place)).isEqualTo(20_000);
        int offset = little(file, place + 4);
        assertThat(little(file, place + 12) - offset).isEqualTo(1 + 20_000 % 7);
        assertThat(file[offset]).isEqualTo((byte) 20_000);
    }

    @Test
    void refusesWhatAPlayerWouldShowAtTheWrongTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BifFile.of(List.of()))
                .withMessage("a BIF needs at least one image");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BifFile.of(List.of(image(10_000, FIRST))))
                .withMessage("a BIF's images start at 0 and ascend; one at 10000 ms comes first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BifFile.of(List.of(image(0, FIRST), image(20, FIRST), image(20, SECOND))))
                .withMessage("a BIF's images start at 0 and ascend; one at 20 ms follows one at 20 ms");
    }

    @Test
    void refusesMoreThanAnArrayHolds() {
        byte[] large = new byte[64 * 1024 * 1024];
        List<BifFile.Image> images = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            images.add(image(i, large));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BifFile.of(images))
                .withMessage("a BIF of 32 images would have 2147483976 bytes; at most 2147483647 are written");
    }

    private static BifFile.Image image(long millis, byte[] jpeg) {
        return new BifFile.Image(Duration.ofMillis(millis), jpeg);
    }

    private static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    }

    private static byte[] slice(byte[] file, int offset, int length) {
        return Arrays.copyOfRange(file, offset, offset + length);
    }

    private static int little(byte[] file, int offset) {
        return (file[offset] & 0xFF)
                | (file[offset + 1] & 0xFF) << 8
                | (file[offset + 2] & 0xFF) << 16
                | (file[offset + 3] & 0xFF) << 24;
    }
}
