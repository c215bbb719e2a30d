package io.github.rokutrickplay.local.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.local.preview.PublishedForms.Form;
import io.github.rokutrickplay.local.preview.PublishedForms.Size;
import io.github.rokutrickplay.message.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PreviewDocumentTest {

    private final StoredFilm stored = new StoredFilm();

    private PreviewDocument document() {
        return PreviewDocument.of(stored.film(), Map.of());
    }

    @Test
    void namesEveryFormThatIsThereAndNoOther() {
        stored.images(3, 1000, 0, "");
        for (String name : new String[] {
            "thumbs_320x180.m3u8", "thumbs_320x180_iframes.m3u8", "thumbs_320x180.mp4", "thumbs_320x180.vtt",
            "thumbs_320x180.json", "thumbs_640x360.bif", "thumbs_readme.txt", "other.mpd"
        }) {
            stored.put(StoredFilm.FOLDER + name, name);
        }
        stored.put(StoredFilm.FOLDER + "main.mpd", "<MPD value='http://dashif.org/guidelines/thumbnail_tile'/>");
        PreviewDocument document = document();
        assertThat(document.sizes()).extracting(Size::box).containsExactly("320x180", "640x360");
        assertThat(document.sizes().getFirst().forms())
                .extracting(Form::kind, Form::url, Form::bytes)
                .containsExactly(
                        tuple("playlist", "/film/films/one/thumbs_320x180.m3u8", 3000L),
                        tuple("mjpeg", "/film/films/one/thumbs_320x180_iframes.m3u8", 18L),
                        tuple("vtt", "/film/films/one/thumbs_320x180.vtt", 3000L),
                        tuple("storyboard", "/film/films/one/thumbs_320x180.json", 3000L),
                        tuple("dash", "/film/films/one/main.mpd", 3000L),
                        tuple("index", "/film/films/one/thumbs/one.index.json", 3000L));
        assertThat(document.sizes().getLast().forms()).extracting(Form::kind).containsExactly("bif", "dash");
        assertThat(document.mpds()).extracting(PreviewDocument.Named::name).containsExactly("main.mpd", "other.mpd");
        assertThat(document.kind()).isEqualTo("hls");
        assertThat(document.url()).isEqualTo("/film/films/one/main.m3u8");
    }

    @Test
    void saysWhatIsMissingAndWhyInTermsOfItsReader() {
        stored.images(3, 1000, 2, "there is no s3://bucket/films/one/2.ts");
        PreviewDocument document =
                PreviewDocument.of(stored.film(text -> text.replace("s3://bucket/", "/home/films/")), Map.of());
        assertThat(document.marks())
                .extracting(mark -> mark.timeSeconds().intValueExact(), Mark::missing)
                .containsExactly(tuple(0, null), tuple(10, "there is no /home/films/films/one/2.ts"), tuple(20, null));
        assertThat(document.address()).isEqualTo("/home/films/films/one/main.m3u8");
        assertThat(document.source()).isEqualTo("/home/films/films/one/360p.m3u8");
    }

    @Test
    void reckonsWithTheTilesOfSheets() {
        stored.sheets();
        assertThat(document().marks())
                .extracting(
                        mark -> mark.timeSeconds().intValueExact(),
                        mark -> mark.durationSeconds().intValueExact(),
                        mark -> mark.missing() != null)
                .containsExactly(
                        tuple(0, 10, false),
                        tuple(10, 10, false),
                        tuple(20, 10, false),
                        tuple(30, 10, false),
                        tuple(40, 10, false),
                        tuple(50, 10, true),
                        tuple(60, 5, false));
        assertThat(document().sizes().getFirst().height()).isEqualTo(134);
    }

    @Test
    void isThereBeforeAnythingIsPublished() {
        JsonNode json = Json.readTree(Json.write(document()), "the document");
        assertThat(json.path("sizes")).isEmpty();
        assertThat(json.path("marks")).isEmpty();
        assertThat(json.has("duration_seconds")).isFalse();
        assertThat(json.path("name").asText()).isEqualTo("one");
    }

    @Test
    void encodesKeys() {
        StoredFilm odd = new StoredFilm("a b?#%");
        odd.images(1, 10, 0, "");
        PreviewDocument document = PreviewDocument.of(odd.film(), Map.of());
        assertThat(document.sizes().getFirst().forms().getFirst().url())
                .isEqualTo("/film/films/one/thumbs/a%20b%3F%23%25.index.json");
    }
}
