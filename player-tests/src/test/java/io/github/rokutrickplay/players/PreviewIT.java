package io.github.rokutrickplay.players;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.local.preview.FilmCheck;
import io.github.rokutrickplay.local.preview.PreviewExport;
import io.github.rokutrickplay.local.verify.Finding;
import io.github.rokutrickplay.local.verify.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of {@code ./trickplay preview}: the film plays, and every form shows the right pictures. */
@ExtendWith(StageExtension.class)
final class PreviewIT {

    private static final int PLACES = 20;
    private static final int PHONE = 360;

    private static final FilmCheck FINDINGS = () -> Optional.of(List.of(
            new Finding(
                    Severity.ERROR,
                    "thumbs_320x180.m3u8",
                    "image 8 is a gap: <b>segment 360p_00007.m4s</b> is not there",
                    "Viewers see a grey picture at 0:35.",
                    "Put the segment back, and run process again."),
            new Finding(
                    Severity.WARNING,
                    "thumbs_640x360.m3u8",
                    "a sheet measures 1920x720 pixels",
                    "Some Roku models show nothing larger than 1080 pixels.",
                    "Set THUMBNAIL_TILES to a smaller grid."),
            new Finding(Severity.NOTE, "main.m3u8", "there is no audio", "Nobody may mind.", "")));

