package io.github.rokutrickplay.queue;

import java.time.Duration;
import java.util.Map;

/** Queues that messages are sent to. Safe for use by many threads. */
public interface MessageQueue {

    /**
     * Sends one message.
     *
     * @param attributes SQS string attributes, at most ten
     * @throws io.github.rokutrickplay.failure.TransientFailure when it may not have been sent
     * @throws io.github.rokutrickplay.failure.PermanentFailure when the queue refuses it
     */
    default void send(String queueUrl, String body, Map<String, String> attributes) {
        send(queueUrl, body, attributes, Duration.ZERO);
    }

    /** The longest that a message can be held back. */
    Duration MAX_DELAY = Duration.ofMinutes(15);

    /**
     * Sends one message that nobody receives for a while.
     *
     * @param attributes SQS string attributes, at most ten
     * @param delay in whole seconds, at most {@link #MAX_DELAY}
     * @throws io.github.rokutrickplay.failure.TransientFailure when it may not have been sent
     * @throws io.github.rokutrickplay.failure.PermanentFailure when the queue refuses it
     */
    void send(String queueUrl, String body, Map<String, String> attributes, Duration delay);
}
