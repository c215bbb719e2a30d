package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.aws.SqsQueue;
import io.github.rokutrickplay.local.aws.SqsQueues;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... words) {
        out.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                folder,
                folder,
                environment);
        return new Trickplay(List.of(new ProcessCommand(), new ExplainCommand(), new RemoveCommand()))
                .run(List.of(words), terminal);
    }

    private String text() {
        return out.toString(UTF_8);
    }

    @Test
    void tellsOfAFolder() throws IOException {
        SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(9), 640, 360), folder);

        assertThat(run(Map.of(), "explain", "main.m3u8")).isZero();
        assertThat(text())
                .contains("nothing has been made of it", "./trickplay process " + folder.resolve("main.m3u8"));

        assertThat(run(Map.of(), "process", "main.m3u8", "--interval", "3")).isZero();
        assertThat(run(Map.of(), "explain", "main.m3u8", "--json")).isZero();
        JsonNode published = Json.readTree(text(), "result");
        assertThat(published.path("state").asText()).isEqualTo("PUBLISHED");
        assertThat(published.path("announced_in").get(0).asText())
                .isEqualTo(folder.resolve("main.m3u8").toString());

        Files.writeString(folder.resolve("main.m3u8"), "<html>");
        assertThat(run(Map.of(), "explain", "main.m3u8")).isZero();
        assertThat(text()).contains("no thumbnails can be announced", "starts with '<html>'");
    }

    @Test
    void refusesADeploymentThatIsNone() throws IOException {
        SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(9), 640, 360), folder);
        Files.writeString(folder.resolve("deployment.json"), "{}");

        assertThat(run(Map.of(), "explain", "main.m3u8", "--deployment", "deployment.json"))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("terraform output -json");
    }

    /** S3 and SQS are emulators, CloudWatch's logs are what one has answered. */
    @Test
    void asksQueuesLogsAndAlarmsAndChangesNothing() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (EmbeddedAws aws = EmbeddedAws.start();
                LoopbackServer cloudWatch =
                        new LoopbackServer(LoopbackServer.ANY_PORT, exchange -> answer(exchange, asked))) {
            aws.s3().createBucket("films");
            SqsQueues queues = aws.queues();
            SqsQueue manifests = queues.create("manifest-queue", Duration.ofMinutes(5));
            SqsQueue letters = queues.create("letters", Duration.ofMinutes(5));
            queues.send(manifests, "{}");
            for (int i = 0; i < 25; i++) {
                queues.send(letters, "{\"film\":\"s3://films/other/main.m3u8\"}");
            }
            queues.send(
                    letters,
                    "{\"detail\":[\"s3://films/one/main.m3u8\"]}",
                    Map.of("failure_reason", "segment a.ts does not exist", "failed_function", "f"));
            deployment(manifests, letters);
            Map<String, String> environment = new HashMap<>(aws.environment());
            environment.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", cloudWatch.uri().toString());
            environment.put("AWS_ENDPOINT_URL_CLOUDWATCH", cloudWatch.uri().toString());
            upload(environment);

            assertThat(run(environment, "explain", "s3://films/one/main.m3u8", "--deployment", "deployment.json"))
                    .as(err.toString(UTF_8))
                    .isZero();

            assertThat(text())
                    .contains("{manifest-queue=1}")
                    .contains("dead letter  trick-play-generator")
                    .contains("2026-11-27T10:00:05Z trick-play-generator ERROR asset one refused: it is late")
                    .contains("so           trick-play-generator has refused it at ")
                    .contains(": segment a.ts does not exist")
                    .doesNotContain("other");
            assertThat(asked).anySatisfy(body -> assertThat(body).contains("{ $.mediaKey = \\\"one\\\" }"));
            assertThat(queues.depth(manifests)).isEqualTo(1);
            assertThat(queues.drain(letters)).as("all are there at once").hasSize(26);
        }
    }

    @Test
    void hasTheDeployedInvalidatorClearWhatIsRemoved() throws IOException {
        SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(9), 640, 360), folder);
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            SqsQueue invalidations = aws.queues().create("invalidation-queue", Duration.ofMinutes(5));
            Files.writeString(
                    folder.resolve("deployment.json"),
                    Json.write(Map.of(
                            "queue_urls", Map.of("value", Map.of("invalidation-queue", invalidations.url())),
                            "dead_letter_queue_urls", Map.of("value", Map.of()))));
            assertThat(run(Map.of(), "process", "main.m3u8")).isZero();
            String[] remove = {"remove", "main.m3u8", "--deployment", "deployment.json"};

            assertThat(run(aws.environment(), remove)).as(err.toString(UTF_8)).isZero();
            assertThat(run(aws.environment(), remove)).isZero();

            assertThat(aws.queues().drain(invalidations))
                    .singleElement()
                    .satisfies(message -> assertThat(message.body())
                            .contains("\"paths_to_invalidate\":[\"/main.m3u8\",\"/thumbs_*\",\"/thumbs/*\"]"));
        }
    }

    private void deployment(SqsQueue manifests, SqsQueue letters) throws IOException {
        Files.writeString(
                folder.resolve("deployment.json"),
                Json.write(Map.of(
                        "queue_urls", Map.of("value", Map.of("manifest-queue", manifests.url())),
                        "dead_letter_queue_urls", Map.of("value", Map.of("trick-play-generator", letters.url())),
                        "log_groups",
                                Map.of("value", Map.of("trick-play-generator", "/aws/lambda/trick-play-generator")),
                        "alarms", Map.of("value", List.of()))));
    }

    private void upload(Map<String, String> environment) {
        new io.github.rokutrickplay.aws.AwsClients(environment)
                .objectStore()
                .put(
                        io.github.rokutrickplay.storage.S3Location.parse("s3://films/one/main.m3u8"),
                        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n".getBytes(UTF_8),
                        io.github.rokutrickplay.storage.ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
    }

    /** Recorded of FilterLogEvents: nothing in the last hour, then two pages, the first of them empty. */
    private static void answer(HttpExchange exchange, Queue<String> asked) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(body);
        JsonNode request = Json.readTree(body, "request");
        boolean lastHour = Instant.ofEpochMilli(request.path("startTime").asLong())
                .isAfter(Instant.now().minus(Duration.ofHours(2)));
        String answer = "{\"events\":[],\"searchedLogStreams\":[]}";
        if (!lastHour && !request.has("nextToken")) {
            answer = "{\"events\":[],\"nextToken\":\"Bxkq6kVGFtq2y_Moigeqscz\",\"searchedLogStreams\":[]}";
        } else if (!lastHour) {
            answer = """
                    {"events":[{"eventId":"1","ingestionTime":1795773605300,
                      "logStreamName":"2026/11/27/[7]0f1e2d3c4b5a69788796a5b4c3d2e1f0","timestamp":1795773605000,
                      "message":"{\\"timestamp\\":\\"2026-11-27T10:00:05Z\\",\\"level\\":\\"ERROR\\",\\"mediaKey\\":\\"one\\",\\"message\\":\\"asset one refused: it is late\\"}\\n"}],
                     "searchedLogStreams":[]}""";
        }
        LoopbackServer.answer(exchange, 200, "application/x-amz-json-1.1", answer.getBytes(UTF_8));
        exchange.close();
    }
}