    private static List<Double> places() {
        return IntStream.range(0, PLACES)
                .mapToObj(place -> (place + 0.5) * NumberedFilm.seconds() / PLACES)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shaka-player", "hls.js", "shaka-player, main.mpd"})
    void playsTheFilm(String player, Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING)) {
            page.playsIn(player);
            page.click("play");
            page.tab().await("() => video.currentTime > 1");
            page.click("play");
            assertThat(page.tab().call("() => video.paused").asBoolean()).isTrue();
            page.assertQuiet();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "shaka-player, 320x180",
        "shaka-player, 640x360",
        "hls.js, 320x180",
        "hls.js, 640x360",
        "'shaka-player, main.mpd', 320x180"
    })
    void showsThePlayersOwnThumbnailsAboveTheSeekBar(String player, String size, Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING)) {
            page.playsIn(player);
            page.select("size", size);
            page.select("form", "the player's own");
            assertSeekBar(page, stage.seen("preview-bar-" + player.replaceAll("\\W+", "-") + "-" + size));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HLS images", "Image sequence", "BIF", "WebVTT", "Storyboard", "DASH", "Index"})
    void showsEveryFormAboveTheSeekBarAndOnTheContactSheet(String form, Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING)) {
            page.awaitFilm();
            page.select("form", form);
            page.select("sheet-form", form);
            assertSeekBar(page, stage.seen("preview-bar-" + form));
            assertContactSheet(page, stage.seen("preview-sheet-" + form));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HLS sheets of 3x2", "Image sequence", "BIF", "WebVTT", "Storyboard", "DASH", "Index"})
    void showsEveryFormOfSheets(String form, Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING)) {
            page.select("size", "640x360");
            page.select("sheet-form", form);
            assertContactSheet(page, stage.seen("preview-sheets-" + form));
        }
    }

    private static void assertSeekBar(PreviewPage page, Path seen) {
        Shown.at(places(), page::hover).assertEachFrame(seen);
        page.assertQuiet();
    }

    private static void assertContactSheet(PreviewPage page, Path seen) {
        Shown.at(NumberedFilm.middles(), time -> page.cell(NumberedFilm.mark(time)))
                .assertEachFrame(seen);
        page.assertQuiet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"320x180", "640x360"})
    void putsAllFormsBesideTheFilmsFrame(String size, Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING)) {
            page.awaitFilm();
            page.select("size", size);
            for (int mark : List.of(9, 3, 12)) {
                page.choose(mark);
                page.tab()
                        .await(
                                "(time) => !video.seeking && Math.abs(video.currentTime - time) < 0.1",
                                mark * NumberedFilm.INTERVAL_SECONDS);
                JsonNode labels = page.tab().await("""
                        () => document.querySelectorAll('#compare .card:not([data-drawn])').length ? null
                          : [...document.querySelectorAll('#compare b')].map((one) => one.textContent)""");
                assertThat(labels).hasSize(8);
                for (JsonNode label : labels) {
                    int due = NumberedFilm.frame(mark * NumberedFilm.INTERVAL_SECONDS);
                    assertThat(page.card(label.asText(), due).frame())
                            .as("%s of %s at mark %s", label, size, mark)
                            .isEqualTo(due);
                }
            }
            page.assertQuiet();
        }
    }

    @Test
    void isUsedByKeyboard(Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING)) {
            page.awaitFilm();
            Tab tab = page.tab();
            tab.call("() => document.getElementById('seek').focus()");
            tab.press("End");
            awaitSlider(tab, "1:00 of 1:03, thumbnail 13 of 13");
            tab.press("ArrowLeft");
            awaitSlider(tab, "0:55 of 1:03, thumbnail 12 of 13");
            tab.await("() => Math.abs(video.currentTime - 55) < 0.1");
            tab.press("Home");
            tab.press("ArrowRight");
            awaitSlider(tab, "0:05 of 1:03, thumbnail 2 of 13");
            tab.await("() => document.getElementById('hover').dataset.start === '5'");
            assertThat(page.hover(5.5).frame()).isEqualTo(NumberedFilm.frame(5));
            tab.call("() => document.getElementById('cells').children[6].firstElementChild.focus()");
            tab.call("() => document.activeElement.click()");
            tab.await("() => Math.abs(video.currentTime - 30) < 0.1");
            page.assertQuiet();
        }
    }

    private static void awaitSlider(Tab tab, String text) {
        tab.await("(text) => document.getElementById('seek').ariaValueText === text", text);
    }

    @Test
    void marksWhatIsMissingAndSaysWhatWasFound(Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING_OF_A_DAMAGED_FILM, FINDINGS, stage.players())) {
            Tab tab = page.tab();
            String cell = tab.call(
                            "(mark) => document.getElementById('cells').children[mark].innerText",
                            NumberedFilm.LOST_MARK)
                    .asText();
            assertThat(cell).startsWith("0:35").contains(NumberedFilm.LOST_SEGMENT);
            assertThat(tab.call("() => document.querySelectorAll('.gaps i').length")
                            .asInt())
                    .isEqualTo(1);
            assertThat(tab.call("() => document.getElementById('missing').innerText")
                            .asText())
                    .contains("One thumbnail is missing", "0:35", NumberedFilm.LOST_SEGMENT);
            assertThat(tab.await("() => document.querySelector('.findings')?.innerText ?? null")
                            .asText())
                    .contains("Error", "<b>segment 360p_00007.m4s</b>", "Warning", "Note");
            assertThat(page.cell(6).frame()).isEqualTo(NumberedFilm.frame(30));
            assertThat(tab.errors()).isEmpty();
        }
    }

    @Test
    void showsAllButTheFilmWithoutPlayers(Stage stage) throws IOException {
        Path nothing = Files.createTempDirectory("players");
        try (PreviewPage page = PreviewPage.open(stage, Form.EVERYTHING, FilmCheck.NONE, nothing)) {
            assertThat(page.tab()
                            .call("() => document.getElementById('players-missing').innerText")
                            .asText())
                    .contains("not installed", "npm");
            page.select("form", "BIF");
            assertSeekBar(page, stage.seen("preview-bar-without-players"));
            assertContactSheet(page, stage.seen("preview-sheet-without-players"));
        } finally {
            Files.delete(nothing);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EVERYTHING", "EVERYTHING_OF_A_DAMAGED_FILM"})
    void fitsEveryScreenInLightAndDark(Form form, Stage stage) {
        try (PreviewPage page = PreviewPage.open(stage, form, FINDINGS, stage.players())) {
            for (String scheme : List.of("light", "dark")) {
                page.tab().prefer("prefers-color-scheme", scheme);
                for (int width : List.of(1280, 768, PHONE)) {
                    page.tab().resize(width, 900);
                    assertThat(page.tab()
                                    .call("() => document.documentElement.scrollWidth")
                                    .asInt())
                            .as("%s, %d pixels wide", scheme, width)
                            .isLessThanOrEqualTo(width);
                    page.lookAtAll(width);
                    page.hover(31);
                    page.keep(stage.seen("preview-" + form + "-" + scheme + "-" + width));
                }
            }
        }
    }

    @Test
    void exportsAPageThatNeedsNothingElse(Stage stage) throws IOException {
        Path file = stage.seen("preview-export").resolveSibling("preview-export.html");
        Files.createDirectories(file.resolveSibling("."));
        Form form = Form.EVERYTHING_OF_A_DAMAGED_FILM;
        Files.writeString(file, PreviewExport.html(PreviewPage.film(stage, form), FINDINGS, Instant.now()), UTF_8);
        try (Tab tab = stage.open(file.toUri())) {
            assertThat(tab.call("() => [...document.images].every((image) => image.naturalWidth === 320)")
                            .asBoolean())
                    .isTrue();
            assertThat(tab.call("() => document.images.length").asInt()).isEqualTo(NumberedFilm.MARKS - 1);
            assertThat(tab.errors()).isEmpty();
            assertThat(tab.complaints()).isEmpty();
        }
    }
}
