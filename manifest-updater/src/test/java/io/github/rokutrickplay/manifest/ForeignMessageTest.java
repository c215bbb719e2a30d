package io.github.rokutrickplay.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of producers that know the seed's fields only, or get them wrong. */
final class ForeignMessageTest {

    private final Film film = new Film();

    private static ManifestMessage read(String json) {
        return Json.read(json, ManifestMessage.class, "the message");
    }

    @Test
    void publishesASeedMessageFromTheStoreAndTheVideo() {
        film.putVideo();

        Published published = film.publisher().publish(read(Film.seedJson()));

        long bytes = Film.jpeg(320, 134).length;
        assertThat(film.store.text(Film.MAIN))
                .contains("#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=" + Math.ceilDiv(bytes * 8, 2) + ",")
                .contains("RESOLUTION=320x134,CODECS=\"jpeg\",URI=\"thumbs_320x180.m3u8\"")
                .contains("RESOLUTION=640x268,CODECS=\"jpeg\",URI=\"thumbs_640x360.m3u8\"");
        assertThat(film.store.text(Film.SMALL))
                .containsSubsequence(
                        "#EXTINF:10,",
                        "thumbs/video-id_small.00001.jpg",
                        "#EXTINF:2,",
                        "thumbs/video-id_small.00002.jpg",
                        "#EXT-X-DISCONTINUITY",
                        "#EXTINF:6,",
                        "thumbs/video-id_small.00002.jpg",
                        "#EXT-X-ENDLIST");
        assertThat(published.images()).isEqualTo(4);
        assertThat(published.surplusImagesDeleted()).isZero();
        assertThat(Json.read(film.queue.sent.getFirst().body(), InvalidationMessage.class, "it")
                        .requestId())
                .isEqualTo("request-7");
    }

    @Test
    void listsTheImagesOnceHoweverManyThereAre() {
        film.putVideo();
        film.store.journal.clear();

        film.publisher().publish(read(Film.seedJson()));

        assertThat(film.store.journal.stream().filter(call -> call.startsWith("list")))
                .containsExactly("list s3://bucket/content/video123/thumbs/");
    }

    @Test
    void publishesOneSizeWhenOnlyThatWasMade() {
        film.putVideo();
        ManifestMessage message = new ManifestMessage(
                "video-id",
                "content/video123",
                Film.MAIN.toString(),
                null,
                List.of(Film.imageKey("big", 1)),
                null,
                null,
                null,
                null);

        assertThat(film.publisher().publish(message).imagePlaylists()).containsExactly(Film.BIG);
        assertThat(film.store.text(Film.BIG)).contains("#EXTINF:12,", "#EXTINF:6,");
    }

    private void putMain(String... lines) {
        film.store.putText(Film.MAIN, "#EXTM3U\n" + String.join("\n", lines) + "\n", "application/vnd.apple.mpegurl");
    }

    private void putPlaylist(String name, String text) {
        film.store.putText(Film.MAIN.withKey("content/video123/" + name), text, "application/vnd.apple.mpegurl");
    }

    private List<String> durations() {
        return film.store
                .text(Film.SMALL)
                .lines()
                .filter(line -> line.startsWith("#EXTINF:"))
                .toList();
    }

    @Test
    void takesTheLengthFromWhicheverVariantTellsIt() {
        film.putVideo();
        putPlaylist("live.m3u8", "#EXTM3U\n#EXTINF:6,\na.ts\n");
        putPlaylist("broken.m3u8", "#EXTM3U\n#EXTINF:six,\na.ts\n#EXT-X-ENDLIST\n");
        putPlaylist("page.m3u8", "<html>");
        List<String> lines = new ArrayList<>();
        for (String uri : List.of(
                "https://cdn.example.com/1080.m3u8",
                "../video9/720.m3u8",
                "gone.m3u8",
                "live.m3u8",
                "broken.m3u8",
                "page.m3u8",
                "{$nothing}.m3u8",
                "play.m3u8")) {
            lines.addAll(List.of("#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=1280x720", uri));
        }
        lines.addAll(List.of("#EXT-X-STREAM-INF:BANDWIDTH=2", "play_720p.m3u8"));
        putMain(lines.toArray(String[]::new));

        assertThat(film.publisher().publish(read(Film.seedJson())).announced()).isTrue();

        assertThat(durations()).containsExactly("#EXTINF:10,", "#EXTINF:2,", "#EXTINF:6,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example.com/720.m3u8",
                "../video9/720.m3u8",
                "gone.m3u8",
                "{$nothing}.m3u8",
                "# no line of its own"
            })
    void letsTheLastImageLastTheIntervalWhereNoVariantTellsTheLength(String uri) {
        putMain("#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=1920x1080", uri);

        assertThat(film.publisher().publish(read(Film.seedJson())).announced()).isTrue();

        assertThat(durations()).containsExactly("#EXTINF:10,", "#EXTINF:10,");
        assertThat(film.store.text(Film.MAIN)).contains("URI=\"thumbs_320x180.m3u8\"");
    }

