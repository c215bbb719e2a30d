package io.github.rokutrickplay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.notify.RecordingNotifier;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {

    private static final String DEAD = "https://sqs.us-east-1.amazonaws.com/1/dead";

    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();
    private final RecordingNotifier notifier = new RecordingNotifier();

    private boolean record(String reason, Optional<String> queueUrl) {
        return new DeadLetters(queue, queueUrl, notifier, "manifest-updater")
                .record(new PermanentFailure(reason), "video-id", "{\"as\":\"it came\"}");
    }

    @Test
    void keepsTheInputAndWhyItWasRefused() {
        assertThat(record("it is broken", Optional.of(DEAD))).isTrue();

        assertThat(queue.sent)
                .containsExactly(new InMemoryMessageQueue.Sent(
                        DEAD,
                        "{\"as\":\"it came\"}",
                        Map.of("failure_reason", "it is broken", "failed_function", "manifest-updater"),
                        Duration.ZERO));
        assertThat(notifier.failures).containsExactly("manifest-updater: video-id: it is broken");
    }

    @Test
    void writesOnlyWhatSqsTakesIntoAnAttribute() {
        record("a\nb\u0000c\uFFFEd\uD800e äß漢\ud83d\ude00 " + "x".repeat(2000), Optional.of(DEAD));

        String reason = queue.sent.getFirst().attributes().get(DeadLetters.REASON);
        assertThat(reason).startsWith("a b c d e äß漢\ud83d\ude00 xxx").hasSize(1000);
    }

    @Test
    void doesNotCutACharacterInTwo() {
        record("x".repeat(999) + "\ud83d\ude00", Optional.of(DEAD));

        assertThat(queue.sent.getFirst().attributes().get(DeadLetters.REASON)).isEqualTo("x".repeat(999));
    }

    @Test
    void saysThatNothingIsRecordedWithoutAQueue() {
        assertThat(record("it is broken", Optional.empty())).isFalse();
        assertThat(queue.sent).isEmpty();
        assertThat(notifier.failures).hasSize(1);
    }

    @Test
    void letsTheFailureOfTheQueueThrough() {
        queue.failWith(new TransientFailure("no queue today"));

        assertThatThrownBy(() -> record("it is broken", Optional.of(DEAD))).isInstanceOf(TransientFailure.class);
    }
}
