package io.github.rokutrickplay.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.aws.SqsQueue;
import io.github.rokutrickplay.local.aws.SqsQueues;
import io.github.rokutrickplay.local.aws.SqsQueues.RedrivenQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

final class QueuePollerTest {

    private static final int MAX_RECEIVES = 2;

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final SqsQueues queues = aws.queues();
    private final RedrivenQueue redriven =
            queues.createRedriven("polled-" + UUID.randomUUID(), Duration.ofSeconds(1), MAX_RECEIVES);
    private final LambdaFunction function;

    QueuePollerTest(@TempDir Path folder) {
        function = new LambdaFunction(TestFunctions.scripted(), folder, folder);
    }

    @BeforeEach
    void start() {
        assertThat(function.start()).isEmpty();
    }

    @AfterEach
    void close() {
        function.close();
        aws.close();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.call()) {
            assertThat(Instant.now()).as("deadline").isBefore(deadline);
            Thread.sleep(50);
        }
    }

    private int depth(SqsQueue queue) {
        return queues.depth(queue);
    }

    @Test
    void deletesWhatSucceededAndLetsOnlyTheFailedOnesComeBackUntilTheyAreDeadLetters() throws Exception {
        queues.send(redriven.queue(), "good one");
        queues.send(redriven.queue(), "poison");
        queues.send(redriven.queue(), "good two");

        try (QueuePoller poller = new QueuePoller(queues, redriven.queue(), function)) {
            await(() -> depth(redriven.deadLetters()) == 1 && !poller.isBusy());
        }

        assertThat(depth(redriven.queue())).isZero();
        assertThat(queues.drain(redriven.deadLetters()))
                .extracting(Message::body)
                .containsExactly("poison");
        assertThat(printed("poison")).isEqualTo(MAX_RECEIVES);
        assertThat(printed("good one")).isEqualTo(1);
    }

    @Test
    void deletesNothingOfABatchThatTheFunctionThrewAt() throws Exception {
        queues.send(redriven.queue(), "throw");

        try (QueuePoller poller = new QueuePoller(queues, redriven.queue(), function)) {
            await(() -> depth(redriven.deadLetters()) == 1 && !poller.isBusy());
        }

        assertThat(printed("\"body\":\"throw\"")).isEqualTo(MAX_RECEIVES);
    }

    @Test
    void makesTheEventThatLambdaMakes() throws Exception {
        queues.send(redriven.queue(), "{\"media_key\":\"a\"}");

        try (QueuePoller poller = new QueuePoller(queues, redriven.queue(), function)) {
            await(() -> depth(redriven.queue()) == 0 && !poller.isBusy());
        }

        assertThat(Files.readString(function.log()))
                .contains(
                        "\"body\":\"{\\\"media_key\\\":\\\"a\\\"}\"",
                        "\"eventSource\":\"aws:sqs\"",
                        "\"eventSourceARN\":\"" + redriven.queue().arn() + "\"",
                        "\"ApproximateReceiveCount\":\"1\"",
                        "\"md5OfBody\"",
                        "\"awsRegion\":\"us-east-1\"");
    }

    @Test
    void triesAnAsynchronousEventThreeTimesAndThenBuriesItWithTheError() throws Exception {
        try (AsyncInvocations invocations =
                new AsyncInvocations(function, queues, redriven.deadLetters(), Duration.ofMillis(10))) {
            invocations.submit("\"throw\"");
            await(() -> invocations.pending() == 0);
        }

        assertThat(queues.drain(redriven.deadLetters())).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("\"throw\"");
            assertThat(message.messageAttributes())
                    .hasEntrySatisfying(
                            "ErrorMessage",
                            value -> assertThat(value.stringValue()).isEqualTo("told to throw"));
        });
        assertThat(printed("got \"throw\"")).isEqualTo(3);
    }

    private int printed(String text) throws IOException {
        return Files.readString(function.log()).split(Pattern.quote(text), -1).length - 1;
    }
}
