package io.github.rokutrickplay.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttributeListTest {

    @Test
    void readsValuesWithAndWithoutQuotes() {
        AttributeList list = AttributeList.parse(
                "BANDWIDTH=800000,CODECS=\"avc1.64001e,mp4a.40.2\", RESOLUTION=640x360 ,X-A=\"a=b\",EMPTY=\"\",NONE=");

        assertThat(list.values())
                .containsExactly(
                        Map.entry("BANDWIDTH", "800000"),
                        Map.entry("CODECS", "avc1.64001e,mp4a.40.2"),
                        Map.entry("RESOLUTION", "640x360"),
                        Map.entry("X-A", "a=b"),
                        Map.entry("EMPTY", ""),
                        Map.entry("NONE", ""));
        assertThat(list.find("CODEC")).isEmpty();
    }

    @Test
    void holdsNothingWhereNothingIs() {
        assertThat(AttributeList.parse("").values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=1,A=2        | attribute A stands twice",
                "A=1,b=2        | 'b=2' is not NAME=value",
                "A=\"open       | is not NAME=value",
                "A=\"x\"y,B=1   | is not NAME=value",
                "just text      | 'just text' is not NAME=value"
            })
    void refusesWhatIsNoList(String text, String reason) {
        assertThatThrownBy(() -> AttributeList.parse(text))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void namesTheAttributeThatIsMissing() {
        assertThatThrownBy(() -> AttributeList.parse("A=1").require("URI"))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessage("attribute URI is missing");
    }
}
