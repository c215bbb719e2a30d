package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checked-in playlists. {@code -Dgolden.update=true} writes what is produced in place of what is expected. */
final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "playlists");

    private Golden() {}

    static byte[] read(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertMatches(byte[] actual, String name) {
        if (Boolean.getBoolean("golden.update")) {
            write(actual, name);
        }
        assertThat(actual).as(name).asString(UTF_8).isEqualTo(text(name));
        assertThat(actual).as(name).isEqualTo(read(name));
    }

    private static String text(String name) {
        return new String(read(name), UTF_8);
    }

    private static void write(byte[] bytes, String name) {
        try {
            Path path = FOLDER.resolve(name);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
