package io.github.rokutrickplay.local.lambda;

import io.github.rokutrickplay.local.files.ProcessLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function's code as Lambda lays it out: the jar unpacked into a folder. */
final class FunctionCode {

    /** Says which jar a folder was made of; beside it, so that the function does not see it. */
    private static final String MARKER_SUFFIX = ".source";

    private FunctionCode() {}

    /**
     * Unpacks a jar, unless the folder holds this very jar already. Of several threads and processes one does it, and the others
     * wait.
     *
     * @param code a jar, or a folder, which is taken as it is
     * @param folder where to unpack to
     * @throws UncheckedIOException if it cannot be read or written
     */
    static synchronized Path unpack(Path code, Path folder) {
        if (Files.isDirectory(code)) {
            return code;
        }
        Path name = Objects.requireNonNull(folder.getFileName(), "a folder with a name");
        try {
            Path all = Files.createDirectories(folder.resolveSibling("."));
            try (ProcessLock lock = ProcessLock.acquire(all, name.toString())) {
                unpackUnlessThere(code, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + code + " to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void unpackUnlessThere(Path code, Path folder) throws IOException {
        Path marker = folder.resolveSibling(folder.getFileName() + MARKER_SUFFIX);
        String version = code.toAbsolutePath() + " " + Files.size(code) + " " + Files.getLastModifiedTime(code);
        if (!Files.exists(marker) || !Files.readString(marker).equals(version)) {
            Files.deleteIfExists(marker);
            delete(folder);
            unzip(code, folder);
            Files.writeString(marker, version);
        }
    }

    static void unzip(Path jar, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream file = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("entry " + entry.getName() + " leaves the jar");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
