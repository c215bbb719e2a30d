package io.github.rokutrickplay.hls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Playlists as the wild writes them, each with the meaning that hls.js, Shaka Player, ExoPlayer and FFmpeg give it: all are
 * those of two segments of 6 and 4.5 s.
 */
final class LenientMediaPlaylistTest {

    private static final String PLAIN = """
            #EXTM3U
            #EXT-X-TARGETDURATION:6
            #EXT-X-MEDIA-SEQUENCE:1
            #EXT-X-KEY:METHOD=AES-128,URI="key"
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:6.000,
            a.mp4
            #EXTINF:4.5,
            b.mp4
            #EXT-X-ENDLIST
            """;

    private static Arguments row(String name, String from, String to, String... deviations) {
        assertThat(PLAIN).contains(from);
        return argumentSet(name, PLAIN.replace(from, to), List.of(deviations));
    }

    static Stream<Arguments> playlists() {
        return Stream.of(
                row("as it should be", "", ""),
                row(
                        "finished by its type",
                        "#EXT-X-ENDLIST",
                        "#EXT-X-PLAYLIST-TYPE:VOD",
                        "EXT-X-ENDLIST is missing, but EXT-X-PLAYLIST-TYPE:VOD says that nothing will be added"),
                row("finished by type and tag", "#EXT-X-ENDLIST", "#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-ENDLIST"),
                row("an event that has ended", "#EXT-X-TARGET", "#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-TARGET"),
                row(
                        "attributes behind the first tag",
                        "#EXTM3U",
                        "#EXTM3U x-tvg-url=\"\"",
                        "line 1: what stands behind #EXTM3U is passed over"),
                row("blanks behind tags", "#EXT-X-ENDLIST", "#EXT-X-ENDLIST \t"),
                row("blanks before tags and URIs", "\n", "\n  "),
                row("blank lines", "\n", "\n\n \n"),
                row("CR LF", "\n", "\r\n"),
                row("CR CR LF", "\n", "\r\r\n"),
                row("CR alone", "\n", "\r", "line 1: carriage returns alone end its lines"),
                row("no line end at the end", "#EXT-X-ENDLIST\n", "#EXT-X-ENDLIST"),
                row("no EXT-X-TARGETDURATION", "#EXT-X-TARGETDURATION:6\n", ""),
                row("no comma behind EXTINF", "4.5,", "4.5"),
                row("blanks around EXTINF's duration", ":4.5,", ": 4.5 , title"),
                row("a title without a comma", "4.5,", "4.5 my film", "line 8: no comma ends the duration of EXTINF"),
                row(
                        "attributes without a comma",
                        "4.5,",
                        "4.5 a=\"1,2\",x",
                        "line 8: no comma ends the duration of EXTINF"),
                row("EXTINF with leading zeros", "4.5,", "0004.5,"),
                row("EXTINF with an exponent", "4.5,", "45e-1,"),
                row("EXTINF with thirty digits", "4.5,", "4.500000000000000000000000000001,"),
                row("EXTINF twice, of which the last counts", "#EXTINF:4.5,", "#EXTINF:9,\n#EXTINF:4.5,"),
                row("unknown tags and comments", "a.mp4", "#EXT-X-CUE:ID=1\n#EXTVLCOPT:x\n# a comment\n#\na.mp4"),
                row(
                        "EXT-X-DISCONTINUITY twice, before anything",
                        "#EXT-X-TARGET",
                        "#EXT-X-DISCONTINUITY\n#EXT-X-TARGET"),
                row(
                        "a key of no method with attributes",
                        "#EXTINF:6",
                        "#EXT-X-KEY:METHOD=NONE,URI=\"x\",IV=0x1\n#EXTINF:6"),
                row("a key's method in small letters", "AES-128", "aes-128"),
                row("no quotes", "\"init.mp4\"", "init.mp4"),
                row(
                        "attributes in small letters",
                        "URI=\"init.mp4\"",
                        "uri=\"x\",URI=\"init.mp4\"",
                        "line 5: what is no attribute of EXT-X-MAP is passed over"),
                row(
                        "an attribute twice, of which the first counts",
                        "URI=\"init.mp4\"",
                        "URI=\"init.mp4\",URI=\"x\"",
                        "line 5: what is no attribute of EXT-X-MAP is passed over"),
                row(
                        "an attribute list with words in it",
                        "URI=\"init.mp4\"",
                        ",clear,,URI=\"init.mp4\",",
                        "line 5: what is no attribute of EXT-X-MAP is passed over"),
                row(
                        "lines that are no segments",
                        "#EXT-X-ENDLIST",
                        "EOF\n\u001a\n#EXT-X-ENDLIST",
                        "line 10: a URI without EXTINF is no segment, and is passed over"),
                row("a media sequence number of 64 bits", "SEQUENCE:1", "SEQUENCE: 18446744073709551615"),
                row("tags of main playlists", "#EXTINF:6", "#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\"\n#EXTINF:6"),
                row("a very long line", "a.mp4", "#" + "x".repeat(1_000_000) + "\na.mp4"));
    }

    @ParameterizedTest
    @MethodSource("playlists")
    void isReadAsPlayersReadIt(String text, List<String> deviations) {
        MediaPlaylist playlist = (MediaPlaylist) Playlist.parse(PlaylistText.parse(text.getBytes(UTF_8)));

        assertThat(playlist.segments()).extracting(Segment::uri).containsExactly("a.mp4", "b.mp4");
        assertThat(playlist.segments())
                .extracting(Segment::duration)
                .containsExactly(Duration.ofSeconds(6), Duration.ofMillis(4500));
        assertThat(playlist.segments()).allSatisfy(segment -> {
            InitializationSection section = Objects.requireNonNull(segment.initialization());
            assertThat(section.uri()).isEqualTo("init.mp4");
            assertThat(section.keys()).singleElement().matches(EncryptionKey::isAes128);
        });
        assertThat(playlist.ended()).isTrue();
        assertThat(playlist.deviations()).isEqualTo(deviations);
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                argumentSet("plain", "100@0", "50", false),
                argumentSet("blanks", " 100 @ 0 ", "50 ", false),
                argumentSet("quotes", "\"100@0\"", "\"50\"", false),
                argumentSet("the first without an offset", "100", "50", true));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void readsByteRangesAsPlayersDo(String first, String second, boolean deviates) {
        MediaPlaylist playlist = (MediaPlaylist) Playlist.parse(PlaylistText.parse(("#EXTM3U\n#EXTINF:6,\n"
                        + "#EXT-X-BYTERANGE:" + first + "\na.ts\n#EXTINF:6,\n#EXT-X-BYTERANGE:" + second + "\na.ts\n")
                .getBytes(UTF_8)));

        assertThat(playlist.segments())
                .extracting(Segment::byteRange)
                .containsExactly(new ByteRange(0, 100), new ByteRange(100, 50));
        assertThat(playlist.deviations())
                .isEqualTo(
                        deviates
                                ? List.of(
                                        "line 4: the first EXT-X-BYTERANGE of a resource has no offset, and starts at 0")
                                : List.of());
    }
}
