package io.github.rokutrickplay.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Copies of {@linkplain SampleFilm sample films}, for tests: each film is made once in a process. For many threads. */
public final class SampleFilms {

    private static final Path FOLDER = temporaryFolder();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<FilmSpec, Path> MAIN_PLAYLISTS = new ConcurrentHashMap<>();

    private SampleFilms() {}

    /**
     * Writes a film, as {@link SampleFilm#write(FilmSpec, Path)} does.
     *
     * @param folder is made if it is not there; files of the same names are overwritten
     * @return the multivariant playlist
     * @throws UncheckedIOException if a file cannot be written
     */
    public static Path copy(FilmSpec film, Path folder) {
        Path made = MAIN_PLAYLISTS.computeIfAbsent(
                film, spec -> SampleFilm.write(spec, FOLDER.resolve(String.valueOf(COUNT.incrementAndGet()))));
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(made.resolveSibling(""))) {
                for (Path file : files) {
                    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(made.getFileName());
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("sample-films");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path fileOrFolder) {
        try {
            if (Files.isDirectory(fileOrFolder)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(fileOrFolder)) {
                    files.forEach(SampleFilms::delete);
                }
            }
            Files.deleteIfExists(fileOrFolder);
        } catch (IOException e) {
            // It lies among the temporary files.
        }
    }
}
