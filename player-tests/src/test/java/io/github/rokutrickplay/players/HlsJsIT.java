package io.github.rokutrickplay.players;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** hls.js: image sequences, by its player for them. */
@ExtendWith(StageExtension.class)
final class HlsJsIT {

    @ParameterizedTest
    @EnumSource(Size.class)
    void showsImageSequences(Size size, Stage stage) {
        try (Tab tab = stage.open("hls.html")) {
            JsonNode levels = tab.call("load", stage.film(Form.MJPEG) + NumberedFilm.MAIN_PLAYLIST);
            List<String> sizes = StreamSupport.stream(levels.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            assertThat(sizes)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Size.values()).map(Size::pixels).toList());
            int level = sizes.indexOf(size.pixels());
            Shown.at(NumberedFilm.middles(), time -> Picture.of(tab.call("thumbnail", level, time)))
                    .assertEveryThumbnail(size, stage.seen("hls-" + size));
            assertThat(tab.errors()).isEmpty();
        }
        assertThat(stage.missing(Form.MJPEG)).isEmpty();
    }
}
