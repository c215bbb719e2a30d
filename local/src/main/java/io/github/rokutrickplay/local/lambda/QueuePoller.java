package io.github.rokutrickplay.local.lambda;

import io.github.rokutrickplay.local.aws.SqsQueue;
import io.github.rokutrickplay.local.aws.SqsQueues;
import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * An SQS event source mapping with ReportBatchItemFailures: receives batches, invokes the function, deletes what it did not
 * report as failed. What is not deleted becomes visible again after the queue's visibility timeout.
 */
public final class QueuePoller implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueuePoller.class);

    /** Whole seconds are what SQS knows; the shortest keeps closing quick. */
    private static final Duration LONG_POLL = Duration.ofSeconds(1);

    /** How long a batch that is not full waits for more. */
    private static final Duration BATCHING_WINDOW = Duration.ofMillis(200);

    /** After the queue did not answer. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SqsQueues queues;
    private final SqsQueue queue;
    private final LambdaFunction function;
    private final Thread thread;
    private volatile boolean busy;
    private volatile boolean closed;

    /** Starts to poll. */
    public QueuePoller(SqsQueues queues, SqsQueue queue, LambdaFunction function) {
        this.queues = queues;
        this.queue = queue;
        this.function = function;
        this.thread = Thread.ofVirtual().name("poll " + queue.name()).start(this::poll);
    }

    /** Whether messages were received whose invocation has not ended. */
    public boolean isBusy() {
        return busy;
    }

    private void poll() {
        while (!closed) {
            try {
                List<Message> batch = receiveBatch();
                if (!batch.isEmpty()) {
                    process(batch);
                }
            } catch (SdkException e) {
                if (!closed) {
                    log.warn("polling {} failed: {}", queue.name(), e.getMessage());
                    pause(PAUSE);
                }
            } finally {
                busy = false;
            }
        }
    }

    private List<Message> receiveBatch() {
        List<Message> first = queues.receive(queue, LONG_POLL);
        if (first.isEmpty() || closed) {
            return List.of();
        }
        busy = true;
        if (first.size() == SqsQueues.MAX_BATCH) {
            return first;
        }
        pause(BATCHING_WINDOW);
        List<Message> batch = new ArrayList<>(first);
        batch.addAll(queues.receive(queue, Duration.ZERO, SqsQueues.MAX_BATCH - first.size()));
        return batch;
    }

    private void process(List<Message> batch) {
        InvocationResult result = function.invoke(SqsEvents.write(queue, batch));
        List<Message> done = switch (result) {
            case FunctionError error -> {
                log.warn("{} failed with {}: {}", function.definition().name(), error.type(), error.message());
                yield List.of();
            }
            case Success success -> succeeded(batch, success);
        };
        queues.delete(queue, done);
    }

    private static List<Message> succeeded(List<Message> batch, Success success) {
        return SqsEvents.failedMessageIds(success.payload(), batch)
                .map(failed -> without(batch, failed))
                .orElse(List.of());
    }

    private static List<Message> without(List<Message> batch, Set<String> ids) {
        return batch.stream()
                .filter(message -> !ids.contains(message.messageId()))
                .toList();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    /** Stops to poll; messages of an invocation under way stay in the queue. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
