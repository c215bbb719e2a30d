package io.github.rokutrickplay.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server with a certificate of its own, on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpsKeyServerTest {

    private static final String KEY = "0123456789abcdef";
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpsServer server;
    private SSLContext tls;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        tls = tls(folder.resolve("server.p12"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterAll
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private static SSLContext tls(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), UTF_8)).isNotNull();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestURI().toString());
        try (exchange) {
            switch (path) {
                case "/16" -> send(exchange, 200, KEY.getBytes(UTF_8));
                case "/15", "/17" ->
                    send(
                            exchange,
                            200,
                            (KEY + "x")
                                    .substring(0, Integer.parseInt(path.substring(1)))
                                    .getBytes(UTF_8));
                case "/endless" -> endless(exchange);
                case "/silent" -> awaitEnd();
                case "/redirect" -> {
                    exchange.getResponseHeaders().add("Location", "/16");
                    exchange.sendResponseHeaders(302, -1);
                }
                default -> send(exchange, Integer.parseInt(path.substring("/status/".length())), "why".getBytes(UTF_8));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 1_000_000; i++) {
            exchange.getResponseBody().write(new byte[1000]);
        }
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] fetch(String path, Duration timeout) {
        return new HttpsKeyServer(tls, timeout)
                .fetch(URI.create("https://localhost:" + server.getAddress().getPort() + path));
    }

    private byte[] fetch(String path) {
        return fetch(path, Duration.ofSeconds(20));
    }

    @Test
    void fetchesAKeyWithTheQueryThatThePlaylistHas() {
        assertThat(fetch("/16?token=t%2F1")).isEqualTo(KEY.getBytes(UTF_8));
        assertThat(asked).contains("/16?token=t%2F1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/15", "/17", "/endless"})
    void refusesWhatIsNoKey(String path) {
        assertThatThrownBy(() -> fetch(path))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("no AES-128 key");
    }

    @Test
    void followsNoRedirect() {
        asked.clear();
        assertThatThrownBy(() -> fetch("/redirect?token=secret"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("status 302")
                .hasMessageContaining("/redirect")
                .message()
                .doesNotContain("secret");
        assertThat(asked).containsExactly("/redirect?token=secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void takesARefusalForFinal(int status) {
        assertThatThrownBy(() -> fetch("/status/" + status))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void takesWhatMayPassForPassing(int status) {
        assertThatThrownBy(() -> fetch("/status/" + status))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("status " + status);
    }

    @Test
    void doesNotWaitForeverForAServerThatIsSilent() {
        assertThatThrownBy(() -> fetch("/silent", Duration.ofSeconds(1))).isInstanceOf(TransientFailure.class);
    }

    @Test
    void doesNotTrustAServerThatNobodyVouchesFor() throws GeneralSecurityException {
        SSLContext strict = SSLContext.getDefault();
        URI url = URI.create("https://localhost:" + server.getAddress().getPort() + "/16");
        assertThatThrownBy(() -> new HttpsKeyServer(strict, Duration.ofSeconds(20)).fetch(url))
                .isInstanceOf(TransientFailure.class);
    }
}
