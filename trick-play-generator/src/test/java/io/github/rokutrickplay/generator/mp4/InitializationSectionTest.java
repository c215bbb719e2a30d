package io.github.rokutrickplay.generator.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitializationSectionTest {

    private static MadeMovie movie(String format, BoxTree... extensions) {
        return MadeMovie.ofSize(640, 360)
                .with(BoxTree.of(
                        "stsd",
                        0,
                        1,
                        MadeMovie.entry(format, 640, 360, extensions).bytes()));
    }

    private static String formats(byte[] section) {
        return new String(section, StandardCharsets.ISO_8859_1);
    }

    @Test
    void refusesEncryptedVideoByItsScheme() {
        byte[] section = MadeMovie.ofSize(640, 360).encrypted().bytes();

        assertThatThrownBy(() -> InitializationSection.known(section))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage(
                        "is encrypted (its video's sample entry is encv, scheme cenc), and thumbnails are made of clear"
                                + " video only");
    }

    @Test
    void namesAFormatByItsConfigurationInItsPlace() {
        byte[] section = movie("dav1", BoxTree.of("av1C", 0x81000000)).bytes();

        byte[] known = InitializationSection.known(section);

        assertThat(known).hasSameSizeAs(section);
        assertThat(formats(known)).isEqualTo(formats(section).replace("dav1", "av01"));
    }

    @Test
    void takesOtherVideoTracksOut() {
        MadeMovie made = movie("avc1");
        BoxTree film = made.track();
        BoxTree layer = movie("lvc1").track();
        layer.replace("tkhd", BoxTree.of("tkhd", 7, 0, 0, 8, 0, 10_000, new byte[60]));
        made.file().at("moov").replace("trak", layer, film);

        String known = formats(InitializationSection.known(made.bytes()));

        assertThat(known.indexOf("free")).isPositive().isLessThan(known.indexOf("lvc1"));
        assertThat(known.indexOf("trak")).isBetween(known.indexOf("lvc1"), known.indexOf("avc1"));
    }

    @Test
    void leavesEverythingElseAsItIs() {
        byte[] whole = movie("avc1").bytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        byte[] packets = "G@\0\0 a transport stream's tables".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(InitializationSection.known(whole)).isEqualTo(whole);
        assertThat(InitializationSection.known(cut)).isEqualTo(cut);
        assertThat(InitializationSection.known(packets)).isEqualTo(packets);
        assertThat(InitializationSection.known(new byte[0])).isEmpty();
    }
}
