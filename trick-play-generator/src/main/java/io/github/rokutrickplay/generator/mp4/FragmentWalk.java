package io.github.rokutrickplay.generator.mp4;

import io.github.rokutrickplay.failure.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds all movie fragments of a file and reads their moof boxes, nothing of their media. Each part of the file that its
 * index names is walked by itself, several at the same time; without an index it is one walk from box to box.
 */
final class FragmentWalk {

    private static final int AT_ONCE = 16;

    /** A moof of two seconds, with what comes before it. */
    private static final int STEP = 8 * 1024;

    private static final int MAX_MOOF = 16 * 1024 * 1024;
    private static final long MAX_MOOFS = 64L * 1024 * 1024;
    /** Ten minutes, at thirty milliseconds each. */
    private static final int MAX_READS = 20_000;

    private final FileBytes file;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicLong bytes = new AtomicLong();

    FragmentWalk(FileBytes file) {
        this.file = file;
    }

    /** A moof box and where it stands. */
    record Fragment(Box moof, long offset) {}

    /**
     * @param starts where to start, ascending; the last walk goes to the file's end. All but the first are an index's, and
     *     are left aside if they are wrong
     */
    List<Fragment> walk(SortedSet<Long> starts) {
        List<Long> from = List.copyOf(starts);
        List<Future<List<Fragment>>> walks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < from.size(); i++) {
                long start = from.get(i);
                long end = i + 1 < from.size() ? from.get(i + 1) : file.size();
                walks.add(threads.submit(() -> walkWhenThereIsRoom(start, end)));
            }
            return await(walks, threads);
        } catch (Mp4Exception e) {
            if (starts.size() == 1) {
                throw e;
            }
            bytes.set(0);
            return walk(new TreeSet<>(List.of(starts.getFirst())));
        }
    }

    private static List<Fragment> await(List<Future<List<Fragment>>> walks, ExecutorService threads) {
        List<Fragment> fragments = new ArrayList<>();
        try {
            for (Future<List<Fragment>> walk : walks) {
                fragments.addAll(walk.get());
            }
            return fragments;
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while reading the fragments of a file", e);
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private List<Fragment> walkWhenThereIsRoom(long start, long end) throws InterruptedException {
        places.acquire();
        try {
            return walk(start, end);
        } finally {
            places.release();
        }
    }

    private List<Fragment> walk(long start, long end) {
        List<Fragment> found = new ArrayList<>();
        Window window = new Window(file, STEP);
        long at = start;
        while (end - at >= Box.HEADER) {
            Window.Header header = window.header(at);
            if (header.type().equals("moof") && header.complete()) {
                found.add(new Fragment(window.box(header, MAX_MOOF), at));
                bytes.addAndGet(header.size());
            }
            if (bytes.get() > MAX_MOOFS || window.reads() > MAX_READS) {
                throw new Mp4Exception("has too many fragments to be read one by one (" + found.size() + " up to byte "
                        + at + "): write it anew with an index (sidx or mfra), or without fragments");
            }
            at = header.end();
        }
        if (at != end && end != file.size()) {
            throw new Mp4Exception("has no box at byte " + end + ", where its index names one");
        }
        return found;
    }
}
