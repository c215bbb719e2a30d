package io.github.rokutrickplay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetBoundaryTest {

    private static final S3Location MAIN = S3Location.parse("s3://bucket/content/a/hls/play.m3u8");
    private static final AssetBoundary BOUNDARY = AssetBoundary.of(MAIN, "content/a/");

    @ParameterizedTest
    @CsvSource({
        "low.m3u8,content/a/hls/low.m3u8",
        "./low.m3u8,content/a/hls/low.m3u8",
        "../low.m3u8,content/a/low.m3u8",
        "x/../../low.m3u8,content/a/low.m3u8",
        "/content/a/low.m3u8,content/a/low.m3u8",
        "s3://bucket/content/a/low.m3u8,content/a/low.m3u8",
        "low.m3u8?token=../../x#y,content/a/hls/low.m3u8",
        "my film.m3u8,content/a/hls/my film.m3u8",
        "my%20film.m3u8,content/a/hls/my film.m3u8",
        "a+b.m3u8,content/a/hls/a+b.m3u8",
        "%C3%BC漢.m3u8,content/a/hls/ü漢.m3u8",
        "50%.m3u8,content/a/hls/50%.m3u8",
        "50%%20%zz%2.m3u8,content/a/hls/50% %zz%2.m3u8",
        "100%25%2B1.m3u8,content/a/hls/100%+1.m3u8",
        "e%CC%81\u0301%C3%A9.m3u8,content/a/hls/e\u0301\u0301\u00e9.m3u8",
        "%E9%20.m3u8,content/a/hls/%E9%20.m3u8",
        "https://bucket.s3.eu-west-1.amazonaws.com/content/a/my%20low.m3u8,content/a/my low.m3u8",
        "https://bucket.s3.amazonaws.com/content/a/low.m3u8?X-Amz-Signature=1,content/a/low.m3u8",
        "https://bucket.s3-eu-west-1.amazonaws.com/content/a/low.m3u8,content/a/low.m3u8",
        "https://bucket.s3.dualstack.eu-west-1.amazonaws.com/content/a/low.m3u8,content/a/low.m3u8",
        "https://s3.cn-north-1.amazonaws.com.cn/bucket/content/a/low.m3u8,content/a/low.m3u8",
        "a%2Fb.m3u8,content/a/hls/a/b.m3u8",
        "x//low.m3u8,content/a/hls/x//low.m3u8",
        "..low.m3u8,content/a/hls/..low.m3u8",
        "x/time:10.m3u8,content/a/hls/x/time:10.m3u8"
    })
    void resolvesWhatLiesInside(String uri, String key) {
        assertThat(BOUNDARY.resolve(MAIN, uri)).isEqualTo(new S3Location("bucket", key));
    }

    @Test
    void takesTheFolderOfAPlaylistAsItIsAndDecodesOnlyWhatTheUriAdds() {
        S3Location playlist = S3Location.parse("s3://bucket/content/100%25 a+b/%20/play.m3u8");

        assertThat(AssetBoundary.of(playlist, "content/").resolve(playlist, "../x%20y/low.m3u8"))
                .isEqualTo(S3Location.parse("s3://bucket/content/100%25 a+b/x y/low.m3u8"));
    }

    @Test
    void canTakeInTheWholeBucketButNoOther() {
        assertThat(BOUNDARY.wholeBucket().resolve(MAIN, "/keys/1.key").key()).isEqualTo("keys/1.key");
        assertThatThrownBy(() -> BOUNDARY.wholeBucket().resolve(MAIN, "s3://other/keys/1.key"))
                .isInstanceOf(PermanentFailure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd,own bucket",
        "FILE:/etc/passwd,own bucket",
        "http://169.254.169.254/latest/meta-data,own bucket",
        "https://example.com/a.m3u8,own bucket",
        "//example.com/a.m3u8,own bucket",
        "data:text/plain;base64;aaaa,own bucket",
        "concat:a.ts|b.ts,own bucket",
        "s3://other/content/a/low.m3u8,another bucket",
        "s3://other,another bucket",
        "s3://bucket,names no object",
        "https://bucket@s3.amazonaws.com/content/a/low.m3u8,own bucket",
        "https://bucket.s3.amazonaws.com:8443/content/a/low.m3u8,own bucket",
        "https://bucket.s3.amazonaws.com.example.com/content/a/low.m3u8,own bucket",
        "https://bucket.s3.evil.example.com/content/a/low.m3u8,own bucket",
        "https://other.s3.amazonaws.com/content/a/low.m3u8,own bucket",
        "https://s3.amazonaws.com/other/content/a/low.m3u8,own bucket",
        "https://s3.amazonaws.com/bucket2/content/a/low.m3u8,own bucket",
        "https://s3.amazonaws.com/bucket/content/b/low.m3u8,outside the asset's folder",
        "https://s3.amazonaws.com/bucket/content/a/%2e%2e/b/low.m3u8,outside the asset's folder",
        "http://bucket.s3.amazonaws.com/content/a/low.m3u8,own bucket",
        "S3://bucket/content/a/low.m3u8,own bucket",
        "../../b/low.m3u8,outside the asset's folder",
        "%2e%2e/%2E%2e/b/low.m3u8,outside the asset's folder",
        "..%2f..%2fb/low.m3u8,outside the asset's folder",
        "/content/ab/low.m3u8,outside the asset's folder",
        "/content/a/,outside the asset's folder",
        "../../../../low.m3u8,out of the bucket",
        "'',outside the asset's folder",
        "a%0Ab.m3u8,names no object",
        "a%00.m3u8,names no object"
    })
    void refusesWhatLeadsOutside(String uri, String reason) {
        AssetBoundary narrow = new AssetBoundary("bucket", List.of("content/a/"));
        S3Location playlist = uri.isEmpty() ? MAIN.withKey("content/a/play.m3u8") : MAIN;

        assertThatThrownBy(() -> narrow.resolve(playlist, uri))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(playlist.toString());
    }

    @Test
    void takesInTheMainPlaylistsFolderWhereThatLiesElsewhere() {
        S3Location main = S3Location.parse("s3://bucket/manifests/a/play.m3u8");
        AssetBoundary boundary = AssetBoundary.of(main, "content/a/");

        assertThat(boundary.folders()).containsExactly("content/a/", "manifests/a/");
        assertThat(boundary.resolve(main, "low.m3u8").key()).isEqualTo("manifests/a/low.m3u8");
        assertThat(boundary.resolve(main, "../../content/a/low.m3u8").key()).isEqualTo("content/a/low.m3u8");
        assertThatThrownBy(() -> boundary.resolve(main, "../b/low.m3u8")).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void isTheWholeBucketForAnAssetAtItsRoot() {
        AssetBoundary boundary = AssetBoundary.of(S3Location.parse("s3://bucket/play.m3u8"), "");

        assertThat(boundary.resolve(S3Location.parse("s3://bucket/play.m3u8"), "x/low.m3u8")
                        .key())
                .isEqualTo("x/low.m3u8");
    }

    private static PublicUrlPrefixes publicUrls(String value) {
        return PublicUrlPrefixes.parse(value).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.com/vod/a/my%20low.m3u8?Signature=../x,content/a/my low.m3u8",
        "HTTPS://CDN.example.com:443/vod/a/low.m3u8#x,content/a/low.m3u8",
        "//cdn.example.com/vod/a/low.m3u8,content/a/low.m3u8",
        "https://cdn.example.com/%76od/a%2Flow.m3u8,content/a/low.m3u8",
        "https://cdn.example.com/vod/a/..low.m3u8,content/a/..low.m3u8",
        "https://cdn.example.com/vod/special/low.m3u8,content/a/special/low.m3u8",
        "http://cdn.example.com:8080/content/a/low.m3u8,content/a/low.m3u8"
    })
    void takesAPublicUrlForTheObjectThatItStandsFor(String uri, String key) {
        AssetBoundary boundary = AssetBoundary.of(
                MAIN,
                "content/a/",
                publicUrls("https://cdn.example.com/vod/=s3://bucket/content/ ,"
                        + " https://cdn.example.com/vod/special/=s3://bucket/content/a/special/,"
                        + "http://cdn.example.com:8080/=s3://bucket/"));

        assertThat(boundary.resolve(MAIN, uri)).isEqualTo(new S3Location("bucket", key));
        assertThat(boundary.wholeBucket().resolve(MAIN, uri).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.com/vod/b/low.m3u8,outside the asset's folder",
        "https://cdn.example.com/vod/,outside the asset's folder",
        "https://cdn.example.com/vod/a/../a/low.m3u8,its path holds '.' or '..'",
        "https://cdn.example.com/vod/a/%2e%2E%2fb/low.m3u8,its path holds '.' or '..'",
        "https://cdn.example.com/vod/../secret/a.ts,its path holds '.' or '..'",
        "https://cdn.example.com/vodka/a/low.m3u8,own bucket",
        "http://cdn.example.com/vod/a/low.m3u8,own bucket",
        "https://cdn.example.com:8443/vod/a/low.m3u8,own bucket",
        "https://user@cdn.example.com/vod/a/low.m3u8,own bucket",
        "https://cdn.example.com.evil.example.com/vod/a/low.m3u8,own bucket",
        "https://cdn.example.com\\@evil.example.com/vod/a/low.m3u8,own bucket",
        "https://cdn.example.com/vod/a/%0A.m3u8,names no object",
        "https://other.example.com/low.m3u8,by PUBLIC_URL_PREFIXES it is in s3://other"
    })
    void refusesPublicUrlsThatLeadOutside(String uri, String reason) {
        AssetBoundary boundary = AssetBoundary.of(
                MAIN,
                "content/a/",
                publicUrls("https://cdn.example.com/vod/=s3://bucket/content/,https://other.example.com/=s3://other/"));

        assertThatThrownBy(() -> boundary.resolve(MAIN, uri))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "https://d111.cloudfront.net/content/a/hls/low.m3u8?x=1,https://d111.cloudfront.net/=s3://bucket/",
        "https://d111.cloudfront.net/content/a/other/low.m3u8,https://d111.cloudfront.net/=s3://bucket/",
        "https://cdn.example.com/vod/a/hls/low.m3u8,https://cdn.example.com/vod/=s3://bucket/content/",
        "//cdn.example.com:8443/hls/low.m3u8,https://cdn.example.com:8443/=s3://bucket/content/a/",
        "http://cdn.example.com/1/low.m3u8,http://cdn.example.com/=s3://bucket/",
    })
    void namesTheVariableAndTheValueThatWouldDo(String uri, String value) {
        assertThatThrownBy(() -> BOUNDARY.resolve(MAIN, uri))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageEndingWith("; if this URL serves the bucket, set PUBLIC_URL_PREFIXES=" + value);
        PublicUrlPrefixes others = publicUrls("https://other.example.com/=s3://bucket/");
        assertThatThrownBy(() -> AssetBoundary.of(MAIN, "content/a/", others).resolve(MAIN, uri))
                .hasMessageEndingWith("PUBLIC_URL_PREFIXES=https://other.example.com/=s3://bucket/," + value);
        assertThat(PublicUrlPrefixes.parse(value)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example.com/=s3://bucket",
                "https://cdn.example.com=s3://bucket/",
                "https://cdn.example.com/vod=s3://bucket/",
                "https://cdn.example.com/vod/=s3://bucket/content",
                "https://cdn.example.com/vod/=bucket/",
                "https://cdn.example.com/vod/?a=s3://bucket/",
                "https://user@cdn.example.com/vod/=s3://bucket/",
                "https://cdn.example.com/a/../=s3://bucket/",
                "https://cdn.example.com/=s3://bucket/../",
                "https://cdn.example.com/=s3://bucket//",
                "https://cdn.example.com/=s3://b/",
                "ftp://cdn.example.com/=s3://bucket/",
                "https://cdn.example.com/=s3://bucket/,",
                "https://cdn.example.com/=s3://bucket/,nothing",
                "https://cdn.example.com/=s3://bucket/,https://CDN.example.com:443/=s3://other/",
                "https://cdn.example.com/"
            })
    void isConfiguredByPairsOfWhichEachSideEndsInASlash(String value) {
        assertThat(PublicUrlPrefixes.parse(value)).isEmpty();
    }

    @Test
    void takesACommaWithinAPairForAPartOfIt() {
        assertThat(publicUrls("https://cdn.example.com/a,b/=s3://bucket/c,d/,https://x.example.com/=s3://bucket/e/"))
                .isEqualTo(new PublicUrlPrefixes(List.of(
                        new PublicUrlPrefixes.Prefix("https://cdn.example.com/a,b/", "bucket", "c,d/"),
                        new PublicUrlPrefixes.Prefix("https://x.example.com/", "bucket", "e/"))));
    }
}
