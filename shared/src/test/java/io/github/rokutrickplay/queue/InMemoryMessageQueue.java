package io.github.rokutrickplay.queue;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake of SQS that keeps what was sent. */
public final class InMemoryMessageQueue implements MessageQueue {

    /** A message as it was sent. */
    public record Sent(String queueUrl, String body, Map<String, String> attributes, Duration delay) {}

    /** What SQS takes. */
    private static final int MAX_BYTES = 1024 * 1024;

    public final List<Sent> sent = new CopyOnWriteArrayList<>();

    private Optional<RuntimeException> failure = Optional.empty();

    /** Lets every further send fail. */
    public void failWith(RuntimeException failure) {
        this.failure = Optional.of(failure);
    }

    @Override
    public void send(String queueUrl, String body, Map<String, String> attributes, Duration delay) {
        failure.ifPresent(e -> {
            throw e;
        });
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new PermanentFailure("a message of more than " + MAX_BYTES + " bytes");
        }
        sent.add(new Sent(queueUrl, body, attributes, delay));
    }
}
