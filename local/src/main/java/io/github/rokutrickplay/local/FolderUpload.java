package io.github.rokutrickplay.local;

import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Puts a folder of files into a bucket, with the content types that MediaConvert gives its outputs. */
public final class FolderUpload {

    private static final Map<String, String> TYPES = Map.of(
            "m3u8", "application/vnd.apple.mpegurl",
            "ts", "video/mp2t",
            "mp4", "video/mp4",
            "m4s", "video/mp4",
            "m4a", "audio/mp4",
            "aac", "audio/aac",
            "vtt", "text/vtt",
            "jpg", "image/jpeg");

    private FolderUpload() {}

    /**
     * Uploads every file below the folder.
     *
     * @param keyPrefix what the keys start with, a slash at its end
     * @return how many files there were
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static int upload(Path folder, ObjectStore store, String bucket, String keyPrefix) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
        }
        files.parallelStream().forEach(file -> {
            String key = keyPrefix + folder.relativize(file).toString().replace('\\', '/');
            store.put(new S3Location(bucket, key), read(file), ObjectAttributes.ofType(contentType(file)));
        });
        return files.size();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String contentType(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
