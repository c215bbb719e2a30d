package io.github.rokutrickplay.queue;

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
    void send(String queueUrl, String body, Map<String, String> attributes);
}
