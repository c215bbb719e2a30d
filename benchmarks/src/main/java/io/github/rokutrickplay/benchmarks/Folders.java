package io.github.rokutrickplay.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Whole folders. */
final class Folders {

    private Folders() {}

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /**
     * Makes an empty folder inside another. Nothing is deleted: file systems keep what was just deleted from being used again,
     * and whoever writes files next pays for that.
     */
    static Path fresh(Path parent) {
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), "run");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + parent, e);
        }
    }

    /** Moves a folder, if it is there. */
    static void move(Path folder, Path to) {
        if (Files.exists(folder)) {
            try {
                Files.move(folder, to);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot move " + folder + " to " + to, e);
            }
        }
    }
}
