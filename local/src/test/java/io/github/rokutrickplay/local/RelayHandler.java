package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Stands in for any of the three functions: sends a message to the next one's queue, or fails if the event says so. */
public final class RelayHandler implements RequestStreamHandler {

    private final HttpClient http = HttpClient.newHttpClient();

    public RelayHandler() {
        if (System.getenv("RELAY_BROKEN") != null) {
            throw new IllegalStateException("RELAY_BROKEN=" + System.getenv("RELAY_BROKEN") + " is not allowed");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), UTF_8);
        System.out.println("got " + event);
        if (event.contains("fail-" + context.getFunctionName())) {
            throw new IllegalStateException("told to fail");
        }
        String body = event.contains("fail-manifest-updater") ? "fail-manifest-updater" : "relayed";
        switch (context.getFunctionName()) {
            case "trick-play-generator" -> send(System.getenv("SQS_MANIFEST_QUEUE_URL"), body);
            case "manifest-updater" -> send(System.getenv("SQS_CACHE_INVALIDATION_QUEUE_URL"), body);
            default -> System.out.println("the end");
        }
        output.write("{\"batchItemFailures\":[]}".getBytes(UTF_8));
    }

    private void send(@Nullable String queueUrl, String body) throws IOException {
        String json = "{\"QueueUrl\":\"" + queueUrl + "\",\"MessageBody\":\"" + body + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("AWS_ENDPOINT_URL_SQS") + "/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .POST(BodyPublishers.ofString(json))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("SQS answered " + response.statusCode() + " " + response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
