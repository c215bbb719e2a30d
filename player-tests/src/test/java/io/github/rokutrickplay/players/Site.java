package io.github.rokutrickplay.players;

import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves folders, each below a path of its own, as a CDN in front of S3 does: with byte ranges, for pages of any origin. For many
 * threads.
 */
final class Site implements AutoCloseable {

    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry("css", "text/css"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("m3u8", "application/vnd.apple.mpegurl"),
            Map.entry("m4s", "video/mp4"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mpd", "application/dash+xml"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("vtt", "text/vtt"));
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final LoopbackServer server = new LoopbackServer(LoopbackServer.ANY_PORT, this::answer);
    private final Map<String, Path> folders = new ConcurrentHashMap<>();
    private final List<String> missing = new CopyOnWriteArrayList<>();

    /**
     * Serves a folder from now on.
     *
     * @param name the path's first part
     * @return its address, with a slash at the end
     */
    URI serve(String name, Path folder) {
        folders.put(name, folder);
        return server.uri().resolve("/" + name + "/");
    }

    /** What was asked for below a path and is not there. */
    List<String> missing(String name) {
        return missing.stream()
                .filter(path -> path.startsWith("/" + name + "/"))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Range");
            String path = exchange.getRequestURI().getPath();
            Optional<Path> file = file(path);
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                LoopbackServer.answer(exchange, 204, "text/plain", new byte[0]);
            } else if (file.isEmpty()) {
                missing.add(path);
                LoopbackServer.answer(exchange, 404, "text/plain", new byte[0]);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                LoopbackServer.answer(exchange, 200, contentType(file.get()), new byte[0]);
            } else {
                send(exchange, file.get());
            }
        }
    }

    private Optional<Path> file(String path) {
        String[] parts = path.split("/", 3);
        Path folder = parts.length < 3 ? null : folders.get(parts[1]);
        if (folder == null) {
            return Optional.empty();
        }
        Path file = folder.resolve(parts[2]).normalize();
        return Optional.of(file).filter(inside -> inside.startsWith(folder) && Files.isRegularFile(inside));
    }

    private static void send(HttpExchange exchange, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        String asked = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        if (!range.matches()) {
            LoopbackServer.answer(exchange, 200, contentType(file), bytes);
            return;
        }
        int from = Integer.parseInt(range.group(1));
        int last = range.group(2).isEmpty()
                ? bytes.length - 1
                : Math.min(Integer.parseInt(range.group(2)), bytes.length - 1);
        if (from > last) {
            LoopbackServer.answer(exchange, 416, "text/plain", new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + last + "/" + bytes.length);
        LoopbackServer.answer(exchange, 206, contentType(file), Arrays.copyOfRange(bytes, from, last + 1));
    }

    private static String contentType(Path file) {
        String name = file.toString();
        return CONTENT_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    @Override
    public void close() {
        server.close();
    }
}
