package io.github.rokutrickplay.players;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What is installed on this machine. */
final class Programs {

    private Programs() {}

    /** The first program that there is of several names. */
    static Optional<Path> find(String... names) {
        return Stream.of(names)
                .flatMap(name -> folders()
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .limit(1))
                .findFirst();
    }

    private static Stream<String> folders() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty());
    }
}
