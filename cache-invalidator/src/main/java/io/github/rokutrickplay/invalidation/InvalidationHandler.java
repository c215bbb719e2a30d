package io.github.rokutrickplay.invalidation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.lambda.SqsBatch;
import io.github.rokutrickplay.logging.LogContext;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.metrics.EmfMetrics;
import io.github.rokutrickplay.metrics.Metric;
import io.github.rokutrickplay.metrics.Metrics;
import io.github.rokutrickplay.notify.Notifier;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.snapshot.Priming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry point of cache-invalidator: messages of the invalidation queue in, a partial batch response out. */
public final class InvalidationHandler implements RequestStreamHandler, Resource {

    private static final Logger log = LoggerFactory.getLogger(InvalidationHandler.class);

    private static final String FUNCTION = "cache-invalidator";

    private final InvalidateCache invalidator;
    private final DeadLetters deadLetters;
    private final Notifier notifier;
    private final Metrics metrics;

    /**
     * What Lambda calls.
     *
     * @throws io.github.rokutrickplay.config.ConfigurationException if an environment variable is missing or wrong
     */
    public InvalidationHandler() {
        this(System.getenv());
        Core.getGlobalContext().register(this);
    }

    private InvalidationHandler(Map<String, String> environment) {
        InvalidationConfig config = InvalidationConfig.of(environment);
        AwsClients clients = new AwsClients(environment);
        notifier = clients.notifier(config.function());
        deadLetters =
                new DeadLetters(clients.messageQueue(), config.function().deadLetterQueueUrl(), notifier, FUNCTION);
        metrics = new EmfMetrics(config.function().metrics(), environment, FUNCTION);
        invalidator = new InvalidateCache(clients.cdnCache(), config);
    }

    public InvalidationHandler(
            InvalidateCache invalidator, DeadLetters deadLetters, Notifier notifier, Metrics metrics) {
        this.invalidator = invalidator;
        this.deadLetters = deadLetters;
        this.notifier = notifier;
        this.metrics = metrics;
    }

    /** Called before SnapStart takes its snapshot. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.attempt(System.getenv(), Map.of(), new InvalidatorPriming());
    }

    /** Nothing to do: no connection is open, no credentials were read, and nothing random was made. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (LogContext request = LogContext.ofRequest(context.getAwsRequestId())) {
            SqsBatch batch = SqsBatch.read(input, deadLetters);
            Map<SQSMessage, Publication> publications = new LinkedHashMap<>();
            for (SQSMessage message : batch.messages()) {
                count(batch.attempt(message, () -> publications.put(message, read(message))));
            }
            Map<SQSMessage, RuntimeException> failures = invalidate(publications);
            publications.forEach((message, publication) -> {
                try (LogContext film = context(publication.message())) {
                    count(batch.attempt(
                            message,
                            () -> Optional.ofNullable(failures.get(message)).ifPresent(e -> {
                                throw e;
                            })));
                }
            });
            batch.writeResponse(output);
        }
    }

    private static LogContext context(InvalidationMessage message) {
        return LogContext.ofMessage(message.requestId(), message.mediaKey(), message.jobId());
    }

    private void count(SqsBatch.Ending ending) {
        if (ending == SqsBatch.Ending.REFUSED) {
            metrics.put(Map.of(Metric.REFUSED, 1L));
        }
    }

    private static Publication read(SQSMessage message) {
        InvalidationMessage invalidation = Json.read(
                Objects.requireNonNullElse(message.getBody(), ""),
                InvalidationMessage.class,
                "the invalidation message");
        return Publication.of(invalidation, message.getMessageId());
    }

    /**
     * What kept which message from being done. Even a bug must not escape: what was refused before it is recorded, and would
     * be delivered and recorded again.
     */
    @SuppressWarnings("CatchingUnchecked")
    private Map<SQSMessage, RuntimeException> invalidate(Map<SQSMessage, Publication> publications) {
        Map<SQSMessage, RuntimeException> failures = new HashMap<>();
        long start = System.nanoTime();
        try {
            Invalidated invalidated = invalidator.invalidate(publications.values());
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            publications.forEach((message, publication) -> invalidated
                    .failure(publication)
                    .ifPresentOrElse(
                            failure -> failures.put(message, failure), () -> log(publication, invalidated, millis)));
            if (invalidated.paths() > 0) {
                metrics.put(Map.of(Metric.PATHS_INVALIDATED, (long) invalidated.paths()));
                notifier.succeeded("the cache is cleared of " + invalidated.paths() + " paths");
            }
        } catch (RuntimeException e) {
            // One call serves them all, so each of them ends as it ended.
            publications.keySet().forEach(message -> failures.put(message, e));
        }
        return failures;
    }

    /** One line a film, though one call served them all: so that a film can be followed through the functions' logs. */
    private static void log(Publication publication, Invalidated invalidated, long millis) {
        try (LogContext context = context(publication.message())) {
            log.atInfo()
                    .addKeyValue("paths", publication.paths().size())
                    .addKeyValue("invalidationIds", invalidated.invalidationIds())
                    .addKeyValue("millis", millis)
                    .log("invalidated");
        }
    }
}
