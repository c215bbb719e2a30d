package io.github.rokutrickplay.local.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.verify.Finding;
import io.github.rokutrickplay.message.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Serves the page of one film, its players, and the film's own objects, to this machine only: pages of other sites get nothing,
 * whatever name they reach it by, and this page asks nobody else.
 */
public final class PreviewServer implements AutoCloseable {

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** Scripts and styles are files of ours; pictures may be made by them, and players feed the film. */
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Whatever it is, it does nothing. */
    private static final String FILM_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final PreviewFilm film;
    private final FilmCheck check;
    private final PageFiles files;
    private final FilmObjects objects;
    private final LoopbackServer server;

    /** What was found, as the page reads it. */
    private record Findings(boolean checked, List<Finding> findings) {}

    /**
     * Starts to serve.
     *
     * @param port {@link LoopbackServer#ANY_PORT}, or the one to listen on
     * @param players the folder that npm has installed players in, which need not be there
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public PreviewServer(int port, PreviewFilm film, FilmCheck check, Path players) {
        this.film = film;
        this.check = check;
        this.files = new PageFiles(players);
        this.objects = new FilmObjects(film.store());
        this.server = new LoopbackServer(port, this::answer);
    }

    /** The page's address. */
    public URI uri() {
        return server.uri().resolve("/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            protect(exchange.getResponseHeaders(), PAGE_POLICY);
            String method = exchange.getRequestMethod();
            if (!isForUs(exchange)) {
                say(exchange, 421, "this server answers to " + server.hostAndPort() + " and to no other name");
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, "there is nothing to change here");
            } else {
                find(exchange, exchange.getRequestURI().getRawPath());
            }
        }
    }

    private static void protect(Headers headers, String policy) {
        headers.set("Content-Security-Policy", policy);
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }

    /** A name that leads here may be anybody's: a site whose name does so would otherwise read what is served. */
    private boolean isForUs(HttpExchange exchange) {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        int port = server.uri().getPort();
        return hosts.size() == 1
                && List.of("127.0.0.1:" + port, "localhost:" + port).contains(hosts.getFirst());
    }

    private void find(HttpExchange exchange, String path) throws IOException {
        try {
            if (path.equals("/film.json")) {
                send(
                        exchange,
                        JSON,
                        Json.write(PreviewDocument.of(film, files.players())).getBytes(UTF_8));
            } else if (path.equals("/findings.json")) {
                Optional<List<Finding>> found = check.findings();
                Findings findings = new Findings(found.isPresent(), found.orElse(List.of()));
                send(exchange, JSON, Json.write(findings).getBytes(UTF_8));
            } else if (path.startsWith(PreviewFilm.PATH)) {
                object(exchange, path.substring(PreviewFilm.PATH.length()));
            } else {
                Optional<byte[]> file = files.find(path);
                if (file.isPresent()) {
                    send(exchange, ContentTypes.ofPage(path.equals("/") ? "index.html" : path), file.get());
                } else {
                    say(exchange, 404, "there is nothing here");
                }
            }
        } catch (PermanentFailure e) {
            say(exchange, 422, film.readable().apply(String.valueOf(e.getMessage())));
        } catch (TransientFailure e) {
            say(exchange, 503, film.readable().apply(String.valueOf(e.getMessage())));
        }
    }

    private void object(HttpExchange exchange, String path) throws IOException {
        protect(exchange.getResponseHeaders(), FILM_POLICY);
        Optional<String> key = PathKey.decode(path).filter(film::holds);
        if (key.isEmpty()) {
            say(exchange, 403, "only what lies in the film's own folder is served");
        } else if (!objects.answer(exchange, film.main().withKey(key.get()))) {
            say(exchange, 404, "there is no such object");
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, TEXT, (text + "\n").getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, String contentType, byte[] body) throws IOException {
        answer(exchange, 200, contentType, body);
    }

    private static void answer(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            LoopbackServer.answer(exchange, status, contentType, body);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
