package io.github.rokutrickplay.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Part;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.message.ThumbnailIndex.Source;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThumbnailIndexTest {

    private static final String TEXT = """
            {"version":1,"media_key":"a \\"b\\" ü","media_path":"p/",\
            "source":{"hls_url":"s3://b/play.m3u8","playlist_url":"s3://b/low.m3u8","playlist_etag":"\\"e\\"",\
            "refused":[{"url":"s3://b/other.m3u8","reason":"it is encrypted"}]},\
            "interval_seconds":10.00,"duration_seconds":35.480000,"discontinuity_seconds":[12.5,20],\
            "renditions":[{"name":"small","box_width":320,"box_height":180,"width":320,"height":134,"images":[\
            {"key":"p/1.jpg","time_seconds":0,"duration_seconds":10.00,"bytes":5},\
            {"key":"p/2.jpg","time_seconds":10.00,"duration_seconds":25.48,"bytes":0,"missing":"damaged"}]}]}""";

    private static final ThumbnailIndex INDEX = new ThumbnailIndex(
            1,
            "a \"b\" ü",
            "p/",
            Source.ofHls(
                    "s3://b/play.m3u8",
                    "s3://b/low.m3u8",
                    "\"e\"",
                    List.of(new RefusedSource("s3://b/other.m3u8", "it is encrypted"))),
            new BigDecimal("10.00"),
            new BigDecimal("35.480000"),
            List.of(new BigDecimal("12.5"), new BigDecimal("20")),
            List.of(new Rendition(
                    "small",
                    320,
                    180,
                    320,
                    134,
                    List.of(
                            new Image("p/1.jpg", BigDecimal.ZERO, new BigDecimal("10.00"), 5),
                            Image.missing("p/2.jpg", new BigDecimal("10.00"), new BigDecimal("25.48"), "damaged")))));

    @Test
    void isWrittenInSnakeCaseWithoutWhatIsAbsent() {
        assertThat(new String(INDEX.toJson(), UTF_8)).isEqualTo(TEXT);
        // Another parser than the one that belongs to it.
        JsonNode tree = Json.readTree(TEXT, "it");
        assertThat(tree.at("/renditions/0/images/1/missing").textValue()).isEqualTo("damaged");
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(read(TEXT)).isEqualTo(INDEX);
        Source file = Source.ofFile("s3://b/film.mp4", "\"e\"", List.of());
        ThumbnailIndex ofFile =
                new ThumbnailIndex(1, "a", "", file, BigDecimal.TEN, BigDecimal.ONE, List.of(), INDEX.renditions());
        assertThat(ThumbnailIndex.ofJson(ofFile.toJson(), "it")).isEqualTo(ofFile);
    }

    @Test
    void keepsSheetsAndFilesInItsSecondVersion() {
        Rendition forms = new Rendition(
                "small",
                320,
                180,
                320,
                134,
                List.of(),
                "p/gap.jpg",
                new Sheets(
                        5,
                        4,
                        List.of(
                                new Sheet("p/s.1.jpg", BigDecimal.ZERO, new BigDecimal("200"), 9000, 20, List.of(3, 4)),
                                new Sheet(
                                        "p/s.2.jpg", new BigDecimal("200"), new BigDecimal("5.5"), 900, 1, List.of()))),
                List.of(
                        new ThumbnailFile(
                                ThumbnailFile.MJPEG,
                                "p/t.mp4",
                                5_000_000_000L,
                                605,
                                List.of(new Part(BigDecimal.ZERO, BigDecimal.TEN, 605, 1000))),
                        new ThumbnailFile(ThumbnailFile.BIF, "p/t.bif", 3000, 104, List.of())));
        assertThat(ThumbnailIndex.versionOf(INDEX.renditions())).isEqualTo(1);
        assertThat(ThumbnailIndex.versionOf(List.of(forms))).isEqualTo(2);
        ThumbnailIndex index = new ThumbnailIndex(
                2, "a", "p/", INDEX.source(), BigDecimal.TEN, new BigDecimal("205.5"), List.of(), List.of(forms));

        assertThat(ThumbnailIndex.ofJson(index.toJson(), "it")).isEqualTo(index);
        assertThat(Json.readTree(new String(index.toJson(), UTF_8), "it")
                        .at("/renditions/0/sheets/images/0/missing_tiles/1")
                        .intValue())
                .isEqualTo(4);
    }

    private static ThumbnailIndex read(String json) {
        return ThumbnailIndex.ofJson(json.getBytes(UTF_8), "index i");
    }

    @Test
    void isReadWithoutFieldsThatAreNotKnownAndThoseThatAreNull() {
        String later = TEXT.replace("{", "{\"colour\":{\"red\":[1,{}]},\"light\":null,\"shade\":\"x\",")
                .replace("\"missing\"", "\"found\":[],\"missing\"");
        assertThat(read(later)).isEqualTo(INDEX);
        assertThat(read(TEXT.replace("\"bytes\":5", "\"bytes\":5,\"missing\":null")))
                .isEqualTo(INDEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{}", "{\"version\":1}", "{\"version\":1,\"source\":7}"})
    void isRefusedWhereItIsNoIndex(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("index i cannot be read: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "version":1            | "version":3           | version 3 cannot be read by this function
                    "media_key"            | "key"                 | needs media_key, source
                    "source"               | "origin"              | needs media_key, source
                    "interval_seconds"     | "interval"            | needs media_key, source
                    "renditions"           | "sizes"               | needs media_key, source
                    "name":"small"         | "name":null           | needs name and images; one has name=null
                    "images"               | "pictures"            | images=null
                    "key":"p/1.jpg"        | "key":7               | there should be a string, and there is '7'
                    "key":"p/1.jpg",       | ''                    | one has key=null, time_seconds=0
                    "bytes":5              | "bytes":-5            | bytes=-5
                    "bytes":5              | "bytes":"5"           | not numeric
                    "time_seconds":0       | "time_seconds":{}     | not numeric
                    "box_width":320        | "box_width":99999999999 | out of range
                    [12.5,20]              | {}                    | there should be an array
                    [12.5,20]              | [12.5                 | index i
                    "url":                 | "uri":                | needs url and reason; one has url=null
                    """)
    void isRefusedWhereAFieldIsWrong(String right, String wrong, String message) {
        assertThat(TEXT).contains(right);
        assertThatThrownBy(() -> read(TEXT.replace(right, wrong)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("index i cannot be read: ")
                .hasMessageContaining(message);
    }

    @Test
    void ofAnotherVersionIsRefusedForThatWhateverElseItLacks() {
        assertThatThrownBy(() -> read("{\"version\":3,\"films\":[]}"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("version 3 cannot be read by this function");
    }

    /** Bytes that a guess at the encoding takes for UTF-32. */
    @Test
    void isRefusedWhereItIsNoText() {
        byte[] bytes = {0, 0, 0, '{', 'f', 'h', 'l', 'm', (byte) 0xFF, (byte) 0xFE, 0, 7};
        assertThatThrownBy(() -> ThumbnailIndex.ofJson(bytes, "index i"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("index i cannot be read: ");
    }

    @Test
    void needsARendition() {
        assertThatThrownBy(() -> read(TEXT.replaceAll("\"renditions\":.*", "\"renditions\":[]}")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("needs renditions");
    }
}
