package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes images while others are still being decoded. At most {@value #IN_FLIGHT} are under way, and whoever hands over one
 * more waits, so that a slow store slows the decoding down instead of filling the memory.
 */
final class ObjectUploads implements AutoCloseable {

    private static final int IN_FLIGHT = 32;
    private static final ObjectAttributes JPEG = ObjectAttributes.ofType("image/jpeg");

    private final ObjectStore store;
    private final String bucket;
    private final Progress progress;
    private final int total;

    /** None where whoever has an image may as well write it. */
    private final @Nullable ExecutorService threads;

    /** Fair: whoever waits for all of them gets them. */
    private final Semaphore places = new Semaphore(IN_FLIGHT, true);

    /** The keys of images that were handed over. */
    private final Set<String> added = ConcurrentHashMap.newKeySet();

    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final AtomicInteger written = new AtomicInteger();

    /** In bytes, by key. */
    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();

    /**
     * @param total how many images there will be, for the progress
     */
    ObjectUploads(ObjectStore store, String bucket, Progress progress, int total) {
        this.store = store;
        this.bucket = bucket;
        this.progress = progress;
        this.total = total;
        threads = store.isQuick() ? null : Executors.newVirtualThreadPerTaskExecutor();
    }

    /**
     * Takes over one image. One that replaces another is written when that was. Throws what an earlier one failed with, so that
     * decoding stops soon.
     */
    void add(String key, byte[] jpeg) {
        throwFailure();
        if (!added.add(key)) {
            await();
        }
        if (threads == null) {
            write(key, jpeg);
            return;
        }
        acquirePlaces(1);
        threads.execute(() -> {
            try {
                write(key, jpeg);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                places.release();
            }
        });
    }

    private void write(String key, byte[] jpeg) {
        store.put(new S3Location(bucket, key), jpeg, JPEG);
        if (sizes.put(key, jpeg.length) == null) {
            progress.written(Math.min(written.incrementAndGet(), total), total);
        }
    }

    /** Waits until all that was added is written, and throws what failed. */
    void await() {
        acquirePlaces(IN_FLIGHT);
        places.release(IN_FLIGHT);
        throwFailure();
    }

    /** The size in bytes of an image that was written. */
    int sizeBytes(String key) {
        Integer size = sizes.get(key);
        if (size == null) {
            throw new IllegalStateException("image " + key + " was never made");
        }
        return size;
    }

    private void acquirePlaces(int count) {
        try {
            places.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while writing images", e);
        }
    }

    private void throwFailure() {
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.close();
        }
    }
}
