package io.github.rokutrickplay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.queue.DeadLetters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One invocation's batch of SQS messages. Each message ends in one of three ways: done, recorded as refused, or reported
 * back as failed, so that SQS delivers it (and it alone) again.
 */
public final class SqsBatch {

    private static final Logger log = LoggerFactory.getLogger(SqsBatch.class);

    /** Lambda spells it Records and eventSourceARN, the event class records and eventSourceArn. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String PRIMING_EVENT = """
            {"Records": [{"messageId": "1", "receiptHandle": "1", "body": "{}", "md5OfBody": "1", "awsRegion": "us-east-1",
            "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:priming",
            "attributes": {"ApproximateReceiveCount": "1"}, "messageAttributes": {}}]}
            """;

    /** How one message ended. */
    public enum Ending {
        DONE,
        /** Refused for good, and recorded. */
        REFUSED,
        /** Reported as failed, to be delivered again. */
        RETRIED
    }

    /** What is done with one message. */
    public interface Work {
        void run();
    }

    private final List<SQSMessage> messages;
    private final DeadLetters deadLetters;
    private final List<BatchItemFailure> failures = new ArrayList<>();

    private SqsBatch(List<SQSMessage> messages, DeadLetters deadLetters) {
        this.messages = List.copyOf(messages);
        this.deadLetters = deadLetters;
    }

    /**
     * @throws PermanentFailure if the input is not the event that Lambda makes of SQS messages
     */
    public static SqsBatch read(InputStream input, DeadLetters deadLetters) throws IOException {
        SQSEvent event;
        try {
            event = MAPPER.readValue(input, SQSEvent.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new PermanentFailure("the event is not one of SQS: " + e.getOriginalMessage(), e);
        }
        if (event == null || event.getRecords() == null) {
            throw new PermanentFailure("the event has no Records: this function is fed by an SQS queue, as"
                    + " {\"Records\":[{\"messageId\":\"1\",\"body\":\"…\"}]}");
        }
        return new SqsBatch(event.getRecords(), deadLetters);
    }

    /**
     * Runs the work of a batch of one made-up message, so that a snapshot has what reading and answering one takes.
     *
     * @see io.github.rokutrickplay.snapshot.Priming
     */
    public static void prime(Work work) {
        try {
            SQSEvent event = MAPPER.readValue(PRIMING_EVENT, SQSEvent.class);
            event.getRecords().forEach(message -> work.run());
            MAPPER.writeValueAsBytes(new SQSBatchResponse(List.of(new BatchItemFailure("1"))));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("the priming event is JSON", e);
        }
    }

    public List<SQSMessage> messages() {
        return messages;
    }

    /** Runs the work of one message and takes note of how it ended. Never throws. */
    @SuppressWarnings("CatchingUnchecked") // the boundary: a bug in one message's work must not lose the others
    public Ending attempt(SQSMessage message, Work work) {
        try {
            work.run();
            return Ending.DONE;
        } catch (PermanentFailure failure) {
            return refuse(message, failure);
        } catch (TransientFailure failure) {
            log.warn(
                    "message {} failed and will be tried again: {}",
                    message.getMessageId(),
                    failure.getMessage(),
                    failure);
            return retry(message);
        } catch (RuntimeException bug) {
            log.error("message {} failed unexpectedly", message.getMessageId(), bug);
            return retry(message);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // as above
    private Ending refuse(SQSMessage message, PermanentFailure failure) {
        try {
            String body = String.valueOf(message.getBody());
            boolean recorded = deadLetters.record(failure, "message " + message.getMessageId(), body);
            return recorded ? Ending.REFUSED : retry(message);
        } catch (RuntimeException unrecorded) {
            log.error("message {} could not be recorded as refused", message.getMessageId(), unrecorded);
            return retry(message);
        }
    }

    private Ending retry(SQSMessage message) {
        failures.add(new BatchItemFailure(message.getMessageId()));
        return Ending.RETRIED;
    }

    /** Writes the partial batch response. */
    public void writeResponse(OutputStream output) throws IOException {
        MAPPER.writeValue(output, new SQSBatchResponse(failures));
    }
}
