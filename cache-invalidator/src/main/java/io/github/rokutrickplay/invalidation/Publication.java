package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.message.InvalidationMessage;
import java.util.List;
import java.util.Objects;

/**
 * What one message asks to be cleared.
 *
 * @param message as it came
 * @param identity tells this publication from a later one of the same paths; a message that is sent or delivered twice has
 *     the same
 */
record Publication(InvalidationMessage message, String identity, List<InvalidationPath> paths) {

    Publication {
        paths = List.copyOf(paths);
    }

    /**
     * @param deliveryId the queue's id of the message, the same at each delivery
     * @throws io.github.rokutrickplay.failure.PermanentFailure if CloudFront would refuse one of the paths
     */
    static Publication of(InvalidationMessage message, String deliveryId) {
        // A producer that sends nothing to tell two publications apart by: then each message is one.
        boolean anonymous = message.requestId() == null && message.version() == null;
        String identity = String.join(
                "\n",
                Objects.requireNonNullElse(message.mediaKey(), ""),
                Objects.requireNonNullElse(message.requestId(), ""),
                Objects.requireNonNullElse(message.version(), ""),
                anonymous ? deliveryId : "");
        return new Publication(
                message,
                identity,
                message.pathsToInvalidate().stream()
                        .map(InvalidationPath::parse)
                        .toList());
    }
}
