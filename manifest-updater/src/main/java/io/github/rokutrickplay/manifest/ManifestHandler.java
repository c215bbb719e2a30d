package io.github.rokutrickplay.manifest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.lambda.SqsBatch;
import io.github.rokutrickplay.logging.LogContext;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.notify.Notifier;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.snapshot.Rehearsal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry point of manifest-updater: messages of the manifest queue in, a partial batch response out. */
public final class ManifestHandler implements RequestStreamHandler, Resource {

    private static final Logger log = LoggerFactory.getLogger(ManifestHandler.class);

    private static final String FUNCTION = "manifest-updater";

    private final PublishManifests publisher;
    private final DeadLetters deadLetters;
    private final Notifier notifier;

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
        publisher = new PublishManifests(clients.objectStore(), queue, config, InstantSource.system());
    }

    public ManifestHandler(PublishManifests publisher, DeadLetters deadLetters, Notifier notifier) {
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.notifier = notifier;
    }

    /** Called before SnapStart takes its snapshot. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Rehearsal.hold(System.getenv(), UpdaterRehearsal.objects(), new UpdaterRehearsal());
    }

    /** Nothing to do: no connection is open, no credentials were read, and nothing random was made. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (LogContext request = LogContext.ofRequest(context.getAwsRequestId())) {
            SqsBatch batch = SqsBatch.read(input, deadLetters);
            for (SQSMessage message : batch.messages()) {
                // The fields are on the line of a failure too, which the batch writes.
                try (LogContext film = context(message)) {
                    batch.attempt(message, () -> publish(message));
                }
            }
            batch.writeResponse(output);
        }
    }

    private static LogContext context(SQSMessage message) {
        try {
            ManifestMessage readable = read(message);
            return LogContext.ofMessage(readable.requestId(), readable.mediaKey(), readable.jobId());
        } catch (PermanentFailure unreadable) {
            return LogContext.ofMessage(null, null, null); // said where it is read for good
        }
    }

    private void publish(SQSMessage message) {
        long start = System.nanoTime();
        ManifestMessage manifest = read(message);
        Published published = isRepeated(message) ? publisher.publishAgain(manifest) : publisher.publish(manifest);
        log.atInfo()
                .addKeyValue("mainPlaylist", published.mainPlaylist().toString())
                .addKeyValue("images", published.images())
                .addKeyValue("playlistsWritten", published.written().size())
                .addKeyValue("surplusImagesDeleted", published.surplusImagesDeleted())
                .addKeyValue("pathsToInvalidate", published.invalidatedPaths().size())
                .addKeyValue(
                        "millis", Duration.ofNanos(System.nanoTime() - start).toMillis())
                .log("published");
        notifier.succeeded("thumbnails of " + manifest.mediaKey() + " are published: " + published.mainPlaylist());
    }

    private static ManifestMessage read(SQSMessage message) {
        return Json.read(
                Objects.requireNonNullElse(message.getBody(), ""), ManifestMessage.class, "the manifest message");
    }

    private static boolean isRepeated(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes();
        return attributes != null
                && !attributes.getOrDefault("ApproximateReceiveCount", "1").equals("1");
    }
}
