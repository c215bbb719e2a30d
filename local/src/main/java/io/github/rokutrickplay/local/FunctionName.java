package io.github.rokutrickplay.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions that are deployed. */
public enum FunctionName {
    GENERATOR("trick-play-generator", "io.github.rokutrickplay.generator.GeneratorHandler"),
    UPDATER("manifest-updater", "io.github.rokutrickplay.manifest.ManifestHandler"),
    INVALIDATOR("cache-invalidator", "io.github.rokutrickplay.invalidation.InvalidationHandler");

    private final String deployedName;
    private final String handler;

    FunctionName(String deployedName, String handler) {
        this.deployedName = deployedName;
        this.handler = handler;
    }

    /** The name in Lambda, which is the module's, too. */
    public String deployedName() {
        return deployedName;
    }

    /** The handler's class. */
    public String handler() {
        return handler;
    }

    /** Where the build puts the shaded jar. */
    public Path jar(Path repositoryRoot) {
        return repositoryRoot.resolve(deployedName).resolve("target/lambda/" + deployedName + ".jar");
    }

    /** Finds a function by its name, written with hyphens or underscores. */
    public static Optional<FunctionName> find(String name) {
        return Arrays.stream(values())
                .filter(function -> function.deployedName.equals(name.replace('_', '-')))
                .findFirst();
    }

    /** All names, for people. */
    public static String known() {
        return Arrays.stream(values()).map(FunctionName::deployedName).collect(Collectors.joining(", "));
    }
}
