package io.github.rokutrickplay.aws;

import io.github.rokutrickplay.queue.MessageQueue;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Amazon SQS. */
final class SqsMessageQueue implements MessageQueue {

    private final SqsClient sqs;

    SqsMessageQueue(SqsClient sqs) {
        this.sqs = sqs;
    }

    @Override
    public void send(String queueUrl, String body, Map<String, String> attributes, Duration delay) {
        Map<String, MessageAttributeValue> values = attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> text(attribute.getValue())));
        try {
            sqs.sendMessage(request -> {
                request.queueUrl(queueUrl).messageBody(body).messageAttributes(values);
                if (delay.isPositive()) {
                    request.delaySeconds((int) delay.toSeconds());
                }
            });
        } catch (SdkException e) {
            throw AwsFailures.classify("sending a message to " + queueUrl, e);
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
