package io.github.rokutrickplay.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run has added to the bucket, copied to a folder.
 *
 * @param folder the copy
 * @param playlists the image playlists' texts
 * @param smallImages JPEGs in the order of their times
 * @param bigImages likewise
 * @param mainPlaylistKeepsTheFilms whether the main playlist begins with every byte of the one that was uploaded
 * @param addedLines by how many lines the main playlist is longer
 * @param filmBytes the size of all of the film's own files
 */
public record PublishedFiles(
        Path folder,
        List<String> playlists,
        List<byte[]> smallImages,
        List<byte[]> bigImages,
        boolean mainPlaylistKeepsTheFilms,
        int addedLines,
        long filmBytes) {

    private static final long MAX_OBJECT_BYTES = 100L * 1024 * 1024;

    /**
     * @param film the main playlist that was uploaded from its folder to the prefix
     * @param to is emptied first
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public static PublishedFiles copy(ObjectStore store, String bucket, String keyPrefix, Path film, Path to) {
        try {
            empty(to);
            Path filmFolder = film.resolveSibling(".").normalize();
            List<String> playlists = new ArrayList<>();
            List<byte[]> small = new ArrayList<>();
            List<byte[]> big = new ArrayList<>();
            long filmBytes = 0;
            for (ObjectSummary object : store.list(bucket, keyPrefix)) {
                String name = object.location().key().substring(keyPrefix.length());
                Path original = filmFolder.resolve(name);
                if (Files.exists(original) && !original.equals(film)) {
                    filmBytes += object.sizeBytes();
                    continue;
                }
                byte[] body = read(store, object.location());
                Path copy = to.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.write(copy, body);
                if (name.contains("_small.")) {
                    small.add(body);
                } else if (name.contains("_big.")) {
                    big.add(body);
                } else if (name.endsWith(".m3u8") && !original.equals(film)) {
                    playlists.add(new String(body, UTF_8));
                }
            }
            String before = Files.readString(film);
            String after = Files.readString(to.resolve(film.getFileName()));
            int addedLines =
                    Math.toIntExact(after.lines().count() - before.lines().count());
            return new PublishedFiles(to, playlists, small, big, after.startsWith(before), addedLines, filmBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy what was published to " + to + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(ObjectStore store, S3Location location) throws IOException {
        return store.find(location, MAX_OBJECT_BYTES)
                .orElseThrow(() -> new IOException(location + " has gone"))
                .body();
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