    @Test
    void takesTheLengthOfTheSizeWithMostImagesWhereNoVariantTellsIt() {
        putMain("#EXT-X-STREAM-INF:BANDWIDTH=9", "gone.m3u8");
        String json = Film.seedJson().replace(", \"content/video123/thumbs/video-id_small.00002.jpg\"", "");

        film.publisher().publish(read(json));

        assertThat(durations()).containsExactly("#EXTINF:20,");
    }

    @Test
    void namesTheImageThatIsMissing() {
        film.putVideo();
        String json = Film.seedJson().replace("video-id_big.00002", "video-id_big.00017");

        assertThatThrownBy(() -> film.publisher().publish(read(json)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("s3://bucket/content/video123/thumbs/video-id_big.00017.jpg")
                .hasMessageContaining("does not exist");
    }

    @Test
    void refusesAMessageThatNamesNoImages() {
        ManifestMessage message = new ManifestMessage(
                "video-id", "content/video123/", Film.MAIN.toString(), List.of(), null, null, null, null, null);

        assertThatThrownBy(() -> film.publisher().publish(message))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("neither index_url nor small_thumbnails");
    }

    @Test
    void refusesAnImageThatIsNone() {
        film.putVideo();
        film.store.putText(Film.MAIN.withKey(Film.imageKey("small", 1)), "<html>", "image/jpeg");

        assertThatThrownBy(() -> film.publisher().publish(read(Film.seedJson())))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("video-id_small.00001.jpg is not an image");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://bucket/content/video123/play.m3u8     | s3://other/content/video123/play.m3u8  | AWS_S3_BUCKET",
                "s3://bucket/content/video123/play.m3u8     | https://example.com/play.m3u8          | hls_url is refused",
                "s3://bucket/content/video123/play.m3u8     | s3://bucket/a/../play.m3u8             | hls_url names",
                "s3://bucket/content/video123/play.m3u8     | s3://bucket/content/video123/gone.m3u8 | gone.m3u8 does not exist",
                "content/video123/thumbs/video-id_small.00001 | content/video9/thumbs/a              | outside the media path",
                "content/video123/thumbs/video-id_small.00001 | content/video123/../video9/a         | small_thumbnails names",
                "unique-video-id                            | ../other                               | media key",
                "\"content/video123/\"                      | \"../content/\"                        | media path"
            })
    void refusesWhatLeadsOutOfTheAsset(String good, String bad, String reason) {
        film.store.journal.clear();

        assertThatThrownBy(() -> film.publisher().publish(read(Film.seedJson().replace(good, bad))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(reason);
        assertThat(film.store.journal).noneMatch(call -> call.startsWith("put") || call.startsWith("replace"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://other/content/video123/thumbs/video-id.index.json | another bucket",
                "s3://bucket/content/video9/thumbs/video-id.index.json  | outside the media path",
                "s3://bucket/content/video123/thumbs/gone.index.json    | does not exist"
            })
    void refusesAnIndexElsewhere(String url, String reason) {
        ManifestMessage message = new ManifestMessage(
                "video-id", "content/video123/", Film.MAIN.toString(), null, null, null, url, null, null);

        assertThatThrownBy(() -> film.publisher().publish(message))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"media_key\":\"video-id\"   | \"media_key\":\"another\"   | media key 'another'",
                "\"duration_seconds\":35.48   | \"duration_seconds\":0      | its duration is 0",
                "\"duration_seconds\":35.48   | \"duration_seconds\":-1     | no time of a presentation",
                "\"time_seconds\":20          | \"time_seconds\":5          | does not come later",
                "thumbs/video-id_small.00003  | ../../video-id_small.00003  | index.json names",
                "\"box_width\":320            | \"box_width\":0             | 0x180",
                "\"version\":1                | \"version\":9               | deploy all three functions",
                "\"time_seconds\":20,         | ''                          | needs key, time_seconds",
                "\"renditions\"               | \"rendition\"               | needs media_key, source",
                "{                            | [                           | cannot be read"
            })
    void refusesAnIndexThatContradictsItself(String good, String bad, String reason) {
        film.store.putText(Film.INDEX, film.store.text(Film.INDEX).replace(good, bad), "application/json");

        assertThatThrownBy(() -> film.publisher().publish(Film.message()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(reason);
    }
}
