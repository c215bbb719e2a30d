package io.github.rokutrickplay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link MessageQueue} does, run against the fake and against every real one. */
public abstract class MessageQueueContract {

    /** A message as its receiver sees it. */
    public record Received(String body, Map<String, String> attributes) {}

    /** The queue under test. */
    protected abstract MessageQueue queue();

    /** A queue that exists and is empty. */
    protected abstract String queueUrl();

    /** Takes out what is in that queue. */
    protected abstract List<Received> receiveAll();

    @Test
    void deliversBodyAndAttributesAsTheyWereSent() {
        queue().send(queueUrl(), "{\"title\":\"Gruß <&> 🎬\"}", Map.of("failure_reason", "no video; see s3://b/ü"));

        assertThat(receiveAll())
                .containsExactly(new Received(
                        "{\"title\":\"Gruß <&> 🎬\"}", Map.of("failure_reason", "no video; see s3://b/ü")));
    }

    @Test
    void deliversEachMessage() {
        queue().send(queueUrl(), "one", Map.of());
        queue().send(queueUrl(), "two", Map.of());

        assertThat(receiveAll()).extracting(Received::body).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void refusesForGoodWhatIsLargerThanAnyQueueTakes() {
        String tooLarge = "x".repeat(1024 * 1024 + 1);

        assertThatThrownBy(() -> queue().send(queueUrl(), tooLarge, Map.of())).isInstanceOf(PermanentFailure.class);

        assertThat(receiveAll()).isEmpty();
    }
}
