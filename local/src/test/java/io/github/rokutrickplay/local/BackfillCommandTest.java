package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.aws.SqsQueue;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackfillCommandTest {

    private static final FilmSpec FILM = FilmSpec.single(Duration.ofSeconds(9), 640, 360);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... words) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                folder,
                folder,
                environment);
        return new Trickplay(List.of(new BackfillCommand(), new ExplainCommand())).run(List.of(words), terminal);
    }

    private JsonNode result() {
        return Json.readTree(out.toString(UTF_8), "result");
    }

    @Test
    void makesTheFilmsOfAFolderOnceAndAgainWithOtherSettings() throws IOException {
        SampleFilms.copy(FILM, folder.resolve("a/one"));
        SampleFilms.copy(FILM, folder.resolve("b/c/two"));
        SampleFilms.copy(FILM, folder.resolve("three"));
        Files.delete(folder.resolve("three/360p.m3u8"));

        assertThat(run(Map.of(), "backfill", ".", "--json"))
                .as(err.toString(UTF_8))
                .isEqualTo(1);
        assertThat(result().path("made").asInt()).isEqualTo(2);
        assertThat(result().path("refused").asInt()).isEqualTo(1);
        assertThat(result().path("reasons").toString()).contains("360p.m3u8 does not exist");
        assertThat(folder.resolve("b/c/two/thumbs/two_small.00001.jpg")).exists();
        assertThat(folder.resolve("a/one/main.m3u8")).content().contains("thumbs_320x180.m3u8");

        assertThat(run(Map.of(), "explain", "b/c/two/main.m3u8")).isZero();
        assertThat(out.toString(UTF_8)).contains("published: ", "media key two");

        Files.delete(folder.resolve("three/main.m3u8"));
        assertThat(run(Map.of(), "backfill", ".", "--json")).isZero();
        assertThat(result().path("up_to_date").asInt()).isEqualTo(2);

        assertThat(run(Map.of("THUMBNAIL_INTERVAL", "3"), "backfill", ".")).isZero();
        assertThat(out.toString(UTF_8)).contains("2 films: 2 made, 0 up to date");
        assertThat(folder.resolve("a/one/thumbs/one_small.00003.jpg")).exists();
    }

    @Test
    void tellsWhatItWouldCostAndMakesNothing() {
        SampleFilms.copy(FILM, folder.resolve("one"));

        assertThat(run(Map.of(), "backfill", ".", "--dry-run")).isZero();
        assertThat(out.toString(UTF_8))
                .contains(folder.resolve("one/main.m3u8") + ", 9 s", "1 films", "altogether", "USD");
        assertThat(folder.resolve("one/thumbs")).doesNotExist();
        assertThat(run(Map.of(), "backfill", "nowhere")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("there is no folder " + folder.resolve("nowhere"));
    }

    /** The function is one that answers what it has been asked; the bucket is embedded. */
    @Test
    void hasTheDeployedFunctionMakeTheFilmsOfABucket() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (EmbeddedAws aws = EmbeddedAws.start();
                LoopbackServer server =
                        new LoopbackServer(LoopbackServer.ANY_PORT, exchange -> answer(exchange, asked))) {
            aws.s3().createBucket("films");
            ObjectStore store = new AwsClients(aws.environment()).objectStore();
            for (int film = 0; film < 25; film++) {
                put(store, "catalogue/" + film + "/main.m3u8", "#EXT-X-STREAM-INF:BANDWIDTH=1\nvideo.m3u8\n");
                put(store, "catalogue/" + film + "/video.m3u8", "#EXTINF:5,\na.ts\n#EXT-X-ENDLIST\n");
            }
            SqsQueue invalidations = aws.queues().create("invalidation-queue", Duration.ofMinutes(5));
            Files.writeString(
                    folder.resolve("deployment.json"),
                    Json.write(Map.of(
                            "queue_urls", Map.of("value", Map.of("invalidation-queue", invalidations.url())),
                            "dead_letter_queue_urls", Map.of("value", Map.of()))));
            put(store, "elsewhere/main.m3u8", "#EXT-X-STREAM-INF:BANDWIDTH=1\nvideo.m3u8\n");

            int code = run(
                    aws.environment(),
                    "backfill",
                    "s3://films/catalogue",
                    "--local=" + server.uri(),
                    "--rate",
                    "200",
                    "--deployment",
                    "deployment.json",
                    "--json");

            assertThat(code).as(err.toString(UTF_8)).isEqualTo(1);
            assertThat(result().path("made").asInt()).isEqualTo(22);
            assertThat(result().path("up_to_date").asInt()).isEqualTo(1);
            assertThat(result().path("refused").asInt()).isEqualTo(1);
            assertThat(result().path("failed").asInt()).isEqualTo(1);
            assertThat(result().path("reasons").toString()).contains("it is live", "status 502");
            assertThat(asked)
                    .hasSize(25)
                    .allSatisfy(body -> assertThat(body)
                            .contains(
                                    "\"onlyIfChanged\":true",
                                    "\"invalidation\":\"deferred\"",
                                    "s3://films/catalogue/"));
            assertThat(aws.queues().drain(invalidations))
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.body()).contains("\"paths_to_invalidate\":[\"/catalogue/*\"]"));
        }
    }

    private static void put(ObjectStore store, String key, String text) {
        store.put(
                new S3Location("films", key),
                ("#EXTM3U\n" + text).getBytes(UTF_8),
                ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
    }

    private static void answer(HttpExchange exchange, Queue<String> asked) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(body);
        String answer = "{\"assets\":[{\"media_key\":\"x\"}],\"up_to_date\":[],\"refused\":[]}";
        if (body.contains("/catalogue/7/")) {
            answer = "{\"assets\":[],\"up_to_date\":[\"7\"],\"refused\":[]}";
        } else if (body.contains("/catalogue/8/")) {
            answer = "{\"assets\":[],\"refused\":[{\"what\":\"asset 8\",\"reason\":\"it is live\"}]}";
        }
        boolean fails = body.contains("/catalogue/9/");
        LoopbackServer.answer(exchange, fails ? 502 : 200, "application/json", (fails ? "{}" : answer).getBytes(UTF_8));
        exchange.close();
    }
}
