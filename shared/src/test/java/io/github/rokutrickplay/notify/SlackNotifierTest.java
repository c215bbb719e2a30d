package io.github.rokutrickplay.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SlackNotifierTest {

    private final List<String> posts = new CopyOnWriteArrayList<>();
    private HttpServer server = start(200);

    private HttpServer start(int status) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/services/T0/SECRET", exchange -> {
                posts.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private SlackNotifier notifier(boolean successes) {
        return new SlackNotifier(() -> webhook(server.getAddress().getPort()), successes);
    }

    private static URI webhook(int port) {
        return URI.create("http://127.0.0.1:" + port + "/services/T0/SECRET");
    }

    @Test
    void postsFailuresWithSlacksCharactersEscaped() {
        notifier(false).failed("video \"1\" <a&b>", "größer\nals");

        assertThat(posts)
                .containsExactly("POST application/json; charset=utf-8"
                        + " {\"text\":\":x: video \\\"1\\\" &lt;a&amp;b&gt; failed: größer\\nals\"}");
    }

    @Test
    void postsSuccessesOnlyWhereTheyAreAskedFor() {
        notifier(false).succeeded("video 1");
        assertThat(posts).isEmpty();

        notifier(true).succeeded("video 1");
        assertThat(posts).singleElement().asString().endsWith("{\"text\":\":white_check_mark: video 1\"}");
    }

    @Test
    void mindsNeitherARefusalNorAnOutageNorAMissingSecret() throws IOException {
        server.stop(0);
        server = start(500);
        server.start();
        notifier(true).failed("video 1", "it is broken");
        assertThat(posts).hasSize(1);

        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThatCode(() -> {
                    new SlackNotifier(() -> webhook(closed), true).failed("video 1", "it is broken");
                    new SlackNotifier(
                                    () -> {
                                        throw new IllegalStateException("no such secret");
                                    },
                                    true)
                            .succeeded("video 1");
                    new SlackNotifier(() -> URI.create("not-a-webhook"), true).succeeded("video 1");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void waitsOnlyAWhileForAServerThatHangs() throws IOException {
        try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            new SlackNotifier(() -> webhook(hanging.getLocalPort()), true).failed("video 1", "it is broken");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }
}
