package io.github.rokutrickplay.players;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** shaka-player: image playlists, image sequences, MPDs and WebVTT, by the calls that its seek bar makes. */
@ExtendWith(StageExtension.class)
final class ShakaIT {

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"IMAGES", "IMAGES_WITH_DISCONTINUITY", "SHEETS", "SHEETS_WITH_DISCONTINUITY"})
    void showsImagePlaylists(Form form, Stage stage) {
        assertTracks(form, stage, stage.film(form) + NumberedFilm.MAIN_PLAYLIST);
    }

    @Test
    void showsImageSequences(Stage stage) {
        assertTracks(Form.MJPEG, stage, stage.film(Form.MJPEG) + NumberedFilm.MAIN_PLAYLIST);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"DASH", "DASH_SHEETS"})
    void showsMpds(Form form, Stage stage) {
        assertTracks(form, stage, stage.film(form) + Mpd.NAME);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"IMAGES", "SHEETS"})
    void showsWebVtt(Form form, Stage stage) {
        String folder = stage.film(form);
        for (Size size : Size.values()) {
            try (Tab tab = stage.open("shaka.html")) {
                JsonNode tracks = tab.call("load", folder + Mpd.NAME, folder + size.webVtt());
                assertThat(tracks).hasSize(1);
                assertThumbnails(tab, tracks.get(0), size, stage.seen("shaka-vtt-" + form + "-" + size));
            }
        }
        assertThat(stage.missing(form)).isEmpty();
    }

    private static void assertTracks(Form form, Stage stage, String address) {
        try (Tab tab = stage.open("shaka.html")) {
            List<JsonNode> tracks = new ArrayList<>();
            tab.call("load", address).forEach(tracks::add);
            tracks.removeIf(track -> track.path("codecs").asText().equals("mjpg") != (form == Form.MJPEG));
            assertThat(tracks).hasSize(Size.values().length);
            Iterator<JsonNode> smallestFirst = tracks.iterator();
            for (Size size : Size.values()) {
                assertThumbnails(tab, smallestFirst.next(), size, stage.seen("shaka-" + form + "-" + size));
            }
        }
        assertThat(stage.missing(form)).isEmpty();
    }

    private static void assertThumbnails(Tab tab, JsonNode track, Size size, Path seen) {
        int id = track.path("id").asInt();
        Shown.at(NumberedFilm.moments(size), time -> Picture.of(tab.call("thumbnail", id, time)))
                .assertEveryThumbnail(size, seen);
        assertThat(tab.errors()).isEmpty();
    }
}
