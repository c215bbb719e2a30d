package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistLine;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.UrlPath;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainPlaylistEditorTest {

    private static final S3Location MAIN = S3Location.parse("s3://bucket/content/video123/play.m3u8");
    private static final MainPlaylistEditor EDITOR = new MainPlaylistEditor(MAIN, "content/video123/");

    private static final ThumbnailStream SMALL = new ThumbnailStream(
            ThumbnailStream.Form.IMAGES, 16460, 12000, new Resolution(320, 180), "thumbs_320x180.m3u8");
    private static final ThumbnailStream BIG = new ThumbnailStream(
            ThumbnailStream.Form.IMAGES, 32920, 30000, new Resolution(640, 360), "thumbs_640x360.m3u8");
    private static final List<ThumbnailStream> BOTH = List.of(SMALL, BIG);

    private static byte[] edit(byte[] playlist, List<ThumbnailStream> streams) {
        PlaylistText text = PlaylistText.parse(playlist);
        return EDITOR.withStreams(text, parse(text), streams).toBytes();
    }

    private static MultivariantPlaylist parse(PlaylistText text) {
        return (MultivariantPlaylist) Playlist.parse(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.m3u8",
                "crlf.m3u8",
                "bom.m3u8",
                "missing-final-newline.m3u8",
                "crlf-missing-final-newline.m3u8",
                "vendor-tags.m3u8",
                "mediaconvert.m3u8",
                "mediaconvert-image-streams.m3u8"
            })
    void addsImageStreamsBehindEveryByteOfTheOriginal(String name) throws Exception {
        byte[] original = Golden.read(name);

        byte[] edited = edit(original, BOTH);

        Golden.assertMatches(edited, "expected/" + name);
        assertThat(Arrays.copyOf(edited, original.length)).isEqualTo(original);
        assertThat(edit(edited, BOTH)).as("a second run").isEqualTo(edited);
        assertThat(edit(edited, List.of())).as("taken out again").isEqualTo(original);
        assertThat(variants(edited)).as("read by another parser").isEqualTo(variants(original));
    }

    private static MasterPlaylist variants(byte[] playlist) throws Exception {
        // It knows neither byte order marks, nor CRLF, nor image streams, and gives the comments back.
        String text = new String(playlist, UTF_8)
                .replace("\uFEFF", "")
                .replace("\r\n", "\n")
                .replaceAll("(?m)^#EXT-X-IMAGE.*$", "");
        return new MasterPlaylistParser(ParsingMode.LENIENT).readPlaylist(text);
    }

    @Test
    void replacesTheLinesOfAnEarlierRunInPlaceAndRemovesSurplusOnes() {
        byte[] edited = edit(Golden.read("earlier-run.m3u8"), BOTH);

        Golden.assertMatches(edited, "expected/earlier-run.m3u8");
        assertThat(edit(edited, BOTH)).isEqualTo(edited);
    }

    @Test
    void keepsEveryByteOfAPlaylistThatIsNoUtf8() {
        byte[] original =
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,NAME=\"Fran\u00e7ais\"\na.m3u8\n".getBytes(ISO_8859_1);

        byte[] edited = edit(original, BOTH);

        assertThat(Arrays.copyOf(edited, original.length)).isEqualTo(original);
        assertThat(edit(edited, BOTH)).isEqualTo(edited);
        assertThat(edit(edited, List.of())).isEqualTo(original);
    }

    @Test
    void endsItsLinesAsMostOfThePlaylistsLinesEnd() {
        String body = "#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n";
        String unix = "#EXTM3U\r\n" + body;
        String dos = "#EXTM3U\n" + body.replace("\n", "\r\n");
        String open = dos.stripTrailing();

        assertThat(edit(unix.getBytes(UTF_8), BOTH))
                .asString(UTF_8)
                .isEqualTo(unix + SMALL.line() + "\n" + BIG.line() + "\n");
        assertThat(edit(dos.getBytes(UTF_8), BOTH))
                .asString(UTF_8)
                .isEqualTo(dos + SMALL.line() + "\r\n" + BIG.line() + "\r\n");
        assertThat(edit(open.getBytes(UTF_8), BOTH))
                .asString(UTF_8)
                .isEqualTo(open + "\r\n" + SMALL.line() + "\r\n" + BIG.line());
    }

    @Test
    void addsASizeBehindTheOnesThatAreThere() {
        byte[] small = edit(Golden.read("plain.m3u8"), List.of(SMALL));
        byte[] tail = (new String(small, UTF_8) + "#EXT-X-LATER\n").getBytes(UTF_8);

        assertThat(edit(tail, BOTH)).asString(UTF_8).endsWith(SMALL.line() + "\n" + BIG.line() + "\n#EXT-X-LATER\n");
    }

    @Test
    void leavesImageStreamsOfOthersAlone() {
        String others = new String(Golden.read("mediaconvert-image-streams.m3u8"), UTF_8);

        assertThat(edit(others.getBytes(UTF_8), List.of())).asString(UTF_8).isEqualTo(others);
    }

    @Test
    void knowsItsLinesInAnotherFolderThanTheMainPlaylist() {
        MainPlaylistEditor editor =
                new MainPlaylistEditor(S3Location.parse("s3://bucket/manifests/a/play.m3u8"), "content/video 1/");
        PlaylistText original = PlaylistText.parse(Golden.read("plain.m3u8"));
        ThumbnailStream stream = new ThumbnailStream(
                ThumbnailStream.Form.IMAGES,
                1,
                1,
                new Resolution(320, 180),
                UrlPath.relative("manifests/a/", "content/video 1/thumbs_320x180.m3u8"));

        PlaylistText edited = editor.withStreams(original, parse(original), List.of(stream));

        assertThat(stream.uri()).isEqualTo("../../content/video%201/thumbs_320x180.m3u8");
        assertThat(editor.withStreams(edited, parse(edited), List.of(stream))).isEqualTo(edited);
        assertThat(editor.withoutStreams(edited, parse(edited))).isEqualTo(original);
    }

    @Test
    void keepsEveryByteOfPlaylistsOfAnyShape() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] original = randomPlaylist(random);
            List<ThumbnailStream> first = random.nextBoolean() ? BOTH : List.of(BIG);
            List<ThumbnailStream> second = random.nextBoolean() ? BOTH : List.of(SMALL);

            byte[] once = edit(original, first);
            byte[] twice = edit(once, second);

            assertThat(Arrays.copyOf(once, original.length)).as("seed " + seed).isEqualTo(original);
            assertThat(Arrays.copyOf(twice, original.length)).as("seed " + seed).isEqualTo(original);
            assertThat(edit(twice, second)).as("seed " + seed).isEqualTo(twice);
            assertThat(edit(original, second)).as("seed " + seed).isEqualTo(twice);
            assertThat(edit(twice, List.of())).as("seed " + seed).isEqualTo(original);
            assertThat(ImageStreams.in(twice)).as("seed " + seed).containsAll(lines(second));
        }
    }

    /** What stands in the playlist by the crudest reading. */
    private static final class ImageStreams {
        static List<String> in(byte[] playlist) {
            return new String(playlist, UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("#EXT-X-IMAGE-STREAM-INF"))
                    .toList();
        }
    }

    private static List<String> lines(List<ThumbnailStream> streams) {
        return streams.stream().map(ThumbnailStream::line).toList();
    }

    private static byte[] randomPlaylist(Random random) {
        List<String> some = List.of(
                "",
                "  ",
                "# a comment",
                "#EXT-X-UNKNOWN:\u00e4\u2028\ud83d\ude00=\"x\"",
                "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"a\",URI=\"thumbs_320x180.m3u8\"",
                "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=5,RESOLUTION=1x1,CODECS=\"jpeg\",URI=\"theirs.m3u8\"",
                "#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=2\r\n\nhigh.m3u8");
        List<PlaylistLine> lines = new ArrayList<>();
        lines.add(new PlaylistLine("#EXTM3U", terminator(random)));
        lines.add(new PlaylistLine("#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\"", terminator(random)));
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            lines.add(new PlaylistLine(some.get(random.nextInt(some.size())), terminator(random)));
        }
        PlaylistLine last = lines.removeLast();
        lines.add(new PlaylistLine(
                last.text(), random.nextBoolean() || last.text().isEmpty() ? "\n" : ""));
        return new PlaylistText(random.nextBoolean(), lines).toBytes();
    }

    private static String terminator(Random random) {
        return random.nextBoolean() ? "\n" : "\r\n";
    }
}
