package io.github.rokutrickplay.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.local.aws.SqsQueues.RedrivenQueue;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.queue.MessageQueueContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

final class EmbeddedSqsTest extends MessageQueueContract {

    private static final MessageQueue QUEUE = new AwsClients(RunningAws.AWS.environment()).messageQueue();

    private final SqsQueues queues = RunningAws.AWS.queues();
    private final SqsQueue queue = queues.create("contract-" + UUID.randomUUID(), Duration.ofSeconds(30));

    @Override
    protected MessageQueue queue() {
        return QUEUE;
    }

    @Override
    protected String queueUrl() {
        return queue.url();
    }

    @Override
    protected List<Received> receiveAll() {
        return queues.drain(queue).stream()
                .map(message -> new Received(message.body(), attributes(message)))
                .toList();
    }

    private static Map<String, String> attributes(Message message) {
        return message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().stringValue()));
    }

    @Test
    void movesAMessageToTheDeadLettersAfterTheGivenNumberOfReceives() throws InterruptedException {
        RedrivenQueue redriven = queues.createRedriven("redriven-" + UUID.randomUUID(), Duration.ofSeconds(1), 2);
        queues.send(redriven.queue(), "poison");

        int receives = 0;
        for (int i = 0; i < 5 && queues.depth(redriven.deadLetters()) == 0; i++) {
            receives += queues.receive(redriven.queue(), Duration.ofSeconds(2)).size();
            Thread.sleep(100);
        }

        assertThat(receives).isEqualTo(2);
        assertThat(queues.drain(redriven.deadLetters()))
                .extracting(Message::body)
                .containsExactly("poison");
        assertThat(queues.depth(redriven.queue())).isZero();
    }

    @Test
    void namesTheQueueByRegionAndAccount() {
        assertThat(queue.arn()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:" + queue.name());
        assertThat(queue.url()).startsWith("http://127.0.0.1:");
    }
}
