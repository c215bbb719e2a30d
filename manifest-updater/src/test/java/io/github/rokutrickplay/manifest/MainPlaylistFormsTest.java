package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.manifest.MainPlaylistForms.Form;
import io.github.rokutrickplay.storage.S3Location;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Main playlists of any form are edited, none of their bytes is touched, and none is refused. */
final class MainPlaylistFormsTest {

    private static final MainPlaylistEditor EDITOR =
            new MainPlaylistEditor(S3Location.parse("s3://bucket/film/main.m3u8"), "film/");

    private static final List<ThumbnailStream> STREAMS = List.of(
            new ThumbnailStream(
                    ThumbnailStream.Form.IMAGES, 16460, 12000, new Resolution(320, 180), "thumbs_320x180.m3u8"),
            new ThumbnailStream(
                    ThumbnailStream.Form.IMAGES, 32920, 30000, new Resolution(640, 360), "thumbs_640x360.m3u8"));

    private static byte[] edit(byte[] playlist, List<ThumbnailStream> streams) {
        PlaylistText text = PlaylistText.parse(playlist);
        return EDITOR.withStreams(text, (MultivariantPlaylist) Playlist.parse(text), streams)
                .toBytes();
    }

    @TestFactory
    Stream<DynamicTest> addsImageStreamsBehindEveryByte() {
        return Stream.of(MainPlaylistForms.regular(), MainPlaylistForms.bytewise(), MainPlaylistForms.irregular())
                .flatMap(forms -> forms)
                .flatMap(form -> Stream.of(form, form.withByteOrderMark()))
                .map(form -> DynamicTest.dynamicTest(form.name(), () -> {
                    byte[] original = form.bytes();
                    byte[] edited = edit(original, STREAMS);

                    assertThat(Arrays.copyOf(edited, original.length)).isEqualTo(original);
                    assertThat(new String(edited, UTF_8).lines())
                            .endsWith(STREAMS.get(0).line(), STREAMS.get(1).line());
                    assertIsUndone(original, edited);
                }));
    }

    /** Behind everything, players would take the first of them for the line that is missing. */
    @TestFactory
    Stream<DynamicTest> addsImageStreamsBeforeALastTagWhoseLineIsMissing() {
        return MainPlaylistForms.unfinished()
                .map(form -> DynamicTest.dynamicTest(form.name(), () -> {
                    byte[] edited = edit(form.bytes(), STREAMS);

                    String original = new String(form.bytes(), UTF_8);
                    int tag = original.lastIndexOf("#EXT-X-STREAM-INF");
                    assertThat(edited)
                            .asString(UTF_8)
                            .isEqualTo(original.substring(0, tag)
                                    + STREAMS.get(0).line() + "\n"
                                    + STREAMS.get(1).line() + "\n"
                                    + original.substring(tag));
                    assertIsUndone(form.bytes(), edited);
                }));
    }

    private static void assertIsUndone(byte[] original, byte[] edited) {
        assertThat(edit(edited, STREAMS)).as("a second run").isEqualTo(edited);
        assertThat(edit(edited, List.of())).as("taken out again").isEqualTo(original);
        assertThat(readByOthers(edited)).as("read by another parser").isEqualTo(readByOthers(original));
    }

    /** Empty where the other parser is the stricter one. */
    private static Optional<MasterPlaylist> readByOthers(byte[] playlist) {
        // It knows neither byte order marks, nor CRLF, nor image streams, and gives the comments back.
        String text = new String(playlist, UTF_8)
                .replace("\uFEFF", "")
                .replace("\r\n", "\n")
                .replaceAll("(?m)^#EXT-X-IMAGE.*\n?", "");
        try {
            return Optional.of(new MasterPlaylistParser(ParsingMode.LENIENT).readPlaylist(text));
        } catch (PlaylistParserException | RuntimeException stricter) {
            return Optional.empty();
        }
    }

    @Test
    void thoseWithinTheRulesAreReadByAnotherParser() {
        List<Form> unread = MainPlaylistForms.regular()
                .filter(form -> readByOthers(form.bytes()).isEmpty())
                .toList();

        assertThat(unread).extracting(Form::name).isEmpty();
    }
}
