package io.github.rokutrickplay.local.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.verify.Finding;
import io.github.rokutrickplay.local.verify.Finding.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreviewServerTest {

    private static final int SEGMENT_BYTES = 9_000_000;

    private final StoredFilm stored = new StoredFilm();
    private final byte[] segment = new byte[SEGMENT_BYTES];
    private final HttpClient client = HttpClient.newHttpClient();

    private FilmCheck check = FilmCheck.NONE;
    private PreviewServer server;

    @TempDir
    private Path players;

    @BeforeEach
    void start() {
        new Random(1).nextBytes(segment);
        stored.put("films/one/video/1.m4s", segment);
        server = new PreviewServer(LoopbackServer.ANY_PORT, stored.film(), () -> check.findings(), players);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.uri().toString().replaceFirst("/$", "") + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** What no client sends that minds the rules. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"/,text/html", "/main.js,text/javascript", "/forms/bif.js,text/javascript", "/preview.css,text/css"})
    void servesThePageWithAStrictPolicy(String path, String type) {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(type);
        assertThat(header(answer, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("http", "unsafe", "*");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing", "/main.m3u8", "/films/one/main.m3u8", "/index.html", "/../preview/main.js",
                        "/forms/../main.js",
                "/players/", "/players/shaka.js", "/players/..%2fshaka.js", "/players/.js", "/preview/main.js",
                        "//main.js",
                "/logback.xml", "/META-INF/MANIFEST.MF"
            })
    void hasNothingElse(String path) {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void servesPlayersThatAreInstalled() throws IOException {
        assertThat(new String(get("/film.json").body(), UTF_8)).contains("\"players\":{}");
        Path file = players.resolve("hls.js/dist/hls.min.js");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "player");
        assertThat(new String(get("/film.json").body(), UTF_8)).contains("\"players\":{\"hls\":\"/players/hls.js\"}");
        assertThat(new String(get("/players/hls.js").body(), UTF_8)).isEqualTo("player");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:%d",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost",
                "127.0.0.1:%d.evil.example",
                "[::1]:%d",
                ""
            })
    void answersToItsOwnNamesAlone(String host) throws IOException {
        String name = host.replace("%d", String.valueOf(server.uri().getPort()));
        for (String path : List.of("/", "/film.json", "/film/films/one/main.m3u8")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ")
                    .doesNotContain("EXTM3U");
        }
    }

    @Test
    void answersToNobodyWithTwoNamesOrNone() throws IOException {
        String own = "Host: 127.0.0.1:" + server.uri().getPort() + "\r\n";
        assertThat(raw("GET / HTTP/1.1\r\n" + own + "Host: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ");
        assertThat(raw("GET / HTTP/1.1\r\n" + own.replace("127.0.0.1", "localhost") + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void changesNothing(String method) {
        HttpResponse<byte[]> answer = send(method, "/film/films/one/main.m3u8");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "films/two/main.m3u8",
                "films/one/../two/main.m3u8",
                "films/one/%2e%2e/two/main.m3u8",
                "..%2fx",
                "films/one/..%2ftwo%2fmain.m3u8",
                "films%2ftwo%2fmain.m3u8",
                "films/one/.%2E/two/main.m3u8",
                "films/one/%5c..",
                "films/one/..%5c..%5cx",
                "films/one//etc/passwd",
                "%2fetc%2fpasswd",
                "/etc/passwd",
                "films/one/%00",
                "",
                "films/one/%0a",
                "films/one/./main.m3u8",
                "films/one",
                "films/oneself",
                "films/one/%ff",
                "films/one/%c0%ae%c0%ae/x"
            })
    void servesTheFilmsOwnFolderAlone(String key) {
        assertThat(get("/film/" + key).statusCode()).isEqualTo(403);
    }

    @Test
    void takesAnEscapeForWhatItIsOnce() {
        stored.put("films/one/a%2fb +ü.jpg", "odd");
        assertThat(new String(get("/film/films/one/a%252fb%20+%C3%BC.jpg").body(), UTF_8))
                .isEqualTo("odd");
        assertThat(get("/film/films/one/%252e%252e/x").statusCode()).isEqualTo(404);
    }

    @Test
    void sendsObjectsOfManyMegabytes() {
        HttpResponse<byte[]> answer = get("/film/films/one/video/1.m4s");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(segment);
        assertThat(header(answer, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; sandbox; frame-ancestors 'none'");
        HttpResponse<byte[]> head = send("HEAD", "/film/films/one/video/1.m4s");
        assertThat(header(head, "Content-Length")).isEqualTo("" + SEGMENT_BYTES);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=10-19, 10, 19",
        "bytes=8999990-, 8999990, 8999999",
        "bytes=8999990-99999999, 8999990, 8999999",
        "bytes=-5, 8999995, 8999999",
        "bytes=-99999999, 0, 8999999",
        "bytes=100-8999998, 100, 8999998"
    })
    void sendsParts(String range, int first, int last) {
        HttpResponse<byte[]> answer = get("/film/films/one/video/1.m4s", "Range", range);
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes " + first + "-" + last + "/" + SEGMENT_BYTES);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(segment, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=5-4", "bytes=-", "bytes=-0", "bytes=0-1,3-4", "items=0-1", "bytes=99999999999999999999-"})
    void sendsAllWhereARangeCannotBeRead(String range) {
        assertThat(get("/film/films/one/video/1.m4s", "Range", range).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesPartsBehindTheEnd() {
        HttpResponse<byte[]> answer = get("/film/films/one/video/1.m4s", "Range", "bytes=9000000-");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */" + SEGMENT_BYTES);
    }

    @Test
    void passesCompressedPlaylistsOn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("#EXTM3U\n".getBytes(UTF_8));
        }
        stored.put("films/one/video.m3u8", bytes.toByteArray());
        HttpResponse<byte[]> answer = get("/film/films/one/video.m3u8", "Range", "bytes=0-3");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(answer.body()).isEqualTo(bytes.toByteArray());
        assertThat(header(get("/film/films/one/main.m3u8"), "Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.html", "evil.js", "evil.svg", "evil", "evil.xhtml"})
    void takesNothingInAFilmsFolderForAPage(String name) {
        stored.put("films/one/" + name, "<script>alert(1)</script>");
        HttpResponse<byte[]> answer = get("/film/films/one/" + name);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(get("/film/films/one/nothing.m4s").statusCode()).isEqualTo(404);
        assertThat(get("/film/films/one/nothing.m4s", "Range", "bytes=-1").statusCode())
                .isEqualTo(404);
        stored.put("films/one/empty.jpg", "");
        assertThat(get("/film/films/one/empty.jpg").statusCode()).isEqualTo(200);
        assertThat(get("/film/films/one/empty.jpg").body()).isEmpty();
    }

    @Test
    void saysWhatWasFoundOrWhyNobodyKnows() {
        assertThat(new String(get("/findings.json").body(), UTF_8)).isEqualTo("{\"checked\":false,\"findings\":[]}");
        check = () -> Optional.of(List.of(new Finding(Severity.NOTE, "a", "b", "c", "d")));
        assertThat(new String(get("/findings.json").body(), UTF_8))
                .isEqualTo("{\"checked\":true,\"findings\":[{\"severity\":\"NOTE\",\"object\":\"a\",\"what\":\"b\","
                        + "\"why\":\"c\",\"remedy\":\"d\"}]}");
        check = () -> {
            throw new TransientFailure("S3 is slow");
        };
        assertThat(get("/findings.json").statusCode()).isEqualTo(503);
        assertThat(new String(get("/findings.json").body(), UTF_8)).isEqualTo("S3 is slow\n");
    }
}
