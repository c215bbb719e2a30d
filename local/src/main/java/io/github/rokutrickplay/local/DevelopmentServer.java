package io.github.rokutrickplay.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.lambda.InvocationResult;
import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The local Lambda development server: {@code POST /} with {@code {"function_name":…,"event":…}} invokes a function and
 * answers what it answers.
 */
final class DevelopmentServer implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";

    /** How functions are invoked. */
    interface Invoker {
        InvocationResult invoke(FunctionName function, byte[] event);
    }

    private final Invoker invoker;
    private final LoopbackServer server;

    /**
     * Starts to serve.
     *
     * @throws java.io.UncheckedIOException if the port is taken
     */
    DevelopmentServer(InetSocketAddress address, Invoker invoker) {
        this.invoker = invoker;
        this.server = new LoopbackServer(address, this::answer);
    }

    URI uri() {
        return server.uri();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                requireMethodAndPath(exchange);
                answer(exchange, body);
            } catch (Refusal refusal) {
                LoopbackServer.answer(exchange, refusal.status, JSON, error(String.valueOf(refusal.getMessage())));
            }
        }
    }

    /** A request that no function sees. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private static void requireMethodAndPath(HttpExchange exchange) {
        if (!exchange.getRequestURI().getPath().equals("/")) {
            throw new Refusal(404, "there is only / here");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            throw new Refusal(405, "send a POST with {\"function_name\":…,\"event\":…}");
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        JsonNode request = parse(body);
        FunctionName function = function(request);
        JsonNode event = request.path("event");
        if (event.isMissingNode() || event.isNull()) {
            throw new Refusal(400, "event is missing: it is what the function is invoked with");
        }
        switch (invoker.invoke(function, event.toString().getBytes(StandardCharsets.UTF_8))) {
            case Success success -> LoopbackServer.answer(exchange, 200, JSON, success.payload());
            case FunctionError error -> LoopbackServer.answer(exchange, 502, JSON, describe(error));
        }
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            JsonNode request = MAPPER.readTree(body);
            if (!request.isObject()) {
                throw new Refusal(400, "the body is not a JSON object with function_name and event");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static FunctionName function(JsonNode request) {
        String name = request.path("function_name").asText("");
        if (name.isEmpty()) {
            throw new Refusal(400, "function_name is missing; known are " + FunctionName.known());
        }
        return FunctionName.find(name)
                .orElseThrow(() ->
                        new Refusal(400, "function_name " + name + " is unknown; known are " + FunctionName.known()));
    }

    private static byte[] error(String message) {
        return MAPPER.createObjectNode().put("error", message).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] describe(FunctionError error) {
        return MAPPER.createObjectNode()
                .put("errorType", error.type())
                .put("errorMessage", error.message())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
