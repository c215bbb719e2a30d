package io.github.rokutrickplay.local.files;

import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.storage.MultipartUpload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of which each part is a hidden file until all are put together. */
final class FileMultipartUpload implements MultipartUpload {

    private final Path file;
    private final UnfinishedFiles unfinished;
    private final SortedMap<Integer, Path> parts = new TreeMap<>();

    FileMultipartUpload(Path file, UnfinishedFiles unfinished) {
        this.file = file;
        this.unfinished = unfinished;
    }

    @Override
    public void part(int number, byte[] bytes) {
        Path part = parts.computeIfAbsent(number, any -> unfinished.beside(file));
        try {
            Files.createDirectories(part.toAbsolutePath().getParent());
            Files.write(part, bytes);
        } catch (IOException e) {
            throw new TransientFailure("writing part " + number + " of " + file + " failed: " + e, e);
        }
    }

    @Override
    public void complete() {
        Path whole = unfinished.beside(file);
        try (FileChannel to = FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Path part : parts.values()) {
                append(part, to);
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(whole);
            throw new TransientFailure("writing " + file + " failed: " + e, e);
        }
        abort();
    }

    private static void append(Path part, FileChannel to) throws IOException {
        try (FileChannel from = FileChannel.open(part)) {
            for (long at = 0; at < from.size(); ) {
                at += from.transferTo(at, from.size() - at, to);
            }
        }
    }

    @Override
    public void abort() {
        parts.values().forEach(FileMultipartUpload::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A later run sweeps it.
        }
    }
}
