package io.github.rokutrickplay.queue;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.notify.Notifier;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where work that was refused for good is recorded: the dead-letter queue gets the input as it came, so that it can be
 * redriven once the cause is gone, with the reason in its attributes; people are told.
 */
public final class DeadLetters {

    /** SQS message attributes of a recorded failure. */
    public static final String REASON = "failure_reason";

    public static final String FUNCTION = "failed_function";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** An attribute counts towards the message's size, and a reason is for reading. */
    private static final int MAX_REASON_CHARS = 1000;

    private final MessageQueue queue;
    private final Optional<String> queueUrl;
    private final Notifier notifier;
    private final String function;

    /**
     * @param queueUrl empty where no queue is configured: then nothing is recorded here, and whoever calls has to fail
     *     loudly instead
     * @param function the name of the function whose failures these are
     */
    public DeadLetters(MessageQueue queue, Optional<String> queueUrl, Notifier notifier, String function) {
        this.queue = queue;
        this.queueUrl = queueUrl;
        this.notifier = notifier;
        this.function = function;
    }

    /**
     * Records a refusal.
     *
     * @param what the asset or message, for people
     * @param input the event or message as it came
     * @return whether it is recorded now; if not, the failure has to be thrown
     * @throws io.github.rokutrickplay.failure.TransientFailure when the queue could not be reached
     */
    public boolean record(PermanentFailure failure, String what, String input) {
        String reason = printable(failure);
        log.error("{} refused: {}", what, reason, failure);
        queueUrl.ifPresent(url -> queue.send(url, input, Map.of(REASON, reason, FUNCTION, function)));
        notifier.failed(function + ": " + what, reason);
        return queueUrl.isPresent();
    }

    /** SQS takes only what XML 1.0 can hold. */
    private static String printable(PermanentFailure failure) {
        String reason = String.valueOf(failure.getMessage()).replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF\\p{Cs}]", " ");
        if (reason.length() <= MAX_REASON_CHARS) {
            return reason;
        }
        boolean splitsACharacter = Character.isHighSurrogate(reason.charAt(MAX_REASON_CHARS - 1));
        return reason.substring(0, splitsACharacter ? MAX_REASON_CHARS - 1 : MAX_REASON_CHARS);
    }
}
