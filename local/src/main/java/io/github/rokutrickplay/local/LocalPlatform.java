package io.github.rokutrickplay.local;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.aws.EmbeddedCloudFront;
import io.github.rokutrickplay.local.aws.SqsQueue;
import io.github.rokutrickplay.local.aws.SqsQueues;
import io.github.rokutrickplay.local.aws.SqsQueues.RedrivenQueue;
import io.github.rokutrickplay.local.events.EventBus;
import io.github.rokutrickplay.local.lambda.AsyncInvocations;
import io.github.rokutrickplay.local.lambda.FunctionDefinition;
import io.github.rokutrickplay.local.lambda.InvocationResult;
import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import io.github.rokutrickplay.local.lambda.LambdaFunction;
import io.github.rokutrickplay.local.lambda.QueuePoller;
import io.github.rokutrickplay.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Everything that Terraform deploys, on this machine: bucket, event rule, functions, queues and their dead-letter queues.
 * Closing it ends the functions' processes and forgets what the embedded AWS held.
 */
public final class LocalPlatform implements AutoCloseable {

    /** The embedded bucket; on another AWS it is the one that AWS_S3_BUCKET names, or else this. */
    public static final String BUCKET = "trick-play-bucket";

    public static final String DISTRIBUTION_ID = "ELOCAL0000001";

    /** Begins the names of the queues on another AWS than the embedded one. */
    public static final String OWN_QUEUES = "local-";

    private static final Duration IDLE_POLL = Duration.ofMillis(200);

    /** Between a function's answer and the deletion or the sight of its message lies a moment: idle is what is seen twice. */
    private static final int IDLE_SIGHTS = 2;

    /** How much is under way. */
    public record Progress(int generatorEvents, int manifestMessages, int invalidationMessages, int deadLetters) {

        /** Whether nothing is left to do; dead letters wait for people. */
        public boolean isIdle() {
            return generatorEvents == 0 && manifestMessages == 0 && invalidationMessages == 0;
        }
    }

    private final List<AutoCloseable> resources = new ArrayList<>();
    private final Optional<EmbeddedAws> embedded;
    private final EmbeddedCloudFront cloudFront;
    private final Map<String, String> environment;
    private final SqsQueues queues;
    private final RedrivenQueue manifests;
    private final RedrivenQueue invalidations;
    private final SqsQueue generatorDeadLetters;
    private final Map<FunctionName, LambdaFunction> functions = new EnumMap<>(FunctionName.class);
    private final List<QueuePoller> pollers = new ArrayList<>();
    private final AsyncInvocations generatorInvocations;
    private final EventBus bus;

    private LocalPlatform(PlatformSettings settings) {
        environment = new HashMap<>();
        if (settings.aws().isEmpty()) {
            EmbeddedAws aws = owned(EmbeddedAws.start());
            embedded = Optional.of(aws);
            cloudFront = aws.cloudFront();
            aws.s3().createBucket(BUCKET);
            environment.putAll(aws.environment());
            queues = aws.queues();
        } else {
            embedded = Optional.empty();
            // No free emulator has CloudFront: this one stands in unless another is named.
            cloudFront = owned(new EmbeddedCloudFront());
            environment.put("AWS_ENDPOINT_URL_CLOUDFRONT", cloudFront.endpoint().toString());
            environment.putAll(settings.aws());
            queues = owned(new SqsQueues(environment));
        }
        Duration visibility = settings.visibilityTimeout();
        // Where the functions are deployed as well, their queues are theirs.
        String prefix = embedded.isPresent() ? "" : OWN_QUEUES;
        manifests = queues.createRedriven(prefix + "manifest-queue", visibility, settings.maxReceiveCount());
        invalidations = queues.createRedriven(prefix + "invalidation-queue", visibility, settings.maxReceiveCount());
        generatorDeadLetters = queues.create(prefix + "trick-play-generator-dlq", visibility);
        for (FunctionName name : FunctionName.values()) {
            functions.put(name, owned(function(settings, name)));
        }
        generatorInvocations = owned(new AsyncInvocations(
                function(FunctionName.GENERATOR), queues, generatorDeadLetters, settings.retryDelay()));
        bus = EventBus.ofProject(generatorInvocations::submit);
    }

