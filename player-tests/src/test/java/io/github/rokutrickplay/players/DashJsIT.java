package io.github.rokutrickplay.players;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** dash.js: the images of an MPD. */
@ExtendWith(StageExtension.class)
final class DashJsIT {

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"DASH", "DASH_SHEETS"})
    void showsMpds(Form form, Stage stage) {
        try (Tab tab = stage.open("dash.html")) {
            JsonNode representations = tab.call("load", stage.film(form) + Mpd.NAME);
            assertThat(representations).hasSize(Size.values().length);
            Iterator<JsonNode> smallestFirst = representations.iterator();
            for (Size size : Size.values()) {
                String id = smallestFirst.next().path("id").asText();
                Shown.at(NumberedFilm.moments(size), time -> Picture.of(tab.call("thumbnail", id, time)))
                        .assertEveryThumbnail(size, stage.seen("dash-" + form + "-" + size));
            }
            assertThat(tab.errors()).isEmpty();
        }
        assertThat(stage.missing(form)).isEmpty();
    }
}
