package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.mp4.MadeMovie;
import io.github.rokutrickplay.message.RemovalMessage;
import io.github.rokutrickplay.message.UpdaterMessage;
import io.github.rokutrickplay.metrics.Metric;
import io.github.rokutrickplay.metrics.RecordingMetrics;
import io.github.rokutrickplay.notify.RecordingNotifier;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EventWorkTest {

    private static final String TWO_FILMS = """
            {"detail":{"status":"COMPLETE","outputGroupDetails":[
              {"type":"HLS_GROUP","playlistFilePaths":["s3://bucket/one/play.m3u8","s3://bucket/two/play.m3u8"]}]}}""";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();
    private final RecordingNotifier notifier = new RecordingNotifier();
    private final RecordingMetrics metrics = new RecordingMetrics();

    private EventWork work(ObjectStore objects, Optional<String> deadLetterQueue) {
        GenerateTrickPlay useCase = new GenerateTrickPlay(
                objects,
                queue,
                TestAsset.namesForPictures(TestAsset.config().thumbnails().boxes()),
                TestAsset.config());
        return new EventWork(
                useCase, new DeadLetters(queue, deadLetterQueue, notifier, "trick-play-generator"), metrics);
    }

    private EventWork work() {
        return work(store, Optional.of(TestAsset.DLQ));
    }

    @Test
    void doesEveryAssetOfAnEvent() {
        TestAsset.putInto(store, S3Location.parse("s3://bucket/one/play.m3u8"));
        TestAsset.putInto(store, S3Location.parse("s3://bucket/two/play.m3u8"));

        EventWork.Outcome outcome = work().run(TWO_FILMS, "r");

        assertThat(outcome.assets()).extracting(GeneratedAsset::mediaKey).containsExactly("one", "two");
        assertThat(queue.sent).hasSize(2);
    }

    @Test
    void recordsARefusedAssetWithTheEventAndGoesOnWithTheOthers() {
        store.putText(S3Location.parse("s3://bucket/one/play.m3u8"), "", "text/plain");
        TestAsset.putInto(store, S3Location.parse("s3://bucket/two/play.m3u8"));

        EventWork.Outcome outcome = work().run(TWO_FILMS, "r");

        assertThat(outcome.assets()).extracting(GeneratedAsset::mediaKey).containsExactly("two");
        assertThat(outcome.refused()).extracting(EventWork.Refused::what).containsExactly("asset one");
        assertThat(queue.sent)
                .filteredOn(sent -> sent.queueUrl().equals(TestAsset.DLQ))
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.body()).isEqualTo(TWO_FILMS);
                    assertThat(sent.attributes().get(DeadLetters.REASON)).contains("it is empty");
                    assertThat(sent.attributes()).containsEntry(DeadLetters.FUNCTION, "trick-play-generator");
                });
        assertThat(notifier.failures).singleElement().asString().contains("asset one");
    }

    @Test
    void throwsATransientFailureAfterTheOtherAssetsAreDone() {
        TestAsset.putInto(store, S3Location.parse("s3://bucket/one/play.m3u8"));
        TestAsset.putInto(store, S3Location.parse("s3://bucket/two/play.m3u8"));
        EventWork work = work(new FailingPuts(store, "one_small.00001.jpg"), Optional.of(TestAsset.DLQ));

        assertThatThrownBy(() -> work.run(TWO_FILMS, "r")).isInstanceOf(TransientFailure.class);

        assertThat(queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).contains("s3://bucket/two/play.m3u8"));
    }

    @Test
    void countsWhatIsDueWhenAndWhatWasRefusedOfIt() {
        store.putText(S3Location.parse("s3://bucket/one/play.m3u8"), "", "text/plain");
        TestAsset.putInto(store, S3Location.parse("s3://bucket/two/play.m3u8"));

        work().run(TWO_FILMS.replaceFirst("\\{", "{\"time\":\"2026-09-14T18:07:36Z\","), "r");

        assertThat(metrics.due)
                .isEqualTo(Map.of(
                        Instant.parse("2026-09-14T18:07:36Z"),
                        Map.of(Metric.ASSETS_DUE, 2L, Metric.PUBLICATIONS_DUE, 2L, Metric.PUBLICATIONS_ENDED, 1L)));
        assertThat(metrics.sums)
                .containsEntry(Metric.EVENTS_RECEIVED, 1L)
                .containsEntry(Metric.REFUSED, 1L)
                .containsEntry(Metric.ASSETS_GENERATED, 1L)
                .containsKeys(Metric.THUMBNAILS_WRITTEN, Metric.THUMBNAIL_BYTES_WRITTEN, Metric.GENERATE_DURATION);
        assertThat(queue.sent)
                .filteredOn(sent -> !sent.queueUrl().equals(TestAsset.DLQ))
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).contains("\"event_time\":\"2026-09-14T18:07:36Z\""));
    }

    @Test
    void saysOfAFilmThatIsTriedAgainOnlyThatItIsDue() {
        TestAsset.putInto(store, S3Location.parse("s3://bucket/one/play.m3u8"));
        EventWork work = work(new FailingPuts(store, "one_small.00001.jpg"), Optional.of(TestAsset.DLQ));
        String event = """
                {"time":"2026-09-14T18:07:36Z","detail":{"status":"COMPLETE","outputGroupDetails":[
                  {"type":"HLS_GROUP","playlistFilePaths":["s3://bucket/one/play.m3u8"]}]}}""";

        assertThatThrownBy(() -> work.run(event, "r")).isInstanceOf(TransientFailure.class);

        assertThat(metrics.due.get(Instant.parse("2026-09-14T18:07:36Z")))
                .isEqualTo(Map.of(Metric.ASSETS_DUE, 1L, Metric.PUBLICATIONS_DUE, 0L, Metric.PUBLICATIONS_ENDED, 0L));
    }

    @Test
    void refusesAFilmThatTakesLongerThanTheInvocation() {
        TestAsset.putInto(store, S3Location.parse("s3://bucket/one/play.m3u8"));
        TestAsset.putInto(store, S3Location.parse("s3://bucket/two/play.m3u8"));
        Instant start = Instant.parse("2026-09-14T18:07:36Z");
        AtomicInteger asked = new AtomicInteger();
        // Is asked when the invocation begins, twice, and when its first film does; then by that film's thumbnails.
        InvocationDeadline deadline = InvocationDeadline.in(
                Duration.ofMinutes(15),
                () -> asked.incrementAndGet() <= 3 ? start : start.plus(Duration.ofSeconds(885)));
        EventWork work = work();

        assertThatThrownBy(() -> work.run(TWO_FILMS, "r", deadline))
                .as("the second film has another try, with all the time")
                .isInstanceOf(TransientFailure.class);

        assertThat(queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.attributes().get(DeadLetters.REASON))
                        .contains("longer than the function's timeout", "images were written", "more memory"));
    }

    @Test
    void acknowledgesAnEventThatAsksForNothing() {
        EventWork.Outcome outcome = work().run("{\"detail\":{\"status\":\"ERROR\"}}", "r");

        assertThat(outcome.ignored()).isEqualTo("the job's status is ERROR");
        assertThat(queue.sent).isEmpty();
        assertThat(store.journal).isEmpty();
    }

    @Test
    void hasTheUpdaterRemoveAndRefusesAnotherBucket() {
        String event = """
                {"time":"2026-09-14T18:07:36Z","detail":{"eventType":"TRICK_PLAY_REMOVE","mediaKey":"film",
                  "mediaKeyId":"one","outputGroupDetails":[{"outputDetails":[{"outputFilePaths":
                  ["s3://bucket/one/play.m3u8","s3://bucket/one/play.mpd"]}]}]}}""";

        EventWork.Outcome outcome = work().run(event, "r");

        assertThat(outcome.removing()).containsExactly("film");
        assertThat(queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(UpdaterMessage.read(sent.body()))
                        .isEqualTo(new RemovalMessage(
                                RemovalMessage.Action.REMOVE,
                                "film",
                                "one/",
                                "bucket",
                                List.of("s3://bucket/one/play.m3u8"),
                                List.of("s3://bucket/one/play.mpd"),
                                "r",
                                null)));
        assertThat(store.journal).isEmpty();
        assertThat(metrics.due).isEmpty();
        assertThat(work().run(event.replace("s3://bucket", "s3://other"), "r").refused())
                .extracting(EventWork.Refused::what)
                .containsExactly("removal of film");
    }

    @Test
    void recordsWhatIsNoEvent() {
        EventWork.Outcome outcome = work().run("no json", "r");

        assertThat(outcome.refused()).extracting(EventWork.Refused::what).containsExactly("event");
        assertThat(queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).isEqualTo("no json"));
    }

    @Test
    void throwsARefusalThatCannotBeRecorded() {
        assertThatThrownBy(() -> work(store, Optional.empty()).run("{}", "r")).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void countsAFilmOfFilesAsEndedForNothingIsPublishedOfIt() {
        store.put(
                S3Location.parse("s3://bucket/mp4/film.mp4"),
                MadeMovie.ofSize(640, 360).bytes(),
                ObjectAttributes.ofType("video/mp4"));

        EventWork.Outcome outcome = work().run("""
                {"time":"2026-09-14T18:07:36Z","detail":{"status":"COMPLETE","outputGroupDetails":[
                  {"type":"FILE_GROUP","outputDetails":[{"outputFilePaths":["s3://bucket/mp4/film.mp4"]}]}]}}""", "r");

        assertThat(outcome.assets()).extracting(GeneratedAsset::mediaKey).containsExactly("film");
        assertThat(queue.sent).isEmpty();
        assertThat(metrics.due.get(Instant.parse("2026-09-14T18:07:36Z")))
                .isEqualTo(Map.of(Metric.ASSETS_DUE, 1L, Metric.PUBLICATIONS_DUE, 1L, Metric.PUBLICATIONS_ENDED, 1L));
    }
}
