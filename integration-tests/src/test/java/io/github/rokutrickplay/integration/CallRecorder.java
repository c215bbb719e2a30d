package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between one function and the embedded AWS, hands everything on, and notes each call as IAM would see it: so it is
 * known which function made it, which the services themselves cannot tell.
 */
final class CallRecorder implements AutoCloseable {

    /** Headers that the HTTP client writes itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private final Queue<AwsRequest> calls = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LoopbackServer s3;
    private final LoopbackServer sqs;
    private final LoopbackServer cloudFront;

    /**
     * @param aws the embedded AWS's environment
     */
    CallRecorder(Map<String, String> aws) {
        s3 = server(Objects.requireNonNull(aws.get("AWS_ENDPOINT_URL_S3")), AwsRequests::ofS3);
        sqs = server(Objects.requireNonNull(aws.get("AWS_ENDPOINT_URL_SQS")), AwsRequests::ofSqs);
        cloudFront = server(Objects.requireNonNull(aws.get("AWS_ENDPOINT_URL_CLOUDFRONT")), AwsRequests::ofCloudFront);
    }

    private interface Reader {
        List<AwsRequest> read(AwsRequests.Call call);
    }

    private LoopbackServer server(String target, Reader reader) {
        return new LoopbackServer(LoopbackServer.ANY_PORT, exchange -> {
            try (exchange) {
                handOn(exchange, target, reader);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        });
    }

    private void handOn(HttpExchange exchange, String target, Reader reader) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        calls.addAll(reader.read(new AwsRequests.Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                new String(body, UTF_8),
                response.statusCode())));
        response.headers().map().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name) && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
    }

    /** The variables that make a function's calls come here. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", s3.uri().toString(),
                "AWS_ENDPOINT_URL_SQS", sqs.uri().toString(),
                "AWS_ENDPOINT_URL_CLOUDFRONT", cloudFront.uri().toString());
    }

    List<AwsRequest> calls() {
        return calls.stream().distinct().toList();
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        cloudFront.close();
        client.close();
    }
}
