package io.github.rokutrickplay.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What Lambda is told of a function.
 *
 * @param name the function's name, such as {@code trick-play-generator}
 * @param handler the handler's class name
 * @param code the shaded jar, or a folder that is one unpacked
 * @param layers zips; the {@code lib} folder of each is on LD_LIBRARY_PATH
 * @param environment the function's variables; nothing else of this process's environment is passed on but PATH, HOME
 *     and TMPDIR
 * @param memoryMb what the function may use; the heap gets 85 % of it, as in Lambda
 * @param timeout how long one invocation may take
 * @param jvmOptions further options, as JAVA_TOOL_OPTIONS would give them
 */
public record FunctionDefinition(
        String name,
        String handler,
        Path code,
        List<Path> layers,
        Map<String, String> environment,
        int memoryMb,
        Duration timeout,
        List<String> jvmOptions) {

    public FunctionDefinition {
        layers = List.copyOf(layers);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A function of 1 GB that may take a minute. */
    public static FunctionDefinition of(String name, String handler, Path code) {
        return new FunctionDefinition(name, handler, code, List.of(), Map.of(), 1024, Duration.ofMinutes(1), List.of());
    }

    public FunctionDefinition withLayers(List<Path> newLayers) {
        return new FunctionDefinition(name, handler, code, newLayers, environment, memoryMb, timeout, jvmOptions);
    }

    public FunctionDefinition withEnvironment(Map<String, String> newEnvironment) {
        return new FunctionDefinition(name, handler, code, layers, newEnvironment, memoryMb, timeout, jvmOptions);
    }

    public FunctionDefinition withJvmOptions(List<String> newJvmOptions) {
        return new FunctionDefinition(name, handler, code, layers, environment, memoryMb, timeout, newJvmOptions);
    }

    public FunctionDefinition withMemoryMb(int newMemoryMb) {
        return new FunctionDefinition(name, handler, code, layers, environment, newMemoryMb, timeout, jvmOptions);
    }

    public FunctionDefinition withTimeout(Duration newTimeout) {
        return new FunctionDefinition(name, handler, code, layers, environment, memoryMb, newTimeout, jvmOptions);
    }
}
