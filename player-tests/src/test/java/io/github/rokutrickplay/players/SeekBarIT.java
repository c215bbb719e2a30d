package io.github.rokutrickplay.players;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see above a seek bar when they move the mouse along it. */
@ExtendWith(StageExtension.class)
final class SeekBarIT {

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"IMAGES", "SHEETS"})
    void ofShakaShowsImagePlaylists(Form form, Stage stage) {
        assertPreviews("shaka-ui.html", form, stage, stage.film(form) + NumberedFilm.MAIN_PLAYLIST);
    }

    @Test
    void ofShakaShowsImageSequences(Stage stage) {
        assertPreviews("shaka-ui.html", Form.MJPEG, stage, stage.film(Form.MJPEG) + Form.WITHOUT_IMAGES);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"IMAGES", "SHEETS"})
    void ofMediaChromeShowsWebVtt(Form form, Stage stage) {
        String folder = stage.film(form);
        for (Size size : Size.values()) {
            assertPreviews(
                    "media-chrome.html", form, stage, folder + NumberedFilm.MAIN_PLAYLIST, folder + size.webVtt());
        }
    }

    private static void assertPreviews(String page, Form form, Stage stage, Object... addresses) {
        try (Tab tab = stage.open(page)) {
            SeekBar bar = new SeekBar(tab, tab.call("load", addresses));
            Shown.at(NumberedFilm.middles(), bar::preview).assertEachFrame(stage.seen(page + "-" + form));
            assertThat(tab.errors()).isEmpty();
        }
        assertThat(stage.missing(form)).isEmpty();
    }
}
