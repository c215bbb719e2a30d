package io.github.rokutrickplay.manifest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.lambda.SqsBatch;
import io.github.rokutrickplay.logging.LogContext;
import io.github.rokutrickplay.manifest.RemoveTrickPlay.Removed;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.RemovalMessage;
import io.github.rokutrickplay.message.UpdaterMessage;
import io.github.rokutrickplay.metrics.EmfMetrics;
import io.github.rokutrickplay.metrics.Metric;
import io.github.rokutrickplay.metrics.Metrics;
import io.github.rokutrickplay.notify.Notifier;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.snapshot.Priming;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry point of manifest-updater: messages of the manifest queue in, a partial batch response out. */
public final class ManifestHandler implements RequestStreamHandler, Resource {

    private static final Logger log = LoggerFactory.getLogger(ManifestHandler.class);

    private static final String FUNCTION = "manifest-updater";

    private final PublishManifests publisher;
    private final RemoveAsTold remover;
    private final DeadLetters deadLetters;
    private final Notifier notifier;
    private final Metrics metrics;

    /**
     * What Lambda calls.
     *
     * @throws io.github.rokutrickplay.config.ConfigurationException if an environment variable is missing or wrong
     */
    public ManifestHandler() {
        this(System.getenv());
        Core.getGlobalContext().register(this);
    }

    private ManifestHandler(Map<String, String> environment) {
        ManifestConfig config = ManifestConfig.of(environment);
        AwsClients clients = new AwsClients(environment);
        MessageQueue queue = clients.messageQueue();
        notifier = clients.notifier(config.function());
        deadLetters = new DeadLetters(queue, config.function().deadLetterQueueUrl(), notifier, FUNCTION);
        metrics = new EmfMetrics(config.function().metrics(), environment, FUNCTION);
        publisher = new PublishManifests(clients.objectStore(), queue, config, InstantSource.system());
        remover = new RemoveAsTold(clients.objectStore(), queue, config, InstantSource.system());
    }

    public ManifestHandler(
            PublishManifests publisher,
            RemoveAsTold remover,
            DeadLetters deadLetters,
            Notifier notifier,
            Metrics metrics) {
        this.publisher = publisher;
        this.remover = remover;
        this.deadLetters = deadLetters;
        this.notifier = notifier;
        this.metrics = metrics;
    }

    /** Called before SnapStart takes its snapshot. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.attempt(System.getenv(), UpdaterPriming.objects(), new UpdaterPriming());
    }

    /** Nothing to do: no connection is open, no credentials were read, and nothing random was made. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (LogContext request = LogContext.ofRequest(context.getAwsRequestId())) {
            SqsBatch batch = SqsBatch.read(input, deadLetters);
            for (SQSMessage message : batch.messages()) {
                Optional<UpdaterMessage> readable = readable(message);
                // The fields are on the line of a failure too, which the batch writes.
                try (LogContext film = context(readable)) {
                    count(readable, batch.attempt(message, () -> work(message)));
                }
            }
            batch.writeResponse(output);
        }
    }

    private static Optional<UpdaterMessage> readable(SQSMessage message) {
        try {
            return Optional.of(read(message));
        } catch (PermanentFailure unreadable) {
            return Optional.empty(); // said where it is read for good
        }
    }

    private static LogContext context(Optional<UpdaterMessage> message) {
        return message.map(film -> LogContext.ofMessage(film.requestId(), film.mediaKey(), film.jobId())
                        .andFilm(film.film()))
                .orElseGet(() -> LogContext.ofMessage(null, null, null));
    }

    private void count(Optional<UpdaterMessage> message, SqsBatch.Ending ending) {
        if (ending == SqsBatch.Ending.REFUSED) {
            metrics.put(Map.of(Metric.REFUSED, 1L));
        }
        if (ending != SqsBatch.Ending.RETRIED && message.orElse(null) instanceof ManifestMessage manifest) {
            manifest.happenedAt().ifPresent(time -> metrics.putDue(Map.of(Metric.PUBLICATIONS_ENDED, 1L), time));
        }
    }

    private void work(SQSMessage message) {
        switch (read(message)) {
            case ManifestMessage manifest -> publish(manifest, isRepeated(message));
            case RemovalMessage removal -> remove(removal, isRepeated(message));
        }
    }

    private void remove(RemovalMessage message, boolean again) {
        Removed removed = remover.run(message, again);
        log.atInfo()
                .addKeyValue("action", message.action())
                .addKeyValue("edited", removed.edited())
                .addKeyValue("deleted", removed.deleted().size())
                .addKeyValue("waiting", removed.waiting().size())
                .addKeyValue("waitingUntil", String.valueOf(removed.until()))
                .log("removed");
    }

    private void publish(ManifestMessage manifest, boolean again) {
        long start = System.nanoTime();
        Published published = again ? publisher.publishAgain(manifest) : publisher.publish(manifest);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        S3Location main = published.mainPlaylist();
        if (main != null && !published.announced()) {
            log.warn(
                    "{} is a media playlist, which cannot announce image playlists and was left as it is: add"
                            + " EXT-X-IMAGE-STREAM-INF to the multivariant playlist that lists it",
                    main);
        }
        log.atInfo()
                .addKeyValue("announced", published.announced())
                .addKeyValue("mainPlaylist", String.valueOf(main))
                .addKeyValue("images", published.images())
                .addKeyValue("playlistsWritten", published.written().size())
                .addKeyValue("surplusImagesDeleted", published.surplusImagesDeleted())
                .addKeyValue("pathsToInvalidate", published.invalidatedPaths().size())
                .addKeyValue("millis", millis)
                .log("published");
        metrics.put(Map.of(Metric.PUBLISHED, 1L, Metric.PUBLISH_DURATION, millis));
        manifest.happenedAt()
                .map(time -> Duration.between(time, Instant.now()).toMillis())
                .ifPresent(age -> metrics.put(Map.of(Metric.EVENT_TO_PUBLISHED, Math.max(age, 0))));
        notifier.succeeded("thumbnails of " + manifest.mediaKey() + " are published: "
                + (main == null ? manifest.indexUrl() : main));
    }

    private static UpdaterMessage read(SQSMessage message) {
        return UpdaterMessage.read(Objects.requireNonNullElse(message.getBody(), ""));
    }

    private static boolean isRepeated(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes();
        return attributes != null
                && !attributes.getOrDefault("ApproximateReceiveCount", "1").equals("1");
    }
}
