package io.github.rokutrickplay.local.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a deployment's queues, logs and alarms are.
 *
 * @param queueUrls of the queues between the functions, by name
 * @param deadLetterQueueUrls by the function, or the event rule, that the work was meant for
 * @param logGroups by function
 * @param alarms the names of all alarms
 */
public record Deployment(
        Map<String, String> queueUrls,
        Map<String, String> deadLetterQueueUrls,
        Map<String, String> logGroups,
        List<String> alarms) {

    public Deployment {
        queueUrls = new LinkedHashMap<>(queueUrls);
        deadLetterQueueUrls = new LinkedHashMap<>(deadLetterQueueUrls);
        logGroups = new LinkedHashMap<>(logGroups);
        alarms = List.copyOf(alarms);
    }

    /**
     * Reads what {@code terraform output -json} prints.
     *
     * @param what names the text in the failure's message
     * @throws PermanentFailure if it is something else
     */
    public static Deployment ofTerraform(String json, String what) {
        JsonNode outputs = Json.readTree(json, what);
        if (!outputs.path("dead_letter_queue_urls").has("value")) {
            throw new PermanentFailure(
                    what + " is not what `terraform output -json` prints: it has no dead_letter_queue_urls");
        }
        List<String> alarms = new ArrayList<>();
        outputs.path("alarms").path("value").forEach(name -> alarms.add(name.asText()));
        return new Deployment(
                map(outputs.path("queue_urls").path("value")),
                map(outputs.path("dead_letter_queue_urls").path("value")),
                map(outputs.path("log_groups").path("value")),
                alarms);
    }

    /**
     * Reads a file of that.
     *
     * @throws PermanentFailure if it cannot be read, or is something else
     */
    public static Deployment read(Path file) {
        try {
            return ofTerraform(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new PermanentFailure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where paths to be cleared are sent.
     *
     * @throws PermanentFailure if there is no such queue
     */
    public String invalidationQueueUrl() {
        String url = queueUrls.get("invalidation-queue");
        if (url == null) {
            throw new PermanentFailure("the deployment has no invalidation-queue among its queue_urls");
        }
        return url;
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
