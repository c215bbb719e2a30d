package io.github.rokutrickplay.local.lambda;

import io.github.rokutrickplay.local.aws.SqsQueue;
import io.github.rokutrickplay.local.aws.SqsQueues;
import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's queue of asynchronous invocations: an event that the function fails with is tried again twice, and then sent to
 * the function's dead-letter queue, the error in the message's attributes.
 */
public final class AsyncInvocations implements AutoCloseable {

    /** Lambda's default. */
    private static final int MAX_ATTEMPTS = 3;

    /** What Lambda keeps of an error's message. */
    private static final int MAX_MESSAGE_CHARS = 1000;

    private static final Logger log = LoggerFactory.getLogger(AsyncInvocations.class);

    private final LambdaFunction function;
    private final SqsQueues queues;
    private final SqsQueue deadLetters;
    private final Duration retryDelay;
    private final AtomicInteger pending = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param retryDelay the pause before the second try, doubled before the third; in Lambda it is a minute
     */
    public AsyncInvocations(LambdaFunction function, SqsQueues queues, SqsQueue deadLetters, Duration retryDelay) {
        this.function = function;
        this.queues = queues;
        this.deadLetters = deadLetters;
        this.retryDelay = retryDelay;
    }

    /** Takes an event; returns at once. */
    public void submit(String event) {
        pending.incrementAndGet();
        threads.execute(() -> {
            try {
                run(event);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closing
            } finally {
                pending.decrementAndGet();
            }
        });
    }

    /** How many events were taken whose last try has not ended. */
    public int pending() {
        return pending.get();
    }

    private void run(String event) throws InterruptedException {
        Duration delay = retryDelay;
        for (int attempt = 1; ; attempt++) {
            InvocationResult result = function.invoke(event.getBytes(StandardCharsets.UTF_8));
            if (!(result instanceof FunctionError error)
                    || Thread.currentThread().isInterrupted()) {
                return;
            }
            log.warn(
                    "{} failed (try {} of {}) with {}: {}",
                    function.definition().name(),
                    attempt,
                    MAX_ATTEMPTS,
                    error.type(),
                    error.message());
            if (attempt == MAX_ATTEMPTS) {
                bury(event, error);
                return;
            }
            Thread.sleep(delay);
            delay = delay.multipliedBy(2);
        }
    }

    private void bury(String event, FunctionError error) {
        String message = error.message().replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF\\p{Cs}]", " ");
        String shortened = message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS));
        queues.send(
                deadLetters,
                event,
                Map.of("ErrorCode", "200", "ErrorMessage", shortened.isEmpty() ? error.type() : shortened));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
