package io.github.rokutrickplay.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.message.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As much of S3, SQS and CloudFront as functions ask for while they are primed, over HTTP on the loopback: objects can be read, all else is
 * agreed to and forgotten. Plain sockets, for Lambda's Java need not have the JDK's web server.
 */
final class PrimingAws implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Map<String, byte[]> objects;
    private final ServerSocket server;

    /** A request's first line and header, names in lower case. */
    private record Head(String method, String path, Map<String, String> fields) {}

    private record Answer(String status, String fields, byte[] body) {

        static Answer of(String status, String body) {
            return new Answer(status, "", body.getBytes(UTF_8));
        }
    }

    /** Starts it, on a free port. */
    PrimingAws(Map<String, byte[]> objects) {
        this.objects = Map.copyOf(objects);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port on the loopback: " + e.getMessage(), e);
        }
        Thread.ofVirtual().name("priming").start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // as it is meant to end
        }
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream()) {
            Head head = readHead(in);
            if (head.fields.containsKey("expect")) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            }
            byte[] body = in.readNBytes(Integer.parseInt(head.fields.getOrDefault("content-length", "0")));
            Answer answer = answer(head, body);
            out.write(("HTTP/1.1 " + answer.status + "\r\nConnection: close\r\nContent-Length: " + answer.body.length
                            + "\r\n" + answer.fields + "\r\n")
                    .getBytes(ISO_8859_1));
            if (!head.method.equals("HEAD")) {
                out.write(answer.body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the client sees a broken connection and priming fails
        }
    }

    private static Head readHead(InputStream in) throws IOException {
        String[] request = readLine(in).split(" ", 3);
        Map<String, String> fields = new HashMap<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Head(request[0], request[1], fields);
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the request ends within its header");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    private Answer answer(Head head, byte[] body) {
        return switch (head.method) {
            case "GET", "HEAD" -> head.path.contains("list-type=2") ? noObjects() : object(head);
            case "PUT" -> new Answer("200 OK", "ETag: \"0\"\r\n", new byte[0]);
            case "POST" -> post(head, body);
            default -> Answer.of("405 Method Not Allowed", "");
        };
    }

    private static Answer post(Head head, byte[] body) {
        if (head.path.contains("/distribution/")) {
            return Answer.of("201 Created", "<Invalidation><Id>I0</Id><Status>InProgress</Status></Invalidation>");
        }
        if (head.path.contains("?delete")) {
            return Answer.of("200 OK", "<DeleteResult/>");
        }
        String message = Json.readTree(new String(body, UTF_8), "a call of SQS")
                .path("MessageBody")
                .asText();
        return Answer.of("200 OK", "{\"MessageId\": \"0\", \"MD5OfMessageBody\": \"" + md5(message) + "\"}");
    }

    /** The SDK compares it. */
    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static Answer noObjects() {
        return Answer.of("200 OK", "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
    }

    private Answer object(Head head) {
        String key = head.path.replaceFirst("^/" + Priming.BUCKET + "/", "").replaceFirst("\\?.*", "");
        byte @Nullable [] object = objects.get(key);
        if (object == null) {
            return Answer.of("404 Not Found", "<Error><Code>NoSuchKey</Code></Error>");
        }
        Matcher range = RANGE.matcher(head.fields.getOrDefault("range", ""));
        if (!range.matches()) {
            return new Answer("200 OK", "ETag: \"0\"\r\n", object);
        }
        int from = Integer.parseInt(range.group(1));
        int to = Math.min(Integer.parseInt(range.group(2)) + 1, object.length);
        return new Answer(
                "206 Partial Content",
                "ETag: \"0\"\r\nContent-Range: bytes " + from + "-" + (to - 1) + "/" + object.length + "\r\n",
                Arrays.copyOfRange(object, from, to));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
