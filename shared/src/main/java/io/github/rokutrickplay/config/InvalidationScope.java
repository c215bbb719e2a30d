package io.github.rokutrickplay.config;

import java.util.Optional;

/** Which paths the updater asks to be invalidated. */
public enum InvalidationScope {
    /** The main playlist, every image playlist and the images' folder. */
    ALL,
    /** Only what existed before this publication and was changed by it: nothing else can be in a cache. */
    CHANGED;

    static Optional<InvalidationScope> parse(String value) {
        return switch (value) {
            case "all" -> Optional.of(ALL);
            case "changed" -> Optional.of(CHANGED);
            default -> Optional.empty();
        };
    }
}
