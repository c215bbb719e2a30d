package io.github.rokutrickplay.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.generator.video.ThumbnailExtractor;
import io.github.rokutrickplay.logging.LogContext;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.metrics.EmfMetrics;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.snapshot.Priming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/**
 * Lambda's entry point of trick-play-generator, invoked by EventBridge. Answers with what was made; throws what another
 * try may mend.
 */
public final class GeneratorHandler implements RequestStreamHandler, Resource {

    private static final String FUNCTION = "trick-play-generator";

    private final EventWork work;

    /** As Lambda makes it: configured by the environment. */
    public GeneratorHandler() {
        this(System.getenv());
        Core.getGlobalContext().register(this);
    }

    private GeneratorHandler(Map<String, String> environment) {
        GeneratorConfig config = GeneratorConfig.of(environment);
        AwsClients clients = new AwsClients(environment);
        MessageQueue queue = clients.messageQueue();
        this.work = new EventWork(
                GenerateTrickPlay.decoding(clients.objectStore(), queue, config),
                new DeadLetters(
                        queue, config.function().deadLetterQueueUrl(), clients.notifier(config.function()), FUNCTION),
                new EmfMetrics(config.function().metrics(), environment, FUNCTION));
    }

    /** Called before SnapStart takes its snapshot. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.attempt(System.getenv(), GeneratorPriming.objects(), new GeneratorPriming());
    }

    /** Nothing to do: no connection is open, no credentials were read, and nothing random was made. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        if (ThumbnailExtractor.anyThreadIsStuck()) {
            // Lambda starts another process and delivers the event again: docs/decisions/0012.
            Runtime.getRuntime().halt(1);
        }
        String requestId = context.getAwsRequestId();
        try (LogContext request = LogContext.ofRequest(requestId)) {
            InvocationDeadline deadline = InvocationDeadline.in(
                    Duration.ofMillis(context.getRemainingTimeInMillis()), InstantSource.system());
            String event = new String(input.readAllBytes(), UTF_8);
            output.write(Json.write(work.run(event, requestId, deadline)).getBytes(UTF_8));
        }
    }
}
