package io.github.rokutrickplay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.notify.Notifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the webhook's URL comes from, against a server that speaks both secret stores' protocol, and Slack's. */
final class SlackSecretTest {

    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<String> lookUps = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SlackSecretTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/slack", exchange -> {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, "ok");
        });
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            lookUps.add(target + " " + body);
            answer(
                    exchange,
                    target.endsWith("GetSecretValue")
                            ? "{\"SecretString\":\"" + address() + "/slack\\n\"}"
                            : "{\"Parameter\":{\"Value\":\"" + address() + "/slack\"}}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Notifier notifier(String webhook) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_CLOUDFRONT_DISTRIBUTION_ID", "E1",
                "AWS_ENDPOINT_URL", address(),
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret"));
        environment.put("SLACK_WEBHOOK_URL", webhook);
        return new AwsClients(environment)
                .notifier(InvalidationConfig.of(environment).function());
    }

    @Test
    void readsTheWebhookFromSecretsManager() {
        String arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:slack-AbCdEf";

        notifier(arn).failed("film", "it is encrypted");

        assertThat(posts).containsExactly("{\"text\":\":x: film failed: it is encrypted\"}");
        assertThat(lookUps)
                .singleElement()
                .asString()
                .startsWith("secretsmanager.GetSecretValue")
                .contains(arn);
    }

    @Test
    void readsTheWebhookFromParameterStoreDecrypted() {
        String arn = "arn:aws:ssm:us-east-1:111122223333:parameter/slack";

        notifier(arn).failed("film", "it is encrypted");

        assertThat(posts).hasSize(1);
        assertThat(lookUps)
                .singleElement()
                .asString()
                .startsWith("AmazonSSM.GetParameter")
                .contains(arn, "\"WithDecryption\":true");
    }

    @Test
    void postsToAPlainWebhookWithoutAskingAnybody() {
        notifier(address() + "/slack").failed("film", "it is encrypted");

        assertThat(posts).hasSize(1);
        assertThat(lookUps).isEmpty();
    }
}
