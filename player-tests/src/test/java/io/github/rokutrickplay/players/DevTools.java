package io.github.rokutrickplay.players;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A browser's DevTools protocol: calls and their answers over one WebSocket. For many threads. */
final class DevTools implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TIMEOUT_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> unanswered = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();

    DevTools(URI address) {
        socket =
                client.newWebSocketBuilder().buildAsync(address, new Receiver()).join();
    }

    /** Has a session's events told from now on. */
    void listen(String session, Consumer<JsonNode> listener) {
        listeners.put(session, listener);
    }

    void forget(String session) {
        listeners.remove(session);
    }

    /**
     * Calls a method and waits for what it answers.
     *
     * @param session a tab's; null for the browser itself
     * @throws IllegalStateException if the browser refuses, or does not answer in a minute
     */
    JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", MAPPER.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        unanswered.put(id, answer);
        send(message.toString());
        try {
            JsonNode answered = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (answered.has("error")) {
                throw new IllegalStateException(method + ": " + answered.get("error"));
            }
            return answered.path("result");
        } catch (TimeoutException e) {
            throw new IllegalStateException(method + ": no answer in " + TIMEOUT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(method + ": the browser is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + ": interrupted", e);
        } finally {
            unanswered.remove(id);
        }
    }

    /** A WebSocket takes one message at a time. */
    private synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                String text = message.toString();
                message.setLength(0);
                received(text);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            lost(new IllegalStateException("the browser has closed the connection"));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            lost(error);
        }
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            lost(e);
            return;
        }
        CompletableFuture<JsonNode> waiting = unanswered.get(message.path("id").asInt());
        Consumer<JsonNode> listener = listeners.get(message.path("sessionId").asText());
        if (waiting != null) {
            waiting.complete(message);
        } else if (listener != null) {
            listener.accept(message);
        }
    }

    private void lost(Throwable reason) {
        unanswered.values().forEach(answer -> answer.completeExceptionally(reason));
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
