package io.github.rokutrickplay.local;

import io.github.rokutrickplay.local.lambda.FunctionDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link LocalPlatform} is made of.
 *
 * @param functions code, layers, memory, timeout and own variables of each function; the platform adds its variables
 * @param workFolder where code is unpacked to; may be shared by later starts, which are quicker then
 * @param logFolder where each function's log is written
 * @param aws the environment of an AWS that is used instead of the embedded one; empty for the embedded one
 * @param visibilityTimeout how long a message that a function failed with waits until it is tried again
 * @param maxReceiveCount after how many tries a message becomes a dead letter
 * @param retryDelay the pause before the second try of an event
 */
public record PlatformSettings(
        Map<FunctionName, FunctionDefinition> functions,
        Path workFolder,
        Path logFolder,
        Map<String, String> aws,
        Duration visibilityTimeout,
        int maxReceiveCount,
        Duration retryDelay) {

    private static final int GENERATOR_MEMORY_MB = 3538;
    private static final int OTHERS_MEMORY_MB = 512;
    private static final Duration GENERATOR_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration OTHERS_TIMEOUT = Duration.ofMinutes(2);

    public PlatformSettings {
        functions = Map.copyOf(functions);
        aws = Map.copyOf(aws);
        for (FunctionName name : FunctionName.values()) {
            if (!functions.containsKey(name)) {
                throw new IllegalArgumentException("no code for " + name.deployedName());
            }
        }
    }

    /**
     * The functions as the build has made them, on the embedded AWS.
     *
     * @param generatorLayer the zip with FFmpeg's libraries
     * @param outputFolder where logs go; code is unpacked beside the jars
     */
    public static PlatformSettings ofBuild(Path repositoryRoot, Path generatorLayer, Path outputFolder) {
        Map<FunctionName, FunctionDefinition> functions = new EnumMap<>(FunctionName.class);
        for (FunctionName name : FunctionName.values()) {
            FunctionDefinition definition =
                    FunctionDefinition.of(name.deployedName(), name.handler(), name.jar(repositoryRoot));
            functions.put(
                    name,
                    name == FunctionName.GENERATOR
                            ? definition
                                    .withLayers(List.of(generatorLayer))
                                    .withMemoryMb(GENERATOR_MEMORY_MB)
                                    .withTimeout(GENERATOR_TIMEOUT)
                            : definition.withMemoryMb(OTHERS_MEMORY_MB).withTimeout(OTHERS_TIMEOUT));
        }
        return new PlatformSettings(
                functions,
                repositoryRoot.resolve("local/target/functions"),
                outputFolder.resolve("logs"),
                Map.of(),
                Duration.ofSeconds(30),
                3,
                Duration.ofSeconds(1));
    }

    public FunctionDefinition definition(FunctionName name) {
        FunctionDefinition definition = functions.get(name);
        if (definition == null) {
            throw new IllegalStateException("checked when constructed");
        }
        return definition;
    }

    /** With variables, such as THUMBNAIL_INTERVAL, that all functions get besides the platform's. */
    public PlatformSettings withVariables(Map<String, String> variables) {
        Map<FunctionName, FunctionDefinition> changed = new EnumMap<>(FunctionName.class);
        functions.forEach((name, definition) -> {
            Map<String, String> environment = new HashMap<>(definition.environment());
            environment.putAll(variables);
            changed.put(name, definition.withEnvironment(environment));
        });
        return new PlatformSettings(
                changed, workFolder, logFolder, aws, visibilityTimeout, maxReceiveCount, retryDelay);
    }

    /** On an AWS that is there already, such as LocalStack. */
    public PlatformSettings withAws(Map<String, String> environment) {
        return new PlatformSettings(
                functions, workFolder, logFolder, environment, visibilityTimeout, maxReceiveCount, retryDelay);
    }

    /** With other patience, as a test needs it. */
    public PlatformSettings withRetries(Duration newVisibilityTimeout, int newMaxReceiveCount, Duration newRetryDelay) {
        return new PlatformSettings(
                functions, workFolder, logFolder, aws, newVisibilityTimeout, newMaxReceiveCount, newRetryDelay);
    }
}
