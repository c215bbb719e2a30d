package io.github.rokutrickplay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlPathTest {

    @ParameterizedTest
    @CsvSource({
        "a/b/,a/b/thumbs_320x180.m3u8,thumbs_320x180.m3u8",
        "'',thumbs_320x180.m3u8,thumbs_320x180.m3u8",
        "'',a/b/t.m3u8,a/b/t.m3u8",
        "a/b/,t.m3u8,../../t.m3u8",
        "a/b/hls/,a/b/t.m3u8,../t.m3u8",
        "a/,a/b/t.m3u8,b/t.m3u8",
        "a/b/,a/c/t.m3u8,../c/t.m3u8",
        "a/b/,a/bc/t.m3u8,../bc/t.m3u8",
        "a/,a//t.m3u8,.//t.m3u8",
        "a/,a/x y/ü.jpg,x%20y/%C3%BC.jpg",
        "a/,a/50%.jpg,50%25.jpg",
        "a/,a/1+1:2?#*.jpg,1%2B1%3A2%3F%23%2A.jpg",
        "a/,'a/\"{$x}.jpg',%22%7B$x%7D.jpg",
        "a/,'a/it''s (1), ok.jpg','it''s%20(1),%20ok.jpg'"
    })
    void namesAnObjectAsAPlaylistWould(String folder, String key, String uri) {
        assertThat(UrlPath.relative(folder, key)).isEqualTo(uri);
        assertThat(resolve(folder, uri)).isEqualTo(key);
    }

    private static String resolve(String folder, String uri) {
        return new AssetBoundary("bucket", List.of(""))
                .resolve(new S3Location("bucket", folder + "play.m3u8"), uri)
                .key();
    }

    @Test
    void makesUrlPathsWithoutAWildcardInThem() {
        assertThat(UrlPath.absolute("a b/50*.m3u8")).isEqualTo("/a%20b/50%2A.m3u8");
        assertThat(UrlPath.absolute("play.m3u8")).isEqualTo("/play.m3u8");
    }
}
