package io.github.rokutrickplay.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.aws.SqsQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The event that Lambda makes of SQS messages, and what it reads from the answer.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for an SQS
 *     event source</a>
 */
final class SqsEvents {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SqsEvents() {}

    static byte[] write(SqsQueue queue, List<Message> messages) {
        ObjectNode event = MAPPER.createObjectNode();
        var records = event.putArray("Records");
        for (Message message : messages) {
            ObjectNode item = records.addObject()
                    .put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body());
            ObjectNode attributes = item.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            ObjectNode messageAttributes = item.putObject("messageAttributes");
            message.messageAttributes().forEach((name, value) -> write(messageAttributes.putObject(name), value));
            item.put("md5OfBody", message.md5OfBody())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", queue.arn())
                    .put("awsRegion", EmbeddedAws.REGION);
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ObjectNode attribute, MessageAttributeValue value) {
        attribute.put("stringValue", value.stringValue());
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        attribute.put("dataType", value.dataType());
    }

    /**
     * Which messages the function reported as failed.
     *
     * @return empty when the answer is not a valid report: then all have failed
     */
    static Optional<Set<String>> failedMessageIds(byte[] response, List<Message> messages) {
        JsonNode json;
        try {
            json = MAPPER.readTree(response);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        Set<String> known = new HashSet<>();
        messages.forEach(message -> known.add(message.messageId()));
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : json.path("batchItemFailures")) {
            String id = failure.path("itemIdentifier").asText("");
            if (!known.contains(id)) {
                return Optional.empty();
            }
            failed.add(id);
        }
        return Optional.of(failed);
    }
}
