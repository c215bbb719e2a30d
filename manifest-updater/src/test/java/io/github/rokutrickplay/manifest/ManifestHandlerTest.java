package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.lambda.LambdaContext;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.metrics.Metric;
import io.github.rokutrickplay.metrics.RecordingMetrics;
import io.github.rokutrickplay.notify.RecordingNotifier;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class ManifestHandlerTest {

    private static final String DEAD_LETTERS = "https://sqs.us-east-1.amazonaws.com/123456789012/dead";

    private final Film film = new Film();
    private final InMemoryMessageQueue deadLetters = new InMemoryMessageQueue();
    private final RecordingNotifier notifier = new RecordingNotifier();
    private final RecordingMetrics metrics = new RecordingMetrics();

    private String handle(String... bodies) throws IOException {
        return handle(1, film.publisher(), bodies);
    }

    private String handle(int receiveCount, PublishManifests publisher, String... bodies) throws IOException {
        String records = IntStream.range(0, bodies.length)
                .mapToObj(i -> Json.write(Map.of(
                        "messageId",
                        "m" + (i + 1),
                        "body",
                        bodies[i],
                        "attributes",
                        Map.of("ApproximateReceiveCount", String.valueOf(receiveCount)))))
                .collect(Collectors.joining(","));
        return invoke(publisher, "{\"Records\":[" + records + "]}");
    }

    private String invoke(PublishManifests publisher, String event) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        new ManifestHandler(
                        publisher,
                        film.remover(),
                        new DeadLetters(deadLetters, Optional.of(DEAD_LETTERS), notifier, "manifest-updater"),
                        notifier,
                        metrics)
                .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), response, new LambdaContext());
        return response.toString(UTF_8);
    }

    @Test
    void publishesEachMessageAndReportsNoFailure() throws IOException {
        film.putVideo();

        String response = handle(Film.message().toJson(), Film.seedJson());

        assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(film.queue.sent).hasSize(2);
        assertThat(notifier.successes).hasSize(2).first().asString().contains("video-id", Film.MAIN.toString());
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void recordsBadMessagesAsTheyCameWithTheReasonAndPublishesTheOthers() throws IOException {
        String other = Film.message().toJson().replace("s3://bucket/content/video123/play", "s3://other/play");

        String response =
                handle("{broken", other, "{\"media_key\":\"a\"}", Film.message().toJson(), "null", "");

        assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(film.store.text(Film.MAIN)).contains("thumbs_640x360.m3u8");
        assertThat(deadLetters.sent)
                .extracting(InMemoryMessageQueue.Sent::body)
                .containsExactly("{broken", other, "{\"media_key\":\"a\"}", "null", "");
        assertThat(deadLetters.sent)
                .allSatisfy(sent -> assertThat(sent.attributes())
                        .containsEntry(DeadLetters.FUNCTION, "manifest-updater")
                        .containsKey(DeadLetters.REASON));
        assertThat(deadLetters.sent.get(1).attributes().get(DeadLetters.REASON)).contains("AWS_S3_BUCKET");
        assertThat(deadLetters.sent.get(2).attributes().get(DeadLetters.REASON)).contains("media_path and hls_url");
        assertThat(notifier.failures).hasSize(5);
    }

    @Test
    void countsWhatWasPublishedAndRefusedAndWhatEndedOfWhatIsDue() throws IOException {
        film.putVideo();
        String time = "\"event_time\":\"2026-09-14T18:07:36Z\"";
        String good = Film.message().toJson().replaceFirst("}$", "," + time + "}");
        String refused = good.replace("s3://bucket/content/video123/play", "s3://other/play");

        handle(good, refused, "{broken");

        assertThat(metrics.sums)
                .containsEntry(Metric.PUBLISHED, 1L)
                .containsEntry(Metric.REFUSED, 2L)
                .containsKeys(Metric.PUBLISH_DURATION, Metric.EVENT_TO_PUBLISHED);
        assertThat(metrics.due)
                .isEqualTo(Map.of(Instant.parse("2026-09-14T18:07:36Z"), Map.of(Metric.PUBLICATIONS_ENDED, 2L)));
    }

    @Test
    void reportsOnlyTheMessageThatCanBeTriedAgain() throws IOException {
        InterruptedWrites flaky = new InterruptedWrites(film.store, (attempt, write) -> {
            if (attempt == 1) {
                throw new TransientFailure("slow down");
            }
            return write.getAsBoolean();
        });

        String body = Film.message().toJson();

        assertThat(handle(1, film.publisher(flaky), body, body))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
        assertThat(metrics.sums).doesNotContainKey(Metric.REFUSED).containsEntry(Metric.PUBLISHED, 1L);
        assertThat(deadLetters.sent).isEmpty();
    }

    @Test
    void reportsAMessageWhoseInvalidationCouldNotBeSent() throws IOException {
        film.queue.failWith(new TransientFailure("no queue today"));

        assertThat(handle(Film.message().toJson())).contains("\"m1\"");
        assertThat(notifier.successes).isEmpty();
    }

    @Test
    void clearsTheCacheOfAllPathsWhenAMessageIsDeliveredAgain() throws IOException {
        film.environment.put("INVALIDATION_SCOPE", "changed");
        film.publisher().publish(Film.message());
        film.queue.sent.clear();

        handle(2, film.publisher(), Film.message().toJson());

        assertThat(film.queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).contains("/content/video123/thumbs/*"));
    }

    @Test
    void refusesAnEventThatIsNotFromAQueue() {
        for (String event : List.of("{}", "null", "[]", "<html>")) {
            assertThatThrownBy(() -> invoke(film.publisher(), event))
                    .as(event)
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("event");
        }
    }
}
