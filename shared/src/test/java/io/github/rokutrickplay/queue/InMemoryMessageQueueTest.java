package io.github.rokutrickplay.queue;

import java.util.List;

final class InMemoryMessageQueueTest extends MessageQueueContract {

    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();

    @Override
    protected MessageQueue queue() {
        return queue;
    }

    @Override
    protected String queueUrl() {
        return "https://sqs.us-east-1.amazonaws.com/123456789012/queue";
    }

    @Override
    protected List<Received> receiveAll() {
        return queue.sent.stream()
                .map(sent -> new Received(sent.body(), sent.attributes()))
                .toList();
    }
}
