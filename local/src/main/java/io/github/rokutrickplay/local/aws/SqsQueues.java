package io.github.rokutrickplay.local.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues as an operator sees them: made, looked into, received from. Over the embedded SQS or any other. */
public final class SqsQueues implements AutoCloseable {

    /** The most that one call receives or deletes. */
    public static final int MAX_BATCH = 10;

    private static final String DEAD_LETTERS_SUFFIX = "-dlq";

    private final SqsClient sqs;

    /**
     * @param environment AWS_ENDPOINT_URL_SQS or AWS_ENDPOINT_URL, AWS_REGION, and the credentials; without credentials
     *     the SDK's default chain is asked
     */
    public SqsQueues(Map<String, String> environment) {
        SqsClientBuilder builder = SqsClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .region(Region.of(environment.getOrDefault("AWS_REGION", EmbeddedAws.REGION)));
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_SQS"))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .map(URI::create)
                .ifPresent(builder::endpointOverride);
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        builder.credentialsProvider(
                id == null || secret == null
                        ? DefaultCredentialsProvider.builder().build()
                        : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)));
        sqs = builder.build();
    }

    /** Makes a queue that nothing is redriven from. */
    public SqsQueue create(String name, Duration visibilityTimeout) {
        return create(name, visibilityTimeout, Map.of());
    }

    /** Makes a queue and, named {@code <name>-dlq}, the one that its messages go to after so many receives. */
    public RedrivenQueue createRedriven(String name, Duration visibilityTimeout, int maxReceiveCount) {
        SqsQueue deadLetters = create(name + DEAD_LETTERS_SUFFIX, visibilityTimeout);
        String policy = "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":\""
                + maxReceiveCount + "\"}";
        SqsQueue queue = create(name, visibilityTimeout, Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        return new RedrivenQueue(queue, deadLetters);
    }

    /** A queue and its dead-letter queue. */
    public record RedrivenQueue(SqsQueue queue, SqsQueue deadLetters) {}

    private SqsQueue create(String name, Duration visibilityTimeout, Map<QueueAttributeName, String> otherAttributes) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(otherAttributes);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(visibilityTimeout.toSeconds()));
        String url = sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
        String arn = attribute(url, QueueAttributeName.QUEUE_ARN);
        return new SqsQueue(name, url, arn, visibilityTimeout);
    }

    private String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "");
    }

    /** How many messages a queue holds, those included that somebody is working on; those not that it holds back for later. */
    public int depth(SqsQueue queue) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queue.url())
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    public void send(SqsQueue queue, String body) {
        send(queue, body, Map.of());
    }

    public void send(SqsQueue queue, String body, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        sqs.sendMessage(
                request -> request.queueUrl(queue.url()).messageBody(body).messageAttributes(values));
    }

    /**
     * Receives up to {@value #MAX_BATCH} messages with all their attributes.
     *
     * @param wait how long to wait for the first, up to 20 s, in whole seconds
     */
    public List<Message> receive(SqsQueue queue, Duration wait) {
        return receive(queue, wait, MAX_BATCH);
    }

    /** As {@link #receive(SqsQueue, Duration)}, but no more than {@code limit}. */
    public List<Message> receive(SqsQueue queue, Duration wait, int limit) {
        return sqs.receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(limit)
                        .waitTimeSeconds((int) wait.toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    /** Takes everything out of a queue that can be received at once: how a dead-letter queue is read here. */
    public List<Message> drain(SqsQueue queue) {
        List<Message> all = new ArrayList<>();
        List<Message> batch = receive(queue, Duration.ZERO);
        while (!batch.isEmpty()) {
            all.addAll(batch);
            delete(queue, batch);
            batch = receive(queue, Duration.ZERO);
        }
        return all;
    }

    public void delete(SqsQueue queue, List<Message> messages) {
        for (int from = 0; from < messages.size(); from += MAX_BATCH) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(from + MAX_BATCH, messages.size()))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            sqs.deleteMessageBatch(request -> request.queueUrl(queue.url()).entries(entries));
        }
    }

    @Override
    public void close() {
        sqs.close();
    }
}
