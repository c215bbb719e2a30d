package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.manifest.RemoveTrickPlay.Film;
import io.github.rokutrickplay.manifest.RemoveTrickPlay.Removed;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.RemovalMessage;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a film's trick play as a message tells. What waits for half an hour is deleted when the second message arrives, which the
 * first sends to the queue that it came from.
 */
public final class RemoveAsTold {

    private static final Logger log = LoggerFactory.getLogger(RemoveAsTold.class);

    private final RemoveTrickPlay removal;
    private final MessageQueue queue;
    private final ManifestConfig config;
    private final InstantSource clock;

    public RemoveAsTold(ObjectStore store, MessageQueue queue, ManifestConfig config, InstantSource clock) {
        this.removal = new RemoveTrickPlay(store, config.publicUrls(), clock);
        this.queue = queue;
        this.config = config;
        this.clock = clock;
    }

    /**
     * May be repeated.
     *
     * @param again whether the message was delivered before: what an earlier try has edited, without having come to tell the cache,
     *     looks untouched now
     * @throws PermanentFailure if the message names a bucket or key that it must not, or a main playlist that is none
     * @throws io.github.rokutrickplay.failure.TransientFailure if another try may succeed
     */
    public Removed run(RemovalMessage message, boolean again) {
        Film film = film(message);
        Removed removed = switch (message.action()) {
            case REMOVE -> removal.remove(film, false, false);
            case DELETE -> removal.deleteRemoved(film);
        };
        if (!removed.edited().isEmpty() || (again && message.action() == RemovalMessage.Action.REMOVE)) {
            invalidate(message, film);
        }
        if (!removed.waiting().isEmpty()) {
            deleteLater(message, removed);
        }
        return removed;
    }

    private Film film(RemovalMessage message) {
        AssetNames names = AssetNames.of(
                message.mediaKey(), message.mediaPath(), config.thumbnails().folder());
        if (!config.buckets().contains(message.bucket())) {
            throw new PermanentFailure("bucket " + message.bucket()
                    + " is refused: it is not among those of AWS_S3_BUCKET, " + String.join(", ", config.buckets()));
        }
        List<S3Location> mainPlaylists = message.hlsUrls().stream()
                .map(url -> AssetRequest.allowed("hls_urls", url, config))
                .toList();
        List<S3Location> mpds = message.dashUrls().stream()
                .map(url -> AssetRequest.allowed("dash_urls", url, config))
                .toList();
        return new Film(message.bucket(), mainPlaylists, mpds, names);
    }

    private void invalidate(RemovalMessage message, Film film) {
        config.invalidationQueueUrl().ifPresent(url -> {
            InvalidationMessage invalidation = new InvalidationMessage(
                    message.mediaKey(),
                    film.names().mediaPath(),
                    RemoveTrickPlay.paths(film),
                    message.requestId(),
                    "removed by " + message.requestId(),
                    message.jobId());
            queue.send(url, Json.write(invalidation), Map.of());
        });
    }

    private void deleteLater(RemovalMessage message, Removed removed) {
        Duration left = Duration.between(clock.instant(), removed.until()).plusSeconds(1);
        Duration delay = left.compareTo(MessageQueue.MAX_DELAY) > 0 ? MessageQueue.MAX_DELAY : left;
        if (config.manifestQueueUrl().isEmpty()) {
            log.warn(
                    "{} objects stay, though nothing names them any more: without SQS_MANIFEST_QUEUE_URL they cannot be deleted"
                            + " later; send the event again after {}",
                    removed.waiting().size(),
                    removed.until());
            return;
        }
        queue.send(
                config.manifestQueueUrl().get(),
                Json.write(message.toDelete()),
                Map.of(),
                delay.isPositive() ? Duration.ofSeconds(delay.toSeconds()) : Duration.ZERO);
    }
}
