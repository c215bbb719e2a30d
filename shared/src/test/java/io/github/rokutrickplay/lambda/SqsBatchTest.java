package io.github.rokutrickplay.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.notify.RecordingNotifier;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqsBatchTest {

    private static final String DEAD = "https://sqs.us-east-1.amazonaws.com/1/dead";

    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();
    private final RecordingNotifier notifier = new RecordingNotifier();

    private SqsBatch read(String event, Optional<String> deadLetterQueue) throws IOException {
        return SqsBatch.read(
                new ByteArrayInputStream(event.getBytes(UTF_8)),
                new DeadLetters(queue, deadLetterQueue, notifier, "a-function"));
    }

    private SqsBatch readFour(Optional<String> deadLetterQueue) throws IOException {
        return read("""
                {"Records":[
                  {"messageId":"m1","receiptHandle":"h","body":"one","attributes":{"ApproximateReceiveCount":"2"},
                   "messageAttributes":{},"md5OfBody":"x","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:x:1:q",
                   "awsRegion":"us-east-1"},
                  {"messageId":"m2","body":"two"},{"messageId":"m3","body":"three"},{"messageId":"m4","body":"four"}]}
                """, deadLetterQueue);
    }

    private static String response(SqsBatch batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        batch.writeResponse(out);
        return out.toString(UTF_8);
    }

    private static void run(SqsBatch batch) {
        for (SQSMessage message : batch.messages()) {
            SqsBatch.Ending ending = batch.attempt(message, () -> {
                switch (message.getMessageId()) {
                    case "m2" -> throw new PermanentFailure("it is broken");
                    case "m3" -> throw new TransientFailure("slow down");
                    case "m4" -> throw new IllegalStateException("a bug");
                    default -> {}
                }
            });
            boolean recorded = ending == SqsBatch.Ending.REFUSED;
            assertThat(ending == SqsBatch.Ending.DONE)
                    .isEqualTo(message.getMessageId().equals("m1"));
            assertThat(recorded && !message.getMessageId().equals("m2")).isFalse();
        }
    }

    @Test
    void readsMessagesAsLambdaWritesThem() throws IOException {
        SQSMessage first = readFour(Optional.of(DEAD)).messages().getFirst();

        assertThat(first.getMessageId()).isEqualTo("m1");
        assertThat(first.getBody()).isEqualTo("one");
        assertThat(first.getAttributes()).containsEntry("ApproximateReceiveCount", "2");
        assertThat(first.getEventSourceArn()).isEqualTo("arn:aws:sqs:x:1:q");
    }

    @Test
    void reportsWhatCanBeTriedAgainAndRecordsWhatCannot() throws IOException {
        SqsBatch batch = readFour(Optional.of(DEAD));

        run(batch);

        assertThat(response(batch))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m3\"},{\"itemIdentifier\":\"m4\"}]}");
        assertThat(queue.sent).extracting(InMemoryMessageQueue.Sent::body).containsExactly("two");
    }

    @Test
    void reportsARefusalThatCouldNotBeRecorded() throws IOException {
        queue.failWith(new TransientFailure("no queue today"));
        SqsBatch batch = readFour(Optional.of(DEAD));

        run(batch);

        assertThat(response(batch)).contains("m2", "m3", "m4").doesNotContain("m1");
    }

    @Test
    void leavesRefusalsToTheQueuesRedriveWhereNoQueueIsConfigured() throws IOException {
        SqsBatch batch = readFour(Optional.empty());

        run(batch);

        assertThat(response(batch)).contains("m2", "m3", "m4");
        assertThat(notifier.failures).hasSize(1);
    }

    @Test
    void survivesABugInTheRecordingOfARefusal() throws IOException {
        queue.failWith(new IllegalStateException("a bug"));
        SqsBatch batch = readFour(Optional.of(DEAD));

        run(batch);

        assertThat(response(batch)).contains("m2", "m3", "m4").doesNotContain("m1");
    }

    @Test
    void hasNoFailuresWhereThereAreNoMessages() throws IOException {
        assertThat(response(read("{\"Records\":[]}", Optional.of(DEAD)))).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "<html>", "", "{\"Records\":1}", "{\"detail\":{}}"})
    void refusesWhatIsNoEventOfAQueue(String event) {
        assertThatThrownBy(() -> read(event, Optional.of(DEAD)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("the event");
    }
}
