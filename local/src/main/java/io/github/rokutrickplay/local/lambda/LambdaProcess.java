package io.github.rokutrickplay.local.lambda;

import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One JVM that runs one function, as one of Lambda's execution environments does. */
final class LambdaProcess implements AutoCloseable {

    /** Lambda allows 10 s; a developer's machine may be busy. */
    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(1);

    private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR");
    private static final int HEAP_PERCENT = 85;

    /** Those that have to end when this process is told to end. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final FunctionDefinition function;
    private final RuntimeApi api;
    private final Process process;

    /**
     * Starts the JVM. It is not ready yet.
     *
     * @param codeFolder the unpacked code
     * @param layers the unpacked layers
     * @param nativeLibrary the Runtime Interface Client's
     * @param log where stdout and stderr are appended to
     */
    LambdaProcess(FunctionDefinition function, Path codeFolder, List<Path> layers, Path nativeLibrary, Path log) {
        this.function = function;
        this.api = new RuntimeApi("arn:aws:lambda:us-east-1:000000000000:function:" + function.name());
        ProcessBuilder builder = new ProcessBuilder(command(function, codeFolder, nativeLibrary))
                .directory(codeFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        setEnvironment(builder.environment(), codeFolder, layers);
        try {
            Files.createDirectories(log.resolveSibling("."));
            this.process = builder.start();
            RUNNING.add(process);
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException("cannot start " + function.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<String> command(FunctionDefinition function, Path codeFolder, Path nativeLibrary) {
        String classPath = Stream.concat(RuntimeClient.jars().stream(), Stream.of(codeFolder))
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + function.memoryMb() * HEAP_PERCENT / 100 + "m");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        command.add("-D" + RuntimeClient.NATIVE_LIBRARY_PROPERTY + "=" + nativeLibrary.toAbsolutePath());
        command.addAll(function.jvmOptions());
        command.addAll(List.of("-cp", classPath, RuntimeClient.MAIN_CLASS, function.handler()));
        return command;
    }

    private void setEnvironment(Map<String, String> environment, Path codeFolder, List<Path> layers) {
        environment.keySet().retainAll(INHERITED);
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java21");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMb()));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("LAMBDA_TASK_ROOT", codeFolder.toAbsolutePath().toString());
        environment.put("LD_LIBRARY_PATH", libraryPath(codeFolder, layers));
        environment.put("_HANDLER", function.handler());
        environment.putAll(function.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
    }

    /** As in Lambda: the code's libraries, then those of the layers, each of which is /opt there. */
    private static String libraryPath(Path codeFolder, List<Path> layers) {
        Stream<Path> ofCode = Stream.of(codeFolder, codeFolder.resolve("lib"));
        return Stream.concat(ofCode, layers.stream().map(layer -> layer.resolve("lib")))
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What the process has used so far, on all cores; empty where the operating system does not tell, or it has ended. */
    Optional<Duration> cpuTime() {
        return process.info().totalCpuDuration();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the handler is constructed; the error if it could not be. */
    Optional<FunctionError> awaitInitialized() throws InterruptedException {
        CompletableFuture<Optional<FunctionError>> ended = process.onExit()
                .thenApply(exited -> Optional.of(FunctionError.of(
                        "Runtime.ExitError",
                        "the process ended with status " + exited.exitValue() + " before it was ready")));
        try {
            return first(api.initialized(), ended, INIT_TIMEOUT);
        } catch (TimeoutException e) {
            return Optional.of(
                    FunctionError.of("Sandbox.Timedout", "not ready after " + INIT_TIMEOUT.toSeconds() + " seconds"));
        }
    }

    /** Runs one invocation to its end; the process may be dead afterwards. */
    InvocationResult invoke(byte[] event) throws InterruptedException {
        String requestId = UUID.randomUUID().toString();
        CompletableFuture<InvocationResult> result =
                api.offer(requestId, event, Instant.now().plus(function.timeout()));
        CompletableFuture<InvocationResult> ended = process.onExit()
                .thenApply(exited -> FunctionError.of(
                        "Runtime.ExitError",
                        "RequestId: " + requestId + " Error: Runtime exited with error: exit status "
                                + exited.exitValue()));
        try {
            return first(result, ended, function.timeout());
        } catch (TimeoutException e) {
            return FunctionError.of(
                    "Sandbox.Timedout",
                    "RequestId: " + requestId + " Error: Task timed out after "
                            + function.timeout().toMillis() / 1000.0 + " seconds");
        }
    }

    /** What was posted wins over the exit that may follow it at once. */
    private static <T> T first(CompletableFuture<T> posted, CompletableFuture<T> ended, Duration timeout)
            throws InterruptedException, TimeoutException {
        try {
            CompletableFuture.anyOf(posted, ended).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return posted.isDone() ? posted.get() : ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither future fails", e);
        }
    }

    /** Kills the process, as Lambda ends an environment. */
    @Override
    public void close() {
        process.destroyForcibly();
        RUNNING.remove(process);
        api.close();
    }
}
