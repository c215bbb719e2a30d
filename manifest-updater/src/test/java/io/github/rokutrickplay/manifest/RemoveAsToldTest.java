package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.manifest.RemoveTrickPlay.Removed;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.RemovalMessage;
import io.github.rokutrickplay.message.UpdaterMessage;
import io.github.rokutrickplay.queue.InMemoryMessageQueue.Sent;
import io.github.rokutrickplay.storage.ForwardingObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A removal as messages do it: the same film, message after message, while time goes on. */
final class RemoveAsToldTest {

    private static final String OWN_QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/manifest-queue";
    private static final S3Location CMAF = Film.MAIN.withKey("content/video123/cmaf.m3u8");
    private static final RemovalMessage MESSAGE = new RemovalMessage(
            RemovalMessage.Action.REMOVE,
            "video-id",
            "content/video123/",
            "bucket",
            List.of(Film.MAIN.toString(), CMAF.toString()),
            List.of(),
            "request-9",
            null);

    private final Film film = new Film();
    private final Map<String, String> before;

    RemoveAsToldTest() {
        film.environment.put("SQS_MANIFEST_QUEUE_URL", OWN_QUEUE);
        film.environment.put("WEBVTT_ENABLED", "true");
        film.store.put(CMAF, Golden.read("plain.m3u8"), ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
        before = objects();
        before.keySet().removeIf(key -> key.contains("/thumbs/"));
        publish(Film.MAIN);
        publish(CMAF);
        film.queue.sent.clear();
    }

    private void publish(S3Location main) {
        film.publisher()
                .publish(new ManifestMessage(
                        "video-id",
                        "content/video123/",
                        main.toString(),
                        null,
                        null,
                        "request-1",
                        Film.INDEX.toString(),
                        null,
                        null));
    }

    private Map<String, String> objects() {
        Map<String, String> objects = new TreeMap<>();
        film.store
                .list("bucket", "")
                .forEach(object -> objects.put(
                        object.location().key(),
                        new String(
                                film.store
                                        .find(object.location(), 1 << 20)
                                        .orElseThrow()
                                        .body(),
                                UTF_8)));
        return objects;
    }

    private void later(Duration time) {
        film.now.updateAndGet(now -> now.plus(time));
    }

    /** Takes the next message to itself out of the queue, when it is delivered. */
    private Optional<RemovalMessage> reminder() {
        Optional<Sent> sent = film.queue.sent.stream()
                .filter(message -> message.queueUrl().equals(OWN_QUEUE))
                .findFirst();
        sent.ifPresent(message -> {
            film.queue.sent.remove(message);
            later(message.delay());
        });
        return sent.map(message -> (RemovalMessage) UpdaterMessage.read(message.body()));
    }

    private List<String> invalidations() {
        return film.queue.sent.stream()
                .filter(message -> message.queueUrl().equals(Film.QUEUE))
                .map(Sent::body)
                .toList();
    }

    @Test
    void takesItOutOfAllPlaylistsAtOnceAndDeletesTheRestHalfAnHourLater() {
        later(Duration.ofHours(2));

        Removed first = film.remover().run(MESSAGE, false);

        assertThat(first.edited()).containsExactly(Film.MAIN, CMAF);
        assertThat(first.deleted()).isEmpty();
        assertThat(invalidations()).singleElement().asString().contains("/content/video123/cmaf.m3u8", "thumbs_*");
        assertThat(film.store.text(Film.MAIN)).isEqualTo(before.get(Film.MAIN.key()));
        int reminders = 0;
        List<S3Location> deleted = new ArrayList<>();
        for (Optional<RemovalMessage> next = reminder(); next.isPresent(); next = reminder()) {
            reminders++;
            deleted.addAll(film.remover().run(next.get(), false).deleted());
        }
        // SQS holds a message back for a quarter of an hour at most.
        assertThat(reminders).isEqualTo(3);
        assertThat(deleted).hasSameElementsAs(first.waiting());
        assertThat(objects()).isEqualTo(before);
        assertThat(invalidations()).hasSize(1);
    }

    @Test
    void leavesAFilmAloneThatIsPublishedAgainMeanwhile() {
        later(Duration.ofHours(2));
        film.remover().run(MESSAGE, false);
        later(Duration.ofMinutes(5));
        publish(Film.MAIN);
        Map<String, String> published = objects();

        for (Optional<RemovalMessage> next = reminder(); next.isPresent(); next = reminder()) {
            assertThat(film.remover().run(next.get(), false).deleted()).isEmpty();
        }

        assertThat(objects()).isEqualTo(published);
    }

    @Test
    void leavesTheImagesOfAGenerationThatIsUnderWay() {
        later(Duration.ofHours(2));
        film.remover().run(MESSAGE, false);
        later(Duration.ofMinutes(28));
        film.putImages(4);
        film.putIndex(4, "35.48", List.of());

        for (Optional<RemovalMessage> next = reminder(); next.isPresent(); next = reminder()) {
            film.remover().run(next.get(), false);
        }
        publish(Film.MAIN);

        assertThat(objects()).containsKeys(Film.imageKey("big", 4), Film.INDEX.key(), Film.SMALL.key());
    }

    @Test
    void isTheSameIfItIsKilledAtAnyMomentAndDeliveredAgain() {
        later(Duration.ofHours(2));
        int killed = 0;
        for (boolean done = false; !done; killed++) {
            try {
                new RemoveAsTold(killedAfter(killed), film.queue, ManifestConfig.of(film.environment), film.now::get)
                        .run(MESSAGE, killed > 0);
                done = true;
            } catch (TransientFailure failure) {
                // Delivered again.
            }
        }
        assertThat(killed).isGreaterThan(5);
        assertThat(invalidations()).isNotEmpty();
        for (Optional<RemovalMessage> next = reminder(); next.isPresent(); next = reminder()) {
            film.remover().run(next.get(), false);
        }
        assertThat(objects()).isEqualTo(before);
    }

    /** A store that fails for good after so many calls. */
    private ObjectStore killedAfter(int calls) {
        int[] left = {calls};
        return new ForwardingObjectStore(film.store) {
            @Override
            public Optional<StoredObject> find(S3Location location, long maxBytes) {
                call();
                return super.find(location, maxBytes);
            }

            @Override
            public boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String etag) {
                call();
                return super.replace(location, body, attributes, etag);
            }

            @Override
            public List<ObjectSummary> list(String bucket, String keyPrefix) {
                call();
                return super.list(bucket, keyPrefix);
            }

            private void call() {
                if (left[0]-- <= 0) {
                    throw new TransientFailure("killed");
                }
            }
        };
    }

    @Test
    void refusesABucketThatIsNotOurs() {
        RemovalMessage elsewhere = new RemovalMessage(
                RemovalMessage.Action.REMOVE, "video-id", "content/", "other", List.of(), List.of(), null, null);

        assertThatThrownBy(() -> film.remover().run(elsewhere, false))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("other");
    }

    @Test
    void isRefusedByAnUpdaterThatDoesNotKnowIt() {
        // What an earlier updater reads it as.
        assertThatThrownBy(() -> Json.read(Json.write(MESSAGE), ManifestMessage.class, "the message"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("hls_url");
    }
}
