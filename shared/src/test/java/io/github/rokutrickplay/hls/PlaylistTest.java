package io.github.rokutrickplay.hls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaylistTest {

    private static Playlist parse(String... lines) {
        return Playlist.parse(PlaylistText.parse(("#EXTM3U\n" + String.join("\n", lines) + "\n").getBytes(UTF_8)));
    }

    private static MediaPlaylist media(String... lines) {
        return (MediaPlaylist) parse(lines);
    }

    @Test
    void readsVariantsAndImageStreams() {
        MultivariantPlaylist playlist = (MultivariantPlaylist) parse(
                "#EXT-X-DEFINE:NAME=\"v\",VALUE=\"video\"",
                "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS=\"avc1.64001e, mp4a.40.2\"",
                "",
                " {$v}/low.m3u8 ",
                "#EXT-X-STREAM-INF:BANDWIDTH=64000",
                "audio.m3u8",
                "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,URI=\"{$v}/thumbs.m3u8\"",
                "#EXT-X-IMAGE-STREAM-INFO:URI=\"no.m3u8\"");

        assertThat(playlist.variants()).extracting(Variant::uri).containsExactly("video/low.m3u8", "audio.m3u8");
        Variant low = playlist.variants().getFirst();
        assertThat(low.bandwidth()).isEqualTo(800_000);
        assertThat(low.resolution()).contains(new Resolution(640, 360));
        assertThat(low.codecs()).containsExactly("avc1.64001e", "mp4a.40.2");
        assertThat(low.videoRange()).isEqualTo("SDR");
        assertThat(playlist.variants().getLast().resolution()).isEqualTo(Optional.empty());
        assertThat(playlist.imageStreams())
                .containsExactly(new MultivariantPlaylist.StreamLine(7, "video/thumbs.m3u8"));
    }

    @Test
    void readsAllThatIsSaidOfASegment() {
        MediaPlaylist playlist = media(
                "#EXT-X-TARGETDURATION:6",
                "#EXT-X-MEDIA-SEQUENCE:7",
                "#EXT-X-MAP:URI=\"init.mp4\",BYTERANGE=\"100\"",
                "#EXTINF:6.006,title, with a comma",
                "#EXT-X-BYTERANGE:1000@100",
                "a.mp4",
                "#EXTINF:4",
                "#EXT-X-BYTERANGE:500",
                "a.mp4",
                "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYFORMAT=\"com.apple.streamingkeydelivery\"",
                "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"data:2\",KEYFORMAT=\"urn:uuid:x\"",
                "#EXT-X-DISCONTINUITY",
                "#EXT-X-MAP:URI=\"init2.mp4\"",
                "#EXTINF:5.5,",
                "b.mp4",
                "#EXT-X-KEY:METHOD=AES-128,URI=\"key\",IV=0x1",
                "#EXTINF:1,",
                "c.mp4",
                "#EXT-X-KEY:METHOD=NONE",
                "#EXT-X-GAP",
                "#EXTINF:2,",
                "d.mp4",
                "#EXT-X-ENDLIST");

        InitializationSection first = new InitializationSection("init.mp4", new ByteRange(0, 100), List.of());
        List<EncryptionKey> drm = List.of(
                new EncryptionKey("SAMPLE-AES", "skd://1", null, "com.apple.streamingkeydelivery"),
                new EncryptionKey("SAMPLE-AES", "data:2", null, "urn:uuid:x"));
        InitializationSection second = new InitializationSection("init2.mp4", null, drm);
        EncryptionKey identity = new EncryptionKey("AES-128", "key", "0x1", "identity");
        List<EncryptionKey> aes = List.of(drm.get(0), drm.get(1), identity);
        assertThat(playlist.segments())
                .containsExactly(
                        segment("a.mp4", 6006, new ByteRange(100, 1000), first, List.of(), false, false, 7),
                        segment("a.mp4", 4000, new ByteRange(1100, 500), first, List.of(), false, false, 8),
                        segment("b.mp4", 5500, null, second, drm, true, false, 9),
                        segment("c.mp4", 1000, null, second, aes, false, false, 10),
                        segment("d.mp4", 2000, null, second, List.of(), false, true, 11));
        assertThat(playlist.ended()).isTrue();
        assertThat(playlist.iFramesOnly()).isFalse();
        assertThat(playlist.duration()).isEqualTo(Duration.ofMillis(18_506));
    }

    private static Segment segment(
            String uri,
            long millis,
            @Nullable ByteRange range,
            InitializationSection map,
            List<EncryptionKey> keys,
            boolean discontinuity,
            boolean gap,
            long sequence) {
        return new Segment(uri, Duration.ofMillis(millis), range, map, keys, discontinuity, gap, sequence);
    }

    @Test
    void letsAKeyHoldUntilTheNextOfItsFormatOrUntilNone() {
        MediaPlaylist playlist = media(
                "#EXT-X-KEY:METHOD=AES-128,URI=\"1\"",
                "#EXT-X-KEY:METHOD=AES-128,URI=\"x1\",KEYFORMAT=\"x\"",
                "#EXTINF:1,",
                "a.ts",
                "#EXT-X-KEY:METHOD=AES-128,URI=\"2\"",
                "#EXTINF:1,",
                "b.ts",
                "#EXT-X-KEY:METHOD=NONE",
                "#EXTINF:1,",
                "c.ts");

        assertThat(playlist.segments())
                .extracting(segment ->
                        segment.keys().stream().map(EncryptionKey::uri).toList())
                .containsExactly(List.of("1", "x1"), List.of("2", "x1"), List.of());
        assertThat(playlist.segments().getFirst().keys())
                .extracting(EncryptionKey::isAes128)
                .containsExactly(true, false);
    }

    @Test
    void saysWhetherDurationsAreIntegers() {
        assertThat(media("#EXTINF:6.000,", "a.ts").integerDurations()).isFalse();
        assertThat(media("#EXTINF:6.000,", "a.ts", "#EXTINF:6,", "b.ts").integerDurations())
                .isTrue();
    }

    @Test
    void readsIFrameStreams() {
        MultivariantPlaylist playlist = (MultivariantPlaylist) parse(
                "#EXT-X-STREAM-INF:BANDWIDTH=800000",
                "low.m3u8",
                "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90000,RESOLUTION=640x360,CODECS=\"avc1.64001e\",URI=\"i.m3u8\"");

        assertThat(playlist.iFrameStreams()).singleElement().satisfies(stream -> {
            assertThat(stream.uri()).isEqualTo("i.m3u8");
            assertThat(stream.resolution()).contains(new Resolution(640, 360));
        });
    }

    @Test
    void importsVariablesOfTheMultivariantPlaylist() {
        MultivariantPlaylist main = (MultivariantPlaylist) parse(
                "#EXT-X-DEFINE:NAME=\"folder\",VALUE=\"720\"", "#EXT-X-STREAM-INF:BANDWIDTH=1", "{$folder}/a.m3u8");
        PlaylistText text = PlaylistText.parse("""
                #EXTM3U
                #EXT-X-DEFINE:IMPORT="folder"
                #EXTINF:1,
                ../{$folder}/a.ts
                """.getBytes(UTF_8));

        MediaPlaylist media = (MediaPlaylist) Playlist.parse(text, main.variables());

        assertThat(media.segments()).singleElement().extracting(Segment::uri).isEqualTo("../720/a.ts");
        assertThatThrownBy(() -> Playlist.parse(text))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessageContaining("variable {$folder} is imported")
                .hasMessageContaining("no multivariant playlist that led here");
    }

    @Test
    void doesNotMindAVariableOfTheRequestWhereItIsOnlyPassedOn() {
        MediaPlaylist playlist =
                media("#EXT-X-DEFINE:QUERYPARAM=\"token\"", "#EXTINF:1,", "a.ts?token={$token}", "#EXT-X-ENDLIST");

        assertThat(playlist.segments()).singleElement().extracting(Segment::uri).isEqualTo("a.ts?token={$token}");
    }

    @Test
    void substitutesVariablesInUrisAndAttributes() {
        MediaPlaylist playlist = media(
                "#EXT-X-DEFINE:NAME=\"p\",VALUE=\"a$1\\\"",
                "#EXT-X-MAP:URI=\"{$p}/init.mp4\"",
                "#EXTINF:1,",
                "{$p}/{$p}.mp4");

        assertThat(playlist.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.uri()).isEqualTo("a$1\\/a$1\\.mp4");
            assertThat(segment.initialization())
                    .asInstanceOf(type(InitializationSection.class))
                    .extracting(InitializationSection::uri)
                    .isEqualTo("a$1\\/init.mp4");
        });
        assertThat(playlist.ended()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#EXT-X-STREAM-INF:BANDWIDTH=1                           | no URI line follows",
                "#EXT-X-STREAM-INF:BANDWIDTH=1;# the end                 | no URI line follows",
                "#EXT-X-STREAM-INF:BANDWIDTH=1;#EXT-X-STREAM-INF:BANDWIDTH=2;good.m3u8 | no URI line follows",
                "#EXT-X-STREAM-INF:BANDWIDTH=1;{$a}.m3u8                 | variable {$a} has no value",
                "#EXT-X-DEFINE:IMPORT=\"a\";#EXT-X-STREAM-INF:BANDWIDTH=1;{$a}.m3u8 | variable {$a} is imported",
                "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1                     | attribute URI is missing",
                "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1                   | attribute URI is missing",
                "#EXT-X-I-FRAME-STREAM-INF:URI=\"{$a}.m3u8\"             | variable {$a} has no value",
                "#EXT-X-DEFINE:NAME=\"a\"                                | attribute VALUE is missing"
            })
    void leavesOutWhatCannotBeMadeOutAndSaysSo(String lines, String reason) {
        List<String> all = new ArrayList<>(List.of("#EXT-X-STREAM-INF:BANDWIDTH=7", "good.m3u8"));
        all.addAll(List.of(lines.strip().split(";")));

        MultivariantPlaylist playlist = (MultivariantPlaylist) parse(all.toArray(String[]::new));

        assertThat(playlist.variants()).extracting(Variant::uri).containsOnly("good.m3u8");
        assertThat(playlist.iFrameStreams()).isEmpty();
        assertThat(playlist.imageStreams()).isEmpty();
        assertThat(playlist.leftOut())
                .singleElement()
                .asString()
                .startsWith("line ")
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "BANDWIDTH=5000000,RESOLUTION=1280x720",
                " BANDWIDTH = 5000000 ,\tRESOLUTION = \"1280x720\" ,",
                "BANDWIDTH=5000000.75,RESOLUTION=1280X720",
                "BANDWIDTH=5000000,BANDWIDTH=9,RESOLUTION=1280x720,RESOLUTION=1x1",
                ",,BANDWIDTH=5000000,,RESOLUTION=1280x720",
                "PROGRAM-ID,BANDWIDTH=5000000,codecs=avc1,=,RESOLUTION=1280x720",
                "CODECS=avc1.4d401f,mp4a.40.2,BANDWIDTH=5000000,RESOLUTION=1280x720",
                "NAME=\"{$title}\",BANDWIDTH=5000000,RESOLUTION=1280x720",
                "NAME=\"BANDWIDTH=1,RESOLUTION=2x2\" x,BANDWIDTH=5000000,RESOLUTION=1280x720",
                "BANDWIDTH=5000000,RESOLUTION=1280x720,CODECS=\"avc1.4d401f"
            })
    void readsAttributesThatAreWrittenOddly(String attributes) {
        MultivariantPlaylist playlist = (MultivariantPlaylist)
                parse("#EXT-X-STREAM-INF:" + attributes, "#EXT-X-OTHER:URI=\"x\"", "# a comment", "", "a.m3u8");

        assertThat(playlist.variants()).singleElement().satisfies(variant -> {
            assertThat(variant.uri()).isEqualTo("a.m3u8");
            assertThat(variant.bandwidth()).isEqualTo(5_000_000);
            assertThat(variant.resolution()).contains(new Resolution(1280, 720));
        });
    }

    @Test
    void doesNotKnowWhatIsNoNumberAndNoResolution() {
        MultivariantPlaylist playlist =
                (MultivariantPlaylist) parse("#EXT-X-STREAM-INF:BANDWIDTH=5 Mbit/s,RESOLUTION=720p", "a.m3u8");

        assertThat(playlist.variants()).singleElement().satisfies(variant -> {
            assertThat(variant.bandwidth()).isZero();
            assertThat(variant.resolution()).isEqualTo(Optional.empty());
        });
    }

    @Test
    void tellsTheKindsApartByVariantsAndSegments() {
        assertThat(parse("#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-STREAM-INF:BANDWIDTH=1", "a.m3u8", "#EXT-X-ENDLIST"))
                .isInstanceOf(MultivariantPlaylist.class);
        assertThat(parse("#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\"", "#EXTINF:1,", "a.ts", "#EXT-X-ENDLIST"))
                .isInstanceOf(MediaPlaylist.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#EXT-X-VERSION:3                                        | it names neither variants",
                "#EXT-X-STREAM-INF:BANDWIDTH=1;a.m3u8;#EXTINF:1,;a.ts    | which RFC 8216 forbids",
                "#EXT-X-DEFINE:QUERYPARAM=\"a\";#EXTINF:1,;{$a}.ts        | variable {$a} is taken from a player's request",
                "#EXT-X-TARGETDURATION:1;a.ts                            | line 3 'a.ts': segment 'a.ts' has no EXTINF",
                "#EXTINF:-1,;a.ts                                        | EXTINF:-1 is not a duration",
                "#EXTINF:1e9,;a.ts                                       | EXTINF:1e9 is not a duration",
                "#EXTINF:,;a.ts                                          | EXTINF: is not a duration",
                "#EXTINF:1,;#EXT-X-BYTERANGE:9@9;a.ts;#EXTINF:1,;b.ts;#EXTINF:1,;#EXT-X-BYTERANGE:9;a.ts | has no offset",
                "#EXTINF:0x1,;a.ts                                       | EXTINF:0x1 is not a duration",
                "#EXTINF:6.0.1,;a.ts                                     | EXTINF:6.0.1 is not a duration",
                "#EXTINF:NaN,;a.ts                                       | EXTINF:NaN is not a duration",
                "#EXTINF:1,;#EXT-X-BYTERANGE:x@1;a.ts                    | 'x@1' is not a byte range",
                "#EXTINF:1,;#EXT-X-BYTERANGE:0@1;a.ts                    | byte range '0@1' holds no bytes",
                "#EXTINF:1,;#EXT-X-MAP:BYTERANGE=\"1@0\"                 | attribute URI is missing",
                "#EXTINF:1,;#EXT-X-KEY:URI=\"a\"                         | attribute METHOD is missing",
                "#EXT-X-MEDIA-SEQUENCE:one                               | 'one' is not a decimal integer"
            })
    void saysWhatIsWrongAndWhere(String lines, String reason) {
        assertThatThrownBy(() -> parse(lines.strip().split(";")))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessageContaining(reason);
    }
}
