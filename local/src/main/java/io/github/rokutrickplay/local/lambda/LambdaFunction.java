package io.github.rokutrickplay.local.lambda;

import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A function with one execution environment, started at the first invocation, and again after it has died or an invocation
 * has run out of time. Invocations from many threads wait for one another.
 */
public final class LambdaFunction implements AutoCloseable {

    private final FunctionDefinition definition;
    private final Path codeFolder;
    private final List<Path> layerFolders;
    private final Path nativeLibrary;
    private final Path log;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    /** Guarded by the lock, but for closing. */
    private volatile @Nullable LambdaProcess process;

    private volatile boolean closed;

    private volatile Statistics statistics = new Statistics(0, Duration.ZERO, Optional.empty());

    /**
     * What was invoked so far.
     *
     * @param time spent in invocations, waiting for others and starts left out
     * @param lastAnswer what the last invocation that succeeded answered
     */
    public record Statistics(int invocations, Duration time, Optional<byte[]> lastAnswer) {}

    /**
     * Unpacks the code and the layers. No process is started yet.
     *
     * @param workFolder where code is unpacked to, shared by functions and starts
     * @param logFolder where {@code <function>.log} is written
     * @throws java.io.UncheckedIOException if they cannot be unpacked
     */
    public LambdaFunction(FunctionDefinition definition, Path workFolder, Path logFolder) {
        this.definition = definition;
        this.codeFolder = FunctionCode.unpack(
                definition.code(),
                workFolder.resolve(definition.name()).toAbsolutePath().normalize());
        this.layerFolders = definition.layers().stream()
                .map(zip -> LayerContent.unpack(zip, workFolder))
                .toList();
        this.nativeLibrary = RuntimeClient.unpackNativeLibrary(workFolder.toAbsolutePath());
        this.log = logFolder.toAbsolutePath().resolve(definition.name() + ".log");
    }

    public FunctionDefinition definition() {
        return definition;
    }

    /** The file that the function's stdout and stderr are appended to. */
    public Path log() {
        return log;
    }

    /**
     * Starts the function's process if it does not run.
     *
     * @return why the function cannot start: the handler's constructor threw, most often for a wrong environment
     */
    public Optional<FunctionError> start() {
        oneAtATime.lock();
        try {
            return ready().error();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(interrupted());
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Runs the function with an event, after the invocations that came before. Never throws for the function's sake. */
    public InvocationResult invoke(byte[] event) {
        oneAtATime.lock();
        try {
            Ready ready = ready();
            if (ready.error.isPresent()) {
                return ready.error.get();
            }
            long start = System.nanoTime();
            InvocationResult result = ready.process.invoke(event);
            count(result, Duration.ofNanos(System.nanoTime() - start));
            if (result instanceof FunctionError error && error.type().equals("Sandbox.Timedout")) {
                stop();
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            return interrupted();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Called with the lock held. */
    private void count(InvocationResult result, Duration took) {
        Optional<byte[]> answer = result instanceof InvocationResult.Success success
                ? Optional.of(success.payload())
                : statistics.lastAnswer();
        statistics =
                new Statistics(statistics.invocations() + 1, statistics.time().plus(took), answer);
    }

    /** What the running process has used since its start, on all cores; empty where none runs or nobody tells. */
    public Optional<Duration> cpuTime() {
        return Optional.ofNullable(process).flatMap(LambdaProcess::cpuTime);
    }

    /** The running process, by its number in the operating system; empty where none runs. */
    public OptionalLong pid() {
        @Nullable LambdaProcess running = process;
        return running == null ? OptionalLong.empty() : OptionalLong.of(running.pid());
    }

    public Statistics statistics() {
        return statistics;
    }

    private record Ready(LambdaProcess process, Optional<FunctionError> error) {}

    private Ready ready() throws InterruptedException {
        if (closed) {
            throw new IllegalStateException(definition.name() + " is closed");
        }
        @Nullable LambdaProcess running = process;
        if (running != null && running.isAlive()) {
            return new Ready(running, Optional.empty());
        }
        stop();
        LambdaProcess started = new LambdaProcess(definition, codeFolder, layerFolders, nativeLibrary, log);
        process = started;
        Optional<FunctionError> error = started.awaitInitialized();
        if (error.isPresent()) {
            stop();
        }
        return new Ready(started, error);
    }

    private static FunctionError interrupted() {
        return FunctionError.of("Sandbox.Interrupted", "the invocation was interrupted");
    }

    private void stop() {
        @Nullable LambdaProcess running = process;
        process = null;
        if (running != null) {
            running.close();
        }
    }

    /** Kills the process; an invocation under way ends with an error. */
    @Override
    public void close() {
        closed = true;
        stop();
    }
}
