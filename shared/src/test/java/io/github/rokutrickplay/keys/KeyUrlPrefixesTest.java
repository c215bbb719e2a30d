package io.github.rokutrickplay.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyUrlPrefixesTest {

    private static final KeyUrlPrefixes PREFIXES = KeyUrlPrefixes.parse(
                    "https://keys.example.com/films/, https://other.example.com:8443/")
            .orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://keys.example.com/films/1.key",
                "https://keys.example.com/films/a/b?token=../../x",
                "https://KEYS.example.com:443/films/1.key",
                "HTTPS://keys.example.com/films/a%20b..c",
                "https://other.example.com:8443/anything"
            })
    void allowsWhatBeginsWithOneOfThem(String url) {
        assertThat(PREFIXES.allowed(url)).contains(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://keys.example.com/films/1.key",
                "https://keys.example.com/other/1.key",
                "https://keys.example.com/films",
                "https://keys.example.com.evil.com/films/1.key",
                "https://keys.example.com@evil.com/films/1.key",
                "https://user@keys.example.com/films/1.key",
                "https://keys.example.com:8443/films/1.key",
                "https://keys.example.com/films/../secret",
                "https://keys.example.com/films/%2e%2E/secret",
                "https://keys.example.com/films/..%2fsecret",
                "https://keys.example.com/films/..%5Csecret",
                "https://keys.example.com/films/..\\secret",
                "https://keys.example.com/films/..;x/secret",
                "https://keys.example.com/films/%252e%252e/secret",
                "https://keys.example.com/films/%0d%0aHost:%20x",
                "https://keys.example.com/films/1.key#x",
                "//keys.example.com/films/1.key",
                "https:keys.example.com/films/1.key",
                "skd://keys.example.com/films/1.key"
            })
    void refusesAllElse(String url) {
        assertThat(PREFIXES.allowed(url)).isEmpty();
        assertThat(KeyUrlPrefixes.NONE.allowed(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://keys.example.com",
                "http://keys.example.com/",
                "https://user@keys.example.com/",
                "https://keys.example.com/a/../b/",
                "https://keys.example.com/?a=",
                "keys.example.com/",
                "https://keys.example.com/,",
                "*"
            })
    void isNotMadeOfWhatIsNoHttpsUrlWithAPath(String text) {
        assertThat(KeyUrlPrefixes.parse(text)).isEmpty();
    }

    @Test
    void allowsNothingByDefault() {
        assertThat(KeyUrlPrefixes.NONE.allowed("https://keys.example.com/films/1.key"))
                .isEmpty();
    }
}
