package io.github.rokutrickplay.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InvalidationPathTest {

    @ParameterizedTest
    @CsvSource({
        "/content/video123/play.m3u8,/content/video123/play.m3u8",
        "/content/video123/thumbs/*,/content/video123/thumbs/*",
        "/*,/*",
        "/a b/ü.m3u8,/a%20b/%C3%BC.m3u8",
        "/a%20b/50%25.m3u8,/a%20b/50%25.m3u8",
        "/50%.m3u8,/50%25.m3u8",
        "/50%2,/50%252",
        "/50%zz,/50%25zz",
        "/a[1]{2}<3>|^`\\,/a%5B1%5D%7B2%7D%3C3%3E%7C%5E%60%5C",
        "/a(1)!@:+&=$;',/a(1)!@:+&=$;'",
        "/a?size=1&x=*,/a?size=1&x=*",
        "/😀,/%F0%9F%98%80"
    })
    void encodesWhatIsUnsafeAndNothingElse(String path, String expected) {
        InvalidationPath parsed = InvalidationPath.parse(path);

        assertThat(parsed.text()).isEqualTo(expected);
        assertThat(InvalidationPath.parse(expected)).isEqualTo(parsed);
    }

    /** A tilde is refused as it is, and encoded clears nothing; an asterisk clears only what begins with what is before it. */
    @ParameterizedTest
    @CsvSource({
        "/content/play~1.m3u8,/content/play*",
        "/content/play%7E1.m3u8,/content/play*",
        "/content/play%7e1.m3u8,/content/play*",
        "/content/~play.m3u8,/content/*",
        "/content/a b~1~2.m3u8?x=1,/content/a%20b*",
        "/content/play.m3u8?user=~me/1,/content/play.m3u8?user=*",
        "/content/thumbs/film~1*,/content/thumbs/film*",
        "/content/a*b.m3u8,/content/a*",
        "/content/a**,/content/a*",
        "/play~1.m3u8,/play*"
    })
    void coversWhatCloudFrontWouldRefuseByAWildcardInItsFolder(String path, String expected) {
        assertThat(InvalidationPath.parse(path)).isEqualTo(new InvalidationPath(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "/content/film~1/play.m3u8,'~',/content/film*",
        "/content/film%7E1/thumbs/*,'~',/content/film*",
        "/~films/play.m3u8,'~',/*",
        "/~play.m3u8,'~',/*",
        "/content/*/play.m3u8,'*',/content/*"
    })
    void doesNotClearMoreThanTheFolderOfThePath(String path, String character, String wider) {
        assertThatThrownBy(() -> InvalidationPath.parse(path))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("path '" + path + "' cannot be invalidated")
                .hasMessageContaining("'" + character + "'")
                .hasMessageContaining("'" + wider + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "content/play.m3u8", "https://example.com/a", "/a\nb", "/a\u0000"})
    void refusesWhatCloudFrontWouldRefuse(String path) {
        assertThatThrownBy(() -> InvalidationPath.parse(path))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("cannot be invalidated");
    }

    @Test
    void countsTheCharactersAsTheyAreSent() {
        assertThat(InvalidationPath.parse("/" + "a".repeat(3999)).text()).hasSize(4000);
        assertThatThrownBy(() -> InvalidationPath.parse("/" + "ü".repeat(700)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("longer than 4000");
    }

    @Test
    void coversWhatStartsWithAWildcardsPrefix() {
        InvalidationPath wildcard = InvalidationPath.parse("/a/thumbs/*");

        assertThat(wildcard.covers(InvalidationPath.parse("/a/thumbs/1.jpg"))).isTrue();
        assertThat(wildcard.covers(InvalidationPath.parse("/a/thumbs/b/*"))).isTrue();
        assertThat(wildcard.covers(InvalidationPath.parse("/a/thumbs_320x180.m3u8")))
                .isFalse();
        assertThat(wildcard.covers(wildcard)).isFalse();
        assertThat(InvalidationPath.parse("/a").covers(InvalidationPath.parse("/a/b")))
                .isFalse();
    }
}
