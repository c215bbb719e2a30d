package io.github.rokutrickplay.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How an invocation ended. */
public sealed interface InvocationResult {

    /** What the function answered. */
    byte[] payload();

    /** The function returned. */
    record Success(byte[] payload) implements InvocationResult {}

    /**
     * The function threw, did not start, ran out of time, or its process ended.
     *
     * @param type a class name, or one of Lambda's own such as {@code Sandbox.Timedout}
     * @param message what happened
     * @param payload the error document as Lambda hands it on
     */
    record FunctionError(String type, String message, byte[] payload) implements InvocationResult {

        private static final ObjectMapper MAPPER = new ObjectMapper();

        /** An error that Lambda itself reports. */
        static FunctionError of(String type, String message) {
            try {
                return new FunctionError(
                        type, message, MAPPER.writeValueAsBytes(Map.of("errorType", type, "errorMessage", message)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("two texts have JSON", e);
            }
        }

        /** An error document that a runtime has sent. */
        static FunctionError parse(byte[] payload) {
            try {
                JsonNode json = MAPPER.readTree(payload);
                return new FunctionError(
                        json.path("errorType").asText("Unknown"),
                        json.path("errorMessage").asText(""),
                        payload);
            } catch (IOException e) {
                return new FunctionError("Unknown", new String(payload, StandardCharsets.UTF_8), payload);
            }
        }
    }
}
