package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.local.LocalPlatform.Progress;
import io.github.rokutrickplay.local.lambda.FunctionDefinition;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import io.github.rokutrickplay.local.lambda.TestFunctions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalPlatformTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalPlatform platform;
    private final DevelopmentServer server;

    LocalPlatformTest(@TempDir Path folder) {
        platform = LocalPlatform.start(settings(folder));
        server = new DevelopmentServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), platform::invoke);
    }

    private static PlatformSettings settings(Path folder) {
        Map<FunctionName, FunctionDefinition> functions = new EnumMap<>(FunctionName.class);
        for (FunctionName name : FunctionName.values()) {
            functions.put(
                    name,
                    FunctionDefinition.of(name.deployedName(), RelayHandler.class.getName(), TestFunctions.code())
                            .withMemoryMb(128));
        }
        return new PlatformSettings(
                functions, folder, folder, Map.of(), Duration.ofSeconds(1), 2, Duration.ofMillis(10));
    }

    @AfterAll
    void close() {
        server.close();
        platform.close();
    }

    private static String event(String title) {
        return "{\"detail\":{\"eventType\":\"JOB_COMPLETE\",\"title\":\"" + title + "\"}}";
    }

    private String log(FunctionName name) throws IOException {
        return Files.readString(platform.function(name).log());
    }

    @Test
    void carriesAnEventThroughAllThreeFunctions() throws IOException {
        assertThat(platform.putEvent(event("through"))).isTrue();
        assertThat(platform.awaitIdle(PATIENCE)).isTrue();

        assertThat(log(FunctionName.GENERATOR)).contains("\"title\":\"through\"");
        assertThat(log(FunctionName.UPDATER)).contains("\"body\":\"relayed\"");
        assertThat(log(FunctionName.INVALIDATOR)).contains("the end");
    }

    @Test
    void buriesWhatTheGeneratorCannotDo() {
        platform.putEvent(event("fail-trick-play-generator"));
        assertThat(platform.awaitIdle(PATIENCE)).isTrue();

        assertThat(platform.drainDeadLetters(FunctionName.GENERATOR))
                .extracting(Message::body)
                .containsExactly(event("fail-trick-play-generator"));
    }

    @Test
    void buriesAMessageThatTheUpdaterCannotDo() {
        platform.putEvent(event("fail-manifest-updater"));
        assertThat(platform.awaitIdle(PATIENCE)).isTrue();

        assertThat(platform.drainDeadLetters(FunctionName.UPDATER))
                .extracting(Message::body)
                .containsExactly("fail-manifest-updater");
    }

    @Test
    void leavesEventsAloneThatTheRuleDoesNotMatch() {
        assertThat(platform.putEvent("{\"detail\":{\"status\":\"ERROR\"}}")).isFalse();
    }

    @Test
    void invokesDirectlyAndAnswers() {
        assertThat(platform.invoke(FunctionName.INVALIDATOR, "{}".getBytes(UTF_8)))
                .isInstanceOf(Success.class);
        assertThat(platform.progress()).isInstanceOf(Progress.class);
    }

    @Test
    void tellsWhyAFunctionDoesNotStart(@TempDir Path folder) {
        PlatformSettings broken = settings(folder).withVariables(Map.of("RELAY_BROKEN", "yes"));

        assertThatThrownBy(() -> LocalPlatform.start(broken).close())
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("does not start")
                .hasMessageContaining("RELAY_BROKEN=yes is not allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'function_name':'cache_invalidator','event':{'a':1}} | 200 | batchItemFailures",
                "{'function_name':'cache-invalidator','event':{'a':1}} | 200 | batchItemFailures",
                "{'function_name':'cache-invalidator','event':'fail-cache-invalidator'} | 502 | told to fail",
                "{'function_name':'nobody','event':{}} | 400 | known are trick-play-generator, manifest-updater",
                "{'event':{}} | 400 | function_name is missing",
                "{'function_name':'cache-invalidator'} | 400 | event is missing",
                "{'function_name' | 400 | not JSON",
                "[] | 400 | not a JSON object"
            })
    void answersRequestsOfDevelopers(String body, int status, String part) throws Exception {
        HttpResponse<String> response = post("/", body.replace('\'', '"'));

        assertThat(response.body()).contains(part);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void servesNothingElse() throws Exception {
        assertThat(post("/other", "{}").statusCode()).isEqualTo(404);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(HttpRequest.newBuilder(server.uri()).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        URI uri = server.uri().resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
