package io.github.rokutrickplay.local.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A lock that keeps other processes out, by a file that is there only while it is held. One thread of a process at a time:
 * file locks are a process's.
 *
 * <p>Who deletes a lock file may delete it under one who has just opened it, and who then locks what no third can see. So
 * whoever has locked a file looks whether the name still leads to it, and begins again where it does not; and only who holds the
 * lock deletes the file.
 */
public final class ProcessLock implements AutoCloseable {

    private static final String PREFIX = "trickplay-";
    private static final String SUFFIX = ".lock";

    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    private final Path file;
    private final FileChannel channel;
    /** Opened to see whether the name leads to the locked file. To close it would release the lock. */
    private final FileChannel seen;

    private ProcessLock(Path file, FileChannel channel, FileChannel seen) {
        this.file = file;
        this.channel = channel;
        this.seen = seen;
    }

    /**
     * Waits for the lock. The first of a process sweeps the folder before.
     *
     * @param folder where lock files are
     * @param name of the lock, fit for a file's name
     */
    public static ProcessLock acquire(Path folder, String name) throws IOException {
        Path file = folder.resolve(PREFIX + name + SUFFIX);
        if (SWEPT.compareAndSet(false, true)) {
            sweep(folder);
        }
        while (true) {
            FileChannel channel = open(file, StandardOpenOption.CREATE);
            try {
                FileLock lock = channel.lock();
                @Nullable FileChannel seen = lock.isValid() ? openSame(file) : null;
                if (seen != null) {
                    return new ProcessLock(file, channel, seen);
                }
                channel.close();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }

    /** Deletes the files of locks that nobody holds: those of processes that were killed. What cannot be opened is not ours. */
    static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                deleteUnlessHeld(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // They are no worse there than before.
        }
    }

    private static void deleteUnlessHeld(Path file) {
        try (FileChannel channel = open(file);
                @Nullable FileLock lock = channel.tryLock()) {
            @Nullable FileChannel seen = lock == null ? null : openSame(file);
            if (seen != null) {
                try (seen) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Another is at it, or it belongs to another user.
        }
    }

    private static FileChannel open(Path file, StandardOpenOption... more) throws IOException {
        return more.length == 0
                ? FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                : FileChannel.open(file, StandardOpenOption.WRITE, more[0], LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens the file if it is one of which this process holds the lock: then, and only then, does Java say that another lock of
     * it would overlap.
     *
     * @return null if it is another, or gone
     */
    private static @Nullable FileChannel openSame(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = open(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            channel.tryLock();
        } catch (OverlappingFileLockException same) {
            return channel;
        }
        channel.close();
        return null;
    }

    boolean isHeld() {
        return channel.isOpen();
    }

    /** Deletes the file, and lets others in. */
    @Override
    public void close() throws IOException {
        try (channel;
                seen) {
            Files.deleteIfExists(file);
        }
    }
}
