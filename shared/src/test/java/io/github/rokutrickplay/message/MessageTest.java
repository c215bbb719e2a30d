package io.github.rokutrickplay.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.Resolution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageTest {

    private static final AssetNames NAMES = AssetNames.of("video-id", "content/video123", "thumbs");

    @Test
    void writesAManifestMessageWithTheSeedsFields() {
        ManifestMessage message = new ManifestMessage(
                "unique-video-id",
                "content/video123/",
                "s3://bucket/content/video123/play.m3u8",
                List.of("content/video123/thumbs/video-id_small.00001.jpg"),
                List.of("content/video123/thumbs/video-id_big.00001.jpg"),
                "r1",
                null,
                null,
                null);

        assertThat(message.toJson())
                .isEqualTo("{\"media_key\":\"unique-video-id\",\"media_path\":\"content/video123/\","
                        + "\"hls_url\":\"s3://bucket/content/video123/play.m3u8\","
                        + "\"small_thumbnails\":[\"content/video123/thumbs/video-id_small.00001.jpg\"],"
                        + "\"big_thumbnails\":[\"content/video123/thumbs/video-id_big.00001.jpg\"],"
                        + "\"request_id\":\"r1\"}");
        assertThat(Json.read(message.toJson(), ManifestMessage.class, "it")).isEqualTo(message);
    }

    @Test
    void namesMpdsWhereThereAreSome() {
        List<String> mpds = List.of("s3://bucket/content/video123/play.mpd");
        List<String> keys = IntStream.range(0, 5000)
                .mapToObj(i -> NAMES.imageKey("small", i + 1))
                .toList();
        ManifestMessage message =
                new ManifestMessage("a", "", "s3://b/c", keys, null, null, null, null, null).withDashUrls(mpds);
        ManifestMessage without =
                new ManifestMessage("a", "", "s3://b/c", null, null, null, null, null, null).withDashUrls(List.of());

        assertThat(Json.read(message.toJson(), ManifestMessage.class, "it"))
                .isEqualTo(new ManifestMessage("a", "", "s3://b/c", null, null, null, null, null, null)
                        .withDashUrls(mpds));
        assertThat(without.toJson()).doesNotContain("dash_urls");
        assertThat(Json.read(without.toJson(), ManifestMessage.class, "it")).isEqualTo(without);
    }

    @Test
    void writesAnInvalidationMessageWithTheSeedsFields() {
        InvalidationMessage message = new InvalidationMessage(
                "unique-video-id", "content/video123/", List.of("/content/video123/play.m3u8"), "r1", null, null);

        assertThat(Json.write(message))
                .isEqualTo("{\"media_key\":\"unique-video-id\",\"media_path\":\"content/video123/\","
                        + "\"paths_to_invalidate\":[\"/content/video123/play.m3u8\"],\"request_id\":\"r1\"}");
        assertThat(Json.read(Json.write(message), InvalidationMessage.class, "it"))
                .isEqualTo(message);
    }

    @Test
    void leavesTheListsOutOfAMessageThatWouldBeTooLarge() {
        List<String> keys = IntStream.range(0, 2500)
                .mapToObj(i -> NAMES.imageKey("small", i + 1))
                .toList();
        ManifestMessage fits = message(keys, List.of());
        ManifestMessage tooLarge = message(keys, keys);

        assertThat(Json.read(fits.toJson(), ManifestMessage.class, "it")).isEqualTo(fits);
        ManifestMessage sent = Json.read(tooLarge.toJson(), ManifestMessage.class, "it");
        assertThat(tooLarge.toJson().getBytes(UTF_8)).hasSizeLessThan(1000);
        assertThat(sent.smallThumbnails()).isNull();
        assertThat(sent.bigThumbnails()).isNull();
        assertThat(sent.indexUrl()).isEqualTo(tooLarge.indexUrl());
        assertThat(sent.requestId()).isEqualTo("r1");
        assertThat(sent.jobId()).isEqualTo("job-1");
        assertThat(sent.happenedAt()).contains(Instant.parse("2026-09-14T18:07:36Z"));
    }

    private static ManifestMessage message(List<String> small, List<String> big) {
        return new ManifestMessage(
                "video-id",
                "content/video123/",
                "s3://bucket/content/video123/play.m3u8",
                small,
                big,
                "r1",
                "s3://bucket/content/video123/thumbs/video-id.index.json",
                "job-1",
                "2026-09-14T18:07:36Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"event_time\":\"yesterday\""})
    void doesWithoutTheTimeOfTheEvent(String field) {
        String json = "{\"media_key\":\"a\",\"media_path\":\"\",\"hls_url\":\"s3://b/c\"" + field + "}";

        assertThat(Json.read(json, ManifestMessage.class, "it").happenedAt()).isEmpty();
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        ManifestMessage message = Json.read(
                "{\"media_key\":\"a\",\"media_path\":\"\",\"hls_url\":\"s3://b/c\",\"colour\":{\"red\":[1]}}",
                ManifestMessage.class,
                "it");

        assertThat(message).isEqualTo(new ManifestMessage("a", "", "s3://b/c", null, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{\"media_key\":\"a\",\"media_path\":\"b\"}",
                "{\"media_key\":{},\"media_path\":\"b\",\"hls_url\":\"c\"}",
                "{\"media_key\":\"a\",\"media_path\":\"b\",\"hls_url\":\"c\",\"small_thumbnails\":[null]}",
                "{\"media_key\":\"a\",\"media_path\":\"b\",\"hls_url\":\"c\",\"small_thumbnails\":\"d\"}"
            })
    void refusesWhatIsNoMessage(String json) {
        assertThatThrownBy(() -> Json.read(json, ManifestMessage.class, "the message"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("the message ");
    }

    @Test
    void namesTheFieldsThatAreMissing() {
        assertThatThrownBy(() -> Json.read("{\"media_key\":\"a\"}", ManifestMessage.class, "the message"))
                .hasMessageContaining("needs media_key, media_path and hls_url")
                .hasMessageContaining("hls_url=null");
        assertThatThrownBy(() -> Json.read("{}", InvalidationMessage.class, "the message"))
                .hasMessageContaining("needs paths_to_invalidate");
    }

    @Test
    void keepsTheDigitsOfTimesInAnIndex() {
        ThumbnailIndex index = new ThumbnailIndex(
                1,
                "video-id",
                "content/video123/",
                ThumbnailIndex.Source.ofHls("s3://b/play.m3u8", "s3://b/low.m3u8", "\"e\"", List.of()),
                new BigDecimal("10.00"),
                new BigDecimal("35.480000"),
                List.of(),
                List.of(new ThumbnailIndex.Rendition(
                        "small",
                        320,
                        180,
                        320,
                        134,
                        List.of(new ThumbnailIndex.Image("k", BigDecimal.ZERO, new BigDecimal("10.00"), 5)))));

        assertThat(ThumbnailIndex.ofJson(index.toJson(), "it")).isEqualTo(index);
        assertThat(new String(index.toJson(), UTF_8)).contains("\"duration_seconds\":35.480000", "\"box_width\":320");
    }

    @Test
    void namesEveryKeyAsTheContractHasIt() {
        assertThat(NAMES.imageKey("small", 1)).isEqualTo("content/video123/thumbs/video-id_small.00001.jpg");
        assertThat(NAMES.imageKey("big", 123456)).isEqualTo("content/video123/thumbs/video-id_big.123456.jpg");
        assertThat(NAMES.indexKey()).isEqualTo("content/video123/thumbs/video-id.index.json");
        assertThat(NAMES.imagePlaylistKey(new Resolution(320, 180))).isEqualTo("content/video123/thumbs_320x180.m3u8");
        assertThat(AssetNames.of("a", "", "thumbs").imageKey("small", 1)).isEqualTo("thumbs/a_small.00001.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "'',a/",
        "a/b,a/",
        "..,a/",
        ".,a/",
        "'a\nb',a/",
        "k,/a/",
        "k,../a/",
        "k,a/../b",
        "k,a/./b",
        "k,..",
        "k,'a\u0000'"
    })
    void refusesNamesThatLeadOutOfTheAssetsFolder(String mediaKey, String mediaPath) {
        assertThatThrownBy(() -> AssetNames.of(mediaKey, mediaPath, "thumbs"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("is refused");
    }
}