    /**
     * Starts everything, and constructs every handler, so that a wrong environment is told now.
     *
     * @throws CommandFailedException if a function does not start; the message says why
     */
    public static LocalPlatform start(PlatformSettings settings) {
        LocalPlatform platform = new LocalPlatform(settings);
        try {
            platform.startFunctions();
            platform.poll(platform.manifests, FunctionName.UPDATER);
            platform.poll(platform.invalidations, FunctionName.INVALIDATOR);
            return platform;
        } catch (CommandFailedException e) {
            platform.close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T owned(T resource) {
        resources.add(resource);
        return resource;
    }

    private LambdaFunction function(PlatformSettings settings, FunctionName name) {
        FunctionDefinition definition = settings.definition(name);
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("AWS_S3_BUCKET", BUCKET);
        variables.putIfAbsent("AWS_CLOUDFRONT_DISTRIBUTION_ID", DISTRIBUTION_ID);
        variables.putAll(definition.environment());
        variables.put("SQS_MANIFEST_QUEUE_URL", manifests.queue().url());
        variables.put("SQS_CACHE_INVALIDATION_QUEUE_URL", invalidations.queue().url());
        variables.put(
                "DEAD_LETTER_QUEUE_URL",
                switch (name) {
                    case GENERATOR -> generatorDeadLetters.url();
                    case UPDATER -> manifests.deadLetters().url();
                    case INVALIDATOR -> invalidations.deadLetters().url();
                });
        return new LambdaFunction(definition.withEnvironment(variables), settings.workFolder(), settings.logFolder());
    }

    private void startFunctions() {
        List<Thread> starts = new ArrayList<>();
        Map<FunctionName, FunctionError> errors = Collections.synchronizedMap(new EnumMap<>(FunctionName.class));
        functions.forEach((name, function) -> starts.add(Thread.ofVirtual()
                .start(() -> function.start().ifPresent(error -> errors.put(name, error)))));
        try {
            for (Thread start : starts) {
                start.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while the functions were starting");
        }
        errors.forEach((name, error) -> {
            throw new CommandFailedException(name.deployedName() + " does not start: " + error.message() + " (log: "
                    + function(name).log() + ")");
        });
    }

    private void poll(RedrivenQueue queue, FunctionName consumer) {
        pollers.add(owned(new QueuePoller(queues, queue.queue(), function(consumer))));
    }

    /** The embedded AWS; empty if another is used. */
    public Optional<EmbeddedAws> aws() {
        return embedded;
    }

    /** The embedded CloudFront, which stands in on another AWS too unless its variables name one. */
    public EmbeddedCloudFront cloudFront() {
        return cloudFront;
    }

    /** The variables with which an SDK client reaches the AWS that the functions use. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Where the functions expect films: the first bucket of AWS_S3_BUCKET. */
    String bucket() {
        return environment
                .getOrDefault("AWS_S3_BUCKET", BUCKET)
                .split(",", 2)[0]
                .strip();
    }

    /** A store over the AWS that the functions use. */
    public ObjectStore objectStore() {
        return new AwsClients(environment).objectStore();
    }

    public LambdaFunction function(FunctionName name) {
        LambdaFunction function = functions.get(name);
        if (function == null) {
            throw new IllegalStateException(name + " is being constructed");
        }
        return function;
    }

    /** Invokes a function and waits for its answer. */
    public InvocationResult invoke(FunctionName name, byte[] event) {
        return function(name).invoke(event);
    }

    /**
     * Puts an event on the bus.
     *
     * @return whether the rule matched it, so that the generator gets it
     */
    public boolean putEvent(String event) {
        return bus.put(event);
    }

    /** Queues, for looking into them and for sending to them. */
    public SqsQueues queues() {
        return queues;
    }

    public RedrivenQueue manifests() {
        return manifests;
    }

    public RedrivenQueue invalidations() {
        return invalidations;
    }

    public SqsQueue generatorDeadLetters() {
        return generatorDeadLetters;
    }

    /** Takes what has been refused or given up out of a function's dead-letter queue. */
    public List<Message> drainDeadLetters(FunctionName name) {
        return queues.drain(
                switch (name) {
                    case GENERATOR -> generatorDeadLetters;
                    case UPDATER -> manifests.deadLetters();
                    case INVALIDATOR -> invalidations.deadLetters();
                });
    }

    public Progress progress() {
        int dead = queues.depth(generatorDeadLetters)
                + queues.depth(manifests.deadLetters())
                + queues.depth(invalidations.deadLetters());
        return new Progress(
                generatorInvocations.pending(),
                queues.depth(manifests.queue()),
                queues.depth(invalidations.queue()),
                dead);
    }

    /**
     * Waits until no event is under way and the queues are empty.
     *
     * @return whether that came to pass in time
     */
    public boolean awaitIdle(Duration timeout) {
        return awaitIdle(timeout, progress -> {});
    }

    /** As {@link #awaitIdle(Duration)}, telling about the progress about five times a second. */
    public boolean awaitIdle(Duration timeout, Consumer<Progress> observer) {
        Instant deadline = Instant.now().plus(timeout);
        int sights = 0;
        while (sights < IDLE_SIGHTS) {
            Progress progress = progress();
            observer.accept(progress);
            sights = progress.isIdle() && pollers.stream().noneMatch(QueuePoller::isBusy) ? sights + 1 : 0;
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            try {
                Thread.sleep(IDLE_POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Stops what was started, the last first. */
    @Override
    public void close() {
        for (AutoCloseable resource : resources.reversed()) {
            try {
                resource.close();
            } catch (Exception e) { // what AutoCloseable declares; ours throw unchecked ones only
                throw new IllegalStateException("the local platform did not stop: " + e.getMessage(), e);
            }
        }
    }
}
