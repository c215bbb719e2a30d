package io.github.rokutrickplay.local.explain;

import io.github.rokutrickplay.queue.DeadLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Looks into queues. Dead letters are received, read and given back at once, a bounded number of them: nothing is redriven from their
 * queues by a count of receives. The other queues are only counted, since each look would bring a message closer to the dead letters.
 */
final class DeadLetterQueues {

    private static final int BATCH = 10;

    /** Of one queue. */
    private static final int MOST = 200;

    /** Longer than the look takes, so that no message comes twice. */
    private static final int HIDDEN_SECONDS = 60;

    /** What EventBridge says of an event that it could not deliver. */
    private static final String ERROR_MESSAGE = "ERROR_MESSAGE";

    private final SqsClient sqs;

    DeadLetterQueues(SqsClient sqs) {
        this.sqs = sqs;
    }

    /** What was found, and whether there is more than was looked at. */
    record Look(List<DeadLetter> letters, boolean more) {}

    /**
     * @param urls by the function that the work was meant for
     * @param ours whether a message's body is of the film
     */
    Look look(Map<String, String> urls, Predicate<String> ours) {
        List<DeadLetter> letters = new ArrayList<>();
        boolean more = false;
        for (Map.Entry<String, String> queue : urls.entrySet()) {
            List<Message> seen = receive(queue.getValue());
            more |= seen.size() >= MOST;
            seen.stream()
                    .filter(message -> ours.test(message.body()))
                    .map(message -> letter(queue.getKey(), message))
                    .forEach(letters::add);
        }
        letters.sort(Comparator.comparing(DeadLetter::sentAt));
        return new Look(letters, more);
    }

    private List<Message> receive(String url) {
        List<Message> seen = new ArrayList<>();
        try {
            List<Message> batch;
            do {
                batch = sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(BATCH)
                                .visibilityTimeout(HIDDEN_SECONDS)
                                .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                                .messageAttributeNames("All"))
                        .messages();
                seen.addAll(batch);
            } while (!batch.isEmpty() && seen.size() < MOST);
        } finally {
            giveBack(url, seen);
        }
        return seen;
    }

    private void giveBack(String url, List<Message> messages) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(from + BATCH, messages.size()))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0)
                        .build());
            }
            sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    private static DeadLetter letter(String function, Message message) {
        String sent = message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0");
        return new DeadLetter(function, Instant.ofEpochMilli(Long.parseLong(sent)), reason(message));
    }

    private static @Nullable String reason(Message message) {
        Map<String, MessageAttributeValue> attributes = message.messageAttributes();
        MessageAttributeValue reason = attributes.getOrDefault(DeadLetters.REASON, attributes.get(ERROR_MESSAGE));
        return reason == null ? null : reason.stringValue();
    }

    /** How many messages each queue holds, those included that a function is at or that are held back for later. */
    Map<String, Integer> depths(Map<String, String> urls) {
        Map<String, Integer> depths = new LinkedHashMap<>();
        urls.forEach((name, url) -> depths.put(
                name,
                sqs
                        .getQueueAttributes(request -> request.queueUrl(url)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                        .attributes()
                        .values()
                        .stream()
                        .mapToInt(Integer::parseInt)
                        .sum()));
        return depths;
    }
}
