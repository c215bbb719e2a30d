package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.UpdaterMessage;
import io.github.rokutrickplay.metrics.Metric;
import io.github.rokutrickplay.metrics.RecordingMetrics;
import io.github.rokutrickplay.notify.RecordingNotifier;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that ask for a film only if it has changed. */
final class EarlierRunTest {

    private static final String EVENT = """
            {"time":"2026-09-14T18:07:36Z","detail":{"eventType":"JOB_COMPLETE","onlyIfChanged":true,"mediaKey":"film",
              "mediaKeyId":"content/video123/","outputGroupDetails":[{"outputDetails":[{"outputFilePaths":
              ["s3://bucket/content/video123/play.m3u8"]}]}]}}""";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();
    private final RecordingMetrics metrics = new RecordingMetrics();

    @BeforeEach
    void makeIt() {
        TestAsset.putInto(store, TestAsset.MAIN);
        assertThat(run(Map.of()).assets()).hasSize(1);
        queue.sent.clear();
    }

    private EventWork.Outcome run(Map<String, String> variables) {
        FakeExtractor extractor = TestAsset.namesForPictures(
                TestAsset.config(variables).thumbnails().boxes());
        return new EventWork(
                        new GenerateTrickPlay(store, queue, extractor, TestAsset.config(variables)),
                        new DeadLetters(
                                queue, Optional.of(TestAsset.DLQ), new RecordingNotifier(), "trick-play-generator"),
                        metrics)
                .run(EVENT, "r");
    }

    /** As the updater does. */
    private void publish() {
        append("#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,RESOLUTION=320x180,CODECS=\"jpeg\",URI=\"thumbs_320x180.m3u8\"\n");
        put("thumbs_320x180.m3u8", "#EXTM3U");
    }

    private void append(String line) {
        store.putText(TestAsset.MAIN, store.text(TestAsset.MAIN) + line, "application/vnd.apple.mpegurl");
    }

    private void put(String name, String text) {
        store.putText(at(name), text, "text/plain");
    }

    private static S3Location at(String name) {
        return TestAsset.MAIN.withKey("content/video123/" + name);
    }

    @Test
    void makesNothingAndWritesNothingWhereAllIsAsItShouldBe() {
        publish();
        metrics.due.clear();
        store.journal.clear();

        EventWork.Outcome outcome = run(Map.of());

        assertThat(outcome.upToDate()).containsExactly("film");
        assertThat(outcome.assets()).isEmpty();
        assertThat(queue.sent).isEmpty();
        String folder = "s3://bucket/content/video123/";
        assertThat(store.journal)
                .containsExactly(
                        "find " + folder + "play.m3u8",
                        "find " + folder + "360.m3u8",
                        "find " + folder + "thumbs/film.index.json",
                        "find " + folder + "play.m3u8",
                        "findRange " + folder + "thumbs_320x180.m3u8 1@0");
        assertThat(metrics.due)
                .containsEntry(
                        Instant.parse("2026-09-14T18:07:36Z"),
                        Map.of(Metric.ASSETS_DUE, 1L, Metric.PUBLICATIONS_DUE, 1L, Metric.PUBLICATIONS_ENDED, 1L));
    }

    @Test
    void publishesWhatIsMadeAndNotAnnounced() {
        EventWork.Outcome outcome = run(Map.of());

        assertThat(outcome.upToDate()).containsExactly("film");
        assertThat(outcome.assets()).isEmpty();
        assertThat(queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(((ManifestMessage) UpdaterMessage.read(sent.body())).indexUrl())
                        .isEqualTo("s3://bucket/content/video123/thumbs/film.index.json"));
    }

    @Test
    void hasNoCacheClearedWhereTheEventsSenderDoes() {
        EventWork work = new EventWork(
                new GenerateTrickPlay(
                        store,
                        queue,
                        TestAsset.namesForPictures(
                                TestAsset.config().thumbnails().boxes()),
                        TestAsset.config()),
                new DeadLetters(queue, Optional.of(TestAsset.DLQ), new RecordingNotifier(), "trick-play-generator"),
                metrics);

        work.run(EVENT.replace("\"onlyIfChanged\":true", "\"invalidation\":\"deferred\""), "r");

        assertThat(queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(((ManifestMessage) UpdaterMessage.read(sent.body())).invalidation())
                        .isEqualTo("deferred"));
    }

    @Test
    void publishesWhatIsAnnouncedAndNotThere() {
        publish();
        store.delete(List.of(at("thumbs_320x180.m3u8")));

        assertThat(run(Map.of()).upToDate()).hasSize(1);
        assertThat(queue.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    THUMBNAIL_INTERVAL | 5
                    THUMBNAIL_QUALITY  | 3
                    THUMBNAIL_FRAME    | keyframe
                    THUMBNAIL_UPSCALE  | true
                    THUMBNAIL_TILES    | 3x3
                    THUMBNAIL_SIZES    | 320x180,854x480
                    THUMBNAIL_WIDTH    | 300
                    MJPEG_ENABLED      | true
                    BIF_ENABLED        | true
                    """)
    void makesItAnewWithOtherSettingsAndThenNoMore(String variable, String value) {
        publish();

        assertThat(run(Map.of(variable, value)).assets()).hasSize(1);
        assertThat(run(Map.of(variable, value)).assets()).isEmpty();
    }

    @Test
    void publishesADocumentThatIsAskedForAndNotThere() {
        publish();

        assertThat(run(Map.of("WEBVTT_ENABLED", "true")).upToDate()).hasSize(1);
        assertThat(queue.sent).hasSize(1);
        queue.sent.clear();
        put("thumbs_320x180.vtt", "WEBVTT");
        assertThat(run(Map.of("WEBVTT_ENABLED", "true")).upToDate()).hasSize(1);
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void isContentWithMoreThanIsAskedFor() {
        publish();
        run(Map.of("MJPEG_ENABLED", "true", "BIF_ENABLED", "true", "THUMBNAIL_SIZES", "320x180,640x360,854x480"));
        queue.sent.clear();

        assertThat(run(Map.of()).upToDate()).containsExactly("film");
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void makesItAnewOfAnotherSource() {
        publish();
        String playlist = store.text(at("360.m3u8"));
        put("360.m3u8", playlist.replace("#EXT-X-TARGETDURATION:12", "#EXT-X-TARGETDURATION:13"));

        assertThat(run(Map.of()).assets()).hasSize(1);
    }

    @Test
    void makesItAnewWhereTheIndexCannotBeRead() {
        publish();
        put("thumbs/film.index.json", "{\"version\":99}");

        assertThat(run(Map.of()).assets()).hasSize(1);
    }
}
