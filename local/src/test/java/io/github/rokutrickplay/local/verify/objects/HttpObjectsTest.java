package io.github.rokutrickplay.local.verify.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.rokutrickplay.local.http.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server may do to whoever reads from it. */
final class HttpObjectsTest {

    private static final int ENDLESS_CHUNK = 64 * 1024;

    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        over.countDown();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private URI serve(HttpHandler handler) {
        LoopbackServer server = new LoopbackServer(LoopbackServer.ANY_PORT, exchange -> {
            asked.add(exchange.getRequestURI().toString());
            handler.handle(exchange);
        });
        open.add(server);
        return server.uri().resolve("/films/main.m3u8");
    }

    private HttpObjects objects(URI main) {
        HttpObjects objects = new HttpObjects(main, Duration.ofSeconds(2));
        open.add(objects);
        return objects;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        answer(exchange, 302, new byte[0]);
    }

    @Test
    void readsWholeObjectsAndWhatIsSaidOfThem() {
        URI main = serve(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/vtt");
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            exchange.getResponseHeaders().add("Cache-Control", "max-age=60");
            answer(exchange, 200, "WEBVTT".getBytes(UTF_8));
        });

        ObjectPart part = objects(main).find(main.toString(), 100).orElseThrow();

        assertThat(new String(part.bytes(), UTF_8)).isEqualTo("WEBVTT");
        assertThat(part.sizeBytes()).isEqualTo(6);
        assertThat(part.contentType()).isEqualTo("text/vtt");
        assertThat(part.allowOrigin()).isEqualTo("*");
        assertThat(part.cacheControl()).isEqualTo("max-age=60");
    }

    @Test
    void readsRangesOfServersThatKnowNone() {
        URI main = serve(exchange -> answer(exchange, 200, "0123456789".getBytes(UTF_8)));

        ObjectPart part = objects(main).findRange(main.toString(), 3, 4).orElseThrow();

        assertThat(new String(part.bytes(), UTF_8)).isEqualTo("3456");
        assertThat(part.sizeBytes()).isEqualTo(10);
    }

    @Test
    void takesNoOtherRangeThanItAskedFor() {
        URI main = serve(exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-3/10");
            answer(exchange, 206, "0123".getBytes(UTF_8));
        });

        assertThatThrownBy(() -> objects(main).findRange(main.toString(), 3, 4))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessageContaining("other bytes");
    }

    @Test
    void tellsWhatIsNotThereFromWhatIsRefused() {
        URI main = serve(exchange ->
                answer(exchange, exchange.getRequestURI().getPath().endsWith("x") ? 404 : 403, new byte[0]));

        assertThat(objects(main).find(main.resolve("x").toString(), 10)).isEmpty();
        assertThatThrownBy(() -> objects(main).find(main.toString(), 10)).hasMessageContaining("status 403");
    }

    @Test
    void followsRedirectsOnTheSameHost() {
        URI main = serve(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
                answer(exchange, 200, "there".getBytes(UTF_8));
            } else {
                redirect(exchange, "/elsewhere");
            }
        });

        assertThat(objects(main).find(main.toString(), 10).orElseThrow().bytes())
                .isEqualTo("there".getBytes(UTF_8));
    }

    @Test
    void followsNoRedirectToAnotherHost() {
        URI other = serve(exchange -> answer(exchange, 200, "secret".getBytes(UTF_8)));
        URI main = serve(exchange -> redirect(exchange, other.toString()));

        assertThatThrownBy(() -> objects(main).find(main.toString(), 10))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessageContaining("no other host is asked");
        assertThat(asked).hasSize(1);
    }

    @Test
    void doesNotRunInCircles() {
        URI main = serve(exchange -> redirect(exchange, "/again"));

        assertThatThrownBy(() -> objects(main).find(main.toString(), 10)).hasMessageContaining("more than 3 times");
        assertThat(asked).hasSize(4);
    }

    @Test
    void resolvesWithinTheHostAlone() {
        URI main = URI.create("https://cdn.example.com/films/one/main.m3u8");
        HttpObjects objects = objects(main);

        assertThat(objects.resolve(main.toString(), "../two/a.jpg"))
                .isEqualTo("https://cdn.example.com/films/two/a.jpg");
        assertThat(objects.resolve(main.toString(), "/a.jpg")).isEqualTo("https://cdn.example.com/a.jpg");
        for (String uri : List.of(
                "https://evil.example.com/a.jpg",
                "//evil.example.com/a.jpg",
                "file:///etc/passwd",
                "s3://bucket/a.jpg",
                "https://cdn.example.com:8443/a.jpg",
                "https://user@cdn.example.com/a.jpg",
                "http://[bad")) {
            assertThatThrownBy(() -> objects.resolve(main.toString(), uri))
                    .as(uri)
                    .isInstanceOf(UnreadableObjectException.class);
        }
        assertThat(objects.named("https://cdn.example.com/films/one/thumbs/a.jpg"))
                .isEqualTo("thumbs/a.jpg");
    }

    private void sendWithoutEnd(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (over.getCount() > 0) {
                body.write(new byte[ENDLESS_CHUNK]);
            }
        } catch (IOException e) {
            // The reader has hung up, as it should.
        }
    }

    @Test
    void cutsWhatHasNoEnd() {
        URI main = serve(this::sendWithoutEnd);

        assertThatThrownBy(() -> objects(main).find(main.toString(), 1000))
                .hasMessageContaining("larger than 1000 bytes");
        ObjectPart part = objects(main).findRange(main.toString(), 0, 100).orElseThrow();
        assertThat(part.bytes()).hasSize(100);
        assertThat(part.sizeBytes()).isNegative();
    }

    @Test
    void doesNotWaitForever() {
        URI main = serve(exchange -> {
            try {
                over.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        assertThatThrownBy(() -> objects(main).find(main.toString(), 10))
                .hasMessageContaining("did not come within 2.0 s");
    }
}
