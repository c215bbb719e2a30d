package io.github.rokutrickplay.local.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hidden files that one writer fills before it renames them. For many threads. */
final class UnfinishedFiles {

    private static final Pattern NAME = Pattern.compile("\\.(\\d{1,10})-[0-9a-f]+-\\d+\\.part");

    private final String writer = ProcessHandle.current().pid() + "-"
            + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final AtomicLong count = new AtomicLong();
    private final Set<Path> swept = ConcurrentHashMap.newKeySet();

    /** A new name beside the file. The first in a folder sweeps it of what killed processes left. */
    Path beside(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && swept.add(folder)) {
            sweep(folder);
        }
        // Not createTempFile: its files are readable by their owner alone, and these are to be served.
        return file.resolveSibling("." + writer + "-" + count.incrementAndGet() + ".part");
    }

    private static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // There is no such folder yet, or they are another user's; they do no harm where they are.
        }
    }
}
