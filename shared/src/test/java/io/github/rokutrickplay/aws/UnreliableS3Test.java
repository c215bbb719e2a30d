package io.github.rokutrickplay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads of a segment from a server that is overloaded, silent, slow, or breaks off. */
final class UnreliableS3Test {

    private static final S3Location SEGMENT = new S3Location("bucket", "film/00001.ts");
    private static final byte[] BODY = "0123456789".getBytes(UTF_8);
    private static final int TRIES = 5;

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    UnreliableS3Test() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
    }

    /** What may go wrong with an answer. */
    enum Trouble {
        OVERLOADED,
        SILENT,
        SLOW,
        BROKEN_OFF
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private ObjectStore store(Trouble trouble, int times) {
        server.createContext("/", exchange -> {
            if (calls.incrementAndGet() <= times) {
                answerBadly(exchange, trouble);
            } else {
                answer(exchange, BODY.length);
            }
        });
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret");
        return new AwsClients(environment, Duration.ofSeconds(1)).objectStore();
    }

    private void answerBadly(HttpExchange exchange, Trouble trouble) throws IOException {
        switch (trouble) {
            case OVERLOADED -> {
                byte[] error = "<Error><Code>SlowDown</Code><Message>Please reduce your rate</Message></Error>"
                        .getBytes(UTF_8);
                exchange.sendResponseHeaders(503, error.length);
                exchange.getResponseBody().write(error);
                exchange.close();
            }
            case SILENT -> awaitEnd();
            case SLOW -> {
                startAnswer(exchange);
                exchange.getResponseBody().write(BODY, 0, 3);
                exchange.getResponseBody().flush();
                awaitEnd();
            }
            case BROKEN_OFF -> answer(exchange, 3);
        }
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void startAnswer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Range", "bytes 0-9/10");
        exchange.getResponseHeaders().add("ETag", "\"1\"");
        exchange.sendResponseHeaders(206, BODY.length);
    }

    private static void answer(HttpExchange exchange, int bytes) throws IOException {
        startAnswer(exchange);
        exchange.getResponseBody().write(BODY, 0, bytes);
        exchange.close();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void readsAgainUntilItHasTheBytes(Trouble trouble) {
        ObjectRange range = store(trouble, 2).findRange(SEGMENT, 0, 10).orElseThrow();

        assertThat(range.bytes()).isEqualTo(BODY);
        assertThat(calls).hasValueGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void givesUpForNowAfterSeveralTries(Trouble trouble) {
        ObjectStore store = store(trouble, Integer.MAX_VALUE);

        assertThatThrownBy(() -> store.findRange(SEGMENT, 0, 10))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("reading 10 bytes at 0 of s3://bucket/film/00001.ts");
        assertThat(calls).hasValue(TRIES);
    }

    @Test
    void givesUpAWholeObjectThatBreaksOffInTheSameWay() {
        ObjectStore store = store(Trouble.BROKEN_OFF, Integer.MAX_VALUE);

        assertThatThrownBy(() -> store.find(SEGMENT, 100)).isInstanceOf(TransientFailure.class);
        assertThat(calls).hasValue(TRIES);
    }
}
