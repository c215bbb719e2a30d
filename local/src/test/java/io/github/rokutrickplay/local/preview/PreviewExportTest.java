package io.github.rokutrickplay.local.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.verify.Finding;
import io.github.rokutrickplay.local.verify.Finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PreviewExportTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String HOSTILE = "<script>alert('&\")</script>";

    private final StoredFilm stored = new StoredFilm();

    private String export() {
        return PreviewExport.html(stored.film(), FilmCheck.NONE, NOW);
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }

    @Test
    void holdsEveryImageAndNamesNothingOutside() {
        stored.images(3, 1000, 2, "segment 1 is <missing>");
        String html = export();
        assertThat(count(html, "src=\"data:image/jpeg;base64,")).isEqualTo(2);
        assertThat(html)
                .contains("<figcaption>0:10<p>segment 1 is &lt;missing&gt;</p>", "no thumbnail", "0:20")
                .contains("3, one every 10 s, 1 of them missing", "2026-11-28T12:00:00Z")
                .doesNotContain("http:", "https:", "<script", "url(", "Findings");
    }

    @Test
    void showsTilesOfSheetsThatItHoldsOnce() {
        stored.sheets();
        String html = export();
        assertThat(count(html, "url(data:image/jpeg;base64,")).isEqualTo(2);
        assertThat(count(html, "class=\"tile ")).isEqualTo(6);
        assertThat(html)
                .contains("aspect-ratio:320/134;background-size:200% 200%;background-position:100.0000% 0.0000%")
                .contains("<figcaption>0:50<p>left out");
    }

    @Test
    void leavesOutImagesOfAVeryLongFilmAndSaysHowMany() {
        int count = 1000;
        stored.images(count, (int) (3 * PreviewExport.MAX_IMAGE_BYTES / count), 500, "lost");
        String html = export();
        assertThat(count(html, "src=\"data:image/jpeg;base64,")).isEqualTo(334);
        assertThat(html)
                .contains("665 thumbnails are left out to keep this page small: of 3 images, one is shown.")
                .contains("<figcaption>1:23:10<p>lost</p>");
    }

    @Test
    void escapesWhatOthersHaveWritten() {
        StoredFilm hostile = new StoredFilm(HOSTILE.replace("/", ""));
        hostile.images(2, 10, 1, HOSTILE);
        FilmCheck check = () -> Optional.of(List.of(new Finding(Severity.ERROR, HOSTILE, HOSTILE, HOSTILE, HOSTILE)));
        String html = PreviewExport.html(hostile.film(), check, NOW);
        assertThat(html).doesNotContain("<script", "alert('").contains("&lt;script&gt;alert(&#39;&amp;&quot;)");
        assertThat(html.getBytes(UTF_8)).hasSizeLessThan(20_000);
    }

    @Test
    void saysWhereNothingIsWrongOrNothingIsThere() {
        String html = PreviewExport.html(stored.film(), () -> Optional.of(List.of()), NOW);
        assertThat(html).contains("Nothing is wrong", "there is no index films/one/thumbs/one.index.json");
    }

    @Test
    void saysWhichImagesHaveGone() {
        stored.images(2, 10, 0, "");
        stored.store.delete(List.of(StoredFilm.MAIN.withKey(stored.names().imageKey("small", 2))));
        assertThat(export()).contains("the image has gone");
    }
}
