package io.github.rokutrickplay.hls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaylistTextTest {

    private static PlaylistText parse(String text) {
        return PlaylistText.parse(text.getBytes(UTF_8));
    }

    @Test
    void givesBackEveryByteThatItWasMadeFrom() {
        String alphabet = "a\r\n\n\r #:,\"\t\u0000\u0085\u2028\uFEFFäß漢\ud83d\ude00";
        int[] codePoints = alphabet.codePoints().toArray();
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            text.append("#EXTM3U").append(random.nextBoolean() ? "\n" : "\r\n");
            random.ints(random.nextInt(40), 0, codePoints.length).forEach(i -> text.appendCodePoint(codePoints[i]));
            byte[] bytes = text.toString().getBytes(UTF_8);

            assertThat(PlaylistText.parse(bytes).toBytes()).as("seed " + seed).isEqualTo(bytes);
        }
    }

    @Test
    void partsLinesAtLineFeedsOnly() {
        assertThat(parse("#EXTM3U\r\na\u2028b\rc\n\nlast").lines())
                .containsExactly(
                        new PlaylistLine("#EXTM3U", "\r\n"),
                        new PlaylistLine("a\u2028b\rc", "\n"),
                        new PlaylistLine("", "\n"),
                        new PlaylistLine("last", ""));
    }

    @Test
    void addsLinesWithTheLineEndOfMostOfThePlaylist() {
        assertThat(parse("#EXTM3U\r\na\nb\nlast").terminator()).isEqualTo("\n");
        assertThat(parse("#EXTM3U\na\r\nb\r\nlast").terminator()).isEqualTo("\r\n");
        assertThat(parse("#EXTM3U\r\na\n").terminator()).isEqualTo("\r\n");
        assertThat(parse("#EXTM3U\na\r\n").terminator()).isEqualTo("\n");
        assertThat(parse("#EXTM3U").terminator()).isEqualTo("\n");
    }

    @Test
    void partsLinesAtCarriageReturnsWhereThereIsNoLineFeed() {
        PlaylistText text = parse("#EXTM3U\ra\r\rlast");

        assertThat(text.lines())
                .containsExactly(
                        new PlaylistLine("#EXTM3U", "\r"),
                        new PlaylistLine("a", "\r"),
                        new PlaylistLine("", "\r"),
                        new PlaylistLine("last", ""));
        assertThat(text.terminator()).isEqualTo("\r");
        assertThat(text.toBytes()).isEqualTo("#EXTM3U\ra\r\rlast".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U x-tvg-url=\"https://example.com/\"",
                "#EXTM3U  ",
                "#EXTM3U\t",
                "#EXTM3U:url-tvg=\"\"",
                "#EXTM3U,"
            })
    void mindsNothingBehindTheFirstTag(String first) {
        assertThat(parse(first + "\n").lines()).containsExactly(new PlaylistLine(first, "\n"));
    }

    @Test
    void takesAByteOrderMarkForWhatItIs() {
        PlaylistText text = parse("\uFEFF#EXTM3U\n");

        assertThat(text.byteOrderMark()).isTrue();
        assertThat(text.lines()).containsExactly(new PlaylistLine("#EXTM3U", "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',it is empty",
        "<html><body>404</body></html>,'it starts with ''<html><body>404</body></html>'' and not with #EXTM3U'",
        "#EXTM3U8,'it starts with ''#EXTM3U8'' and not'",
        "#EXTINF:4,it starts with",
        "'\uFEFF',it starts with ''",
        "'\n#EXTM3U',it starts with ''"
    })
    void saysWhatItFoundInsteadOfAPlaylist(String text, String reason) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void givesBackEveryByteOfWhatIsNoUtf8() {
        byte[] bytes = "#EXTM3U\n#EXT-X-MEDIA:NAME=\"Fran\u00e7ais\u0080\u00ff\"\r\n".getBytes(ISO_8859_1);

        PlaylistText text = PlaylistText.parse(bytes);

        assertThat(text.toBytes()).isEqualTo(bytes);
        assertThat(text.lines().getLast().text()).contains("Fran\u00e7ais");
        assertThat(text.withLines(text.lines()).toBytes()).isEqualTo(bytes);
    }

    @Test
    void refusesBinaryData() {
        assertThatThrownBy(() -> PlaylistText.parse(new byte[] {0x47, 0, 0, 0x10, 0, 0}))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessageContaining("it starts with 'G??");
    }

    @Test
    void keepsLongLinesOutOfMessages() {
        assertThatThrownBy(() -> parse("x".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
