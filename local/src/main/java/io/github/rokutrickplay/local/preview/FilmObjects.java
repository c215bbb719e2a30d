package io.github.rokutrickplay.local.preview;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.util.Optional;

/** Answers with objects as they are stored, whole or in part, a few megabytes at a time. */
final class FilmObjects {

    private static final int PIECE_BYTES = 4 * 1024 * 1024;

    private final ObjectStore store;

    FilmObjects(ObjectStore store) {
        this.store = store;
    }

    /**
     * @return whether there is such an object; if not, nothing was answered
     */
    boolean answer(HttpExchange exchange, S3Location location) throws IOException {
        // A part of what is stored compressed is of no use to anybody.
        Optional<AskedRange> asked = ContentTypes.isText(location.key())
                ? Optional.empty()
                : AskedRange.parse(exchange.getRequestHeaders().getFirst("Range"));
        AskedRange part = asked.orElse(AskedRange.ALL);
        if (part.isFromEnd()) {
            Optional<ObjectRange> start = store.findRange(location, 0, 1);
            if (start.isEmpty()) {
                return false;
            }
            part = part.within(start.get().objectSizeBytes());
        }
        Optional<ObjectRange> found =
                store.findRange(location, part.first(), Math.max(1, part.lengthFrom(part.first(), PIECE_BYTES)));
        if (found.isEmpty()) {
            return false;
        }
        answer(exchange, location, part.within(found.get().objectSizeBytes()), asked.isPresent(), found.get());
        return true;
    }

    private void answer(HttpExchange exchange, S3Location location, AskedRange part, boolean partial, ObjectRange start)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        if (partial && part.first() > part.last()) {
            headers.set("Content-Range", "bytes */" + start.objectSizeBytes());
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        headers.set("Content-Type", ContentTypes.ofFilm(location.key()));
        if (!ContentTypes.isText(location.key())) {
            headers.set("Accept-Ranges", "bytes");
        } else if (isGzip(start.bytes())) {
            headers.set("Content-Encoding", "gzip");
        }
        if (partial) {
            headers.set("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + start.objectSizeBytes());
        }
        long length = part.last() - part.first() + 1;
        boolean withBody = !exchange.getRequestMethod().equals("HEAD") && length > 0;
        if (!withBody) {
            headers.set("Content-Length", Long.toString(length));
        }
        // For this server -1 means "no body".
        exchange.sendResponseHeaders(partial ? 206 : 200, withBody ? length : -1);
        if (withBody) {
            send(exchange, location, part, start);
        }
    }

    private void send(HttpExchange exchange, S3Location location, AskedRange part, ObjectRange start)
            throws IOException {
        byte[] bytes = start.bytes();
        long at = part.first();
        while (true) {
            exchange.getResponseBody().write(bytes);
            at += bytes.length;
            if (at > part.last()) {
                return;
            }
            bytes = store.findRange(location, at, part.lengthFrom(at, PIECE_BYTES))
                    .filter(piece -> piece.etag().equals(start.etag()) && piece.bytes().length > 0)
                    .orElseThrow(() -> new IOException(location + " was replaced while it was sent"))
                    .bytes();
        }
    }

    /** By the bytes: a file has no Content-Encoding, and some tools store the one without the other. */
    private static boolean isGzip(byte[] start) {
        return start.length > 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    }
}
