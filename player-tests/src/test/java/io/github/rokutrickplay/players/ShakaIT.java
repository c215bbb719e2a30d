package io.github.rokutrickplay.players;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
            names = {"IMAGES", "SHEETS"})
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

    private static void assertTracks(Form form, Stage stage, String address) {
        try (Tab tab = stage.open("shaka.html")) {
            List<JsonNode> tracks = new ArrayList<>();
            tab.call("load", address).forEach(tracks::add);
            tracks.removeIf(track -> track.path("codecs").asText().equals("mjpg") != (form == Form.MJPEG));
            assertThat(tracks).hasSize(Size.values().length);
            Iterator<JsonNode> smallestFirst = tracks.iterator();
            for (Size size : Size.values()) {
                JsonNode track = smallestFirst.next();
                Shown.at(
                                NumberedFilm.moments(),
                                time -> Tab.picture(
                                        tab.call("thumbnail", track.path("id").asInt(), time)
                                                .asText()))
                        .assertEveryThumbnail(size, stage.seen("shaka-" + form + "-" + size));
            }
            assertThat(tab.errors()).isEmpty();
        }
        assertThat(stage.missing(form)).isEmpty();
    }
}
