package io.github.rokutrickplay.invalidation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.cdn.InMemoryCdnCache;
import io.github.rokutrickplay.cdn.RefusedPathsFailure;
import io.github.rokutrickplay.config.InvalidationConfig;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InvalidationHandlerTest {

    private static final String SEED = """
            {
              "media_key": "unique-video-id",
              "media_path": "content/video123/",
              "paths_to_invalidate": [
                "/content/video123/play.m3u8",
                "/content/video123/thumbs_320x180.m3u8",
                "/content/video123/thumbs_640x360.m3u8",
                "/content/video123/thumbs/*"
              ],
              "request_id": "request-7"
            }
            """;

    private static final String NONE = "{\"batchItemFailures\":[]}";

    private final InMemoryCdnCache cache = new InMemoryCdnCache();
    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();
    private final RecordingNotifier notifier = new RecordingNotifier();
    private final RecordingMetrics metrics = new RecordingMetrics();

    private Optional<String> deadLetterQueue = Optional.of("https://sqs.us-east-1.amazonaws.com/123456789012/dead");

    /** A path that is refused as CloudFront does it; none while it is empty. */
    private String refused = "";

    private String clear(String distributionId, List<String> paths, String callerReference) {
        if (paths.contains(refused)) {
            throw new RefusedPathsFailure("InvalidArgument: one or more invalid invalidation paths");
        }
        return cache.invalidate(distributionId, paths, callerReference);
    }

    private String handle(String... bodies) throws IOException {
        InvalidateCache invalidator =
                new InvalidateCache(this::clear, InvalidationConfig.of(Map.of("AWS_CLOUDFRONT_DISTRIBUTION_ID", "E1")));
        InvalidationHandler handler = new InvalidationHandler(
                invalidator, new DeadLetters(queue, deadLetterQueue, notifier, "cache-invalidator"), notifier, metrics);
        String records = IntStream.range(0, bodies.length)
                .mapToObj(i -> Json.write(Map.of("messageId", "m" + (i + 1), "body", bodies[i])))
                .collect(Collectors.joining(","));
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        byte[] event = ("{\"Records\":[" + records + "]}").getBytes(UTF_8);
        handler.handleRequest(new ByteArrayInputStream(event), response, new LambdaContext());
        return response.toString(UTF_8);
    }

    private static String message(String path) {
        return "{\"paths_to_invalidate\":[\"" + path + "\"]}";
    }

    @Test
    void clearsTheSeedsMessage() throws IOException {
        assertThat(handle(SEED)).isEqualTo(NONE);

        assertThat(cache.invalidations)
                .singleElement()
                .satisfies(invalidation -> assertThat(invalidation.paths())
                        .containsExactly(
                                "/content/video123/play.m3u8",
                                "/content/video123/thumbs/*",
                                "/content/video123/thumbs_320x180.m3u8",
                                "/content/video123/thumbs_640x360.m3u8"));
        assertThat(notifier.successes).hasSize(1);
    }

    @Test
    void recordsBadMessagesAndClearsTheOthersTogether() throws IOException {
        String response = handle("{", message("/a"), message("no-slash"), "{}", message("/b"));

        assertThat(response).isEqualTo(NONE);
        assertThat(cache.invalidations)
                .singleElement()
                .satisfies(invalidation -> assertThat(invalidation.paths()).containsExactly("/a", "/b"));
        assertThat(queue.sent)
                .extracting(InMemoryMessageQueue.Sent::body)
                .containsExactly("{", message("no-slash"), "{}");
        assertThat(queue.sent.get(1).attributes().get(DeadLetters.REASON)).contains("does not start with '/'");
        assertThat(notifier.failures).hasSize(3);
        assertThat(metrics.sums).isEqualTo(Map.of(Metric.REFUSED, 3L, Metric.PATHS_INVALIDATED, 2L));
    }

    @Test
    void recordsOnlyTheMessageOfWhichCloudFrontRefusesAPath() throws IOException {
        refused = "/b/main.m3u8";

        assertThat(handle(message("/a"), message("/b/main.m3u8"), message("/c~1"), message("/d")))
                .isEqualTo(NONE);

        assertThat(cache.invalidations.stream().flatMap(invalidation -> invalidation.paths().stream()))
                .containsExactlyInAnyOrder("/a", "/c*", "/d");
        assertThat(queue.sent).extracting(InMemoryMessageQueue.Sent::body).containsExactly(message("/b/main.m3u8"));
        assertThat(queue.sent.getFirst().attributes().get(DeadLetters.REASON))
                .contains("'/b/main.m3u8'")
                .contains("InvalidArgument");
        assertThat(notifier.failures).hasSize(1);
        assertThat(notifier.successes).hasSize(1);
        assertThat(metrics.sums).isEqualTo(Map.of(Metric.REFUSED, 1L, Metric.PATHS_INVALIDATED, 3L));
    }

    @Test
    void reportsEveryGoodMessageWhenThrottled() throws IOException {
        cache.failWith(new TransientFailure("too many invalidations in progress"));

        assertThat(handle(message("/a"), "{", message("/b")))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m3\"}]}");
        assertThat(queue.sent).hasSize(1);
        assertThat(notifier.successes).isEmpty();
    }

    @Test
    void recordsEveryMessageWhenCloudFrontRefuses() throws IOException {
        cache.failWith(new PermanentFailure("no such distribution: E1"));

        assertThat(handle(message("/a"), message("/b"))).isEqualTo(NONE);
        assertThat(queue.sent)
                .extracting(InMemoryMessageQueue.Sent::body)
                .containsExactly(message("/a"), message("/b"));
        assertThat(queue.sent)
                .allSatisfy(sent ->
                        assertThat(sent.attributes().get(DeadLetters.REASON)).contains("no such distribution"));
    }

    @Test
    void reportsEveryGoodMessageOfABatchThatMeetsABug() throws IOException {
        cache.failWith(new IllegalStateException("a bug"));

        assertThat(handle(message("/a"), "{")).contains("m1").doesNotContain("m2");
    }

    @Test
    void leavesARefusedMessageToTheQueuesOwnRedriveWhereNoneIsConfigured() throws IOException {
        deadLetterQueue = Optional.empty();

        assertThat(handle("{", message("/a"))).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    }

    @Test
    void hasNothingToDoForAnEmptyListOrBatch() throws IOException {
        assertThat(handle("{\"paths_to_invalidate\":[]}")).isEqualTo(NONE);
        assertThat(handle()).isEqualTo(NONE);
        assertThat(cache.invalidations).isEmpty();
        assertThat(notifier.successes).isEmpty();
    }
}
