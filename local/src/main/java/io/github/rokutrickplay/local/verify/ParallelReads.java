package io.github.rokutrickplay.local.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Looks at many objects at a time, but at no more than a server bears from one client. */
final class ParallelReads {

    private static final int AT_A_TIME = 64;

    private final Semaphore permits = new Semaphore(AT_A_TIME);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();
    private final VerifyProgress progress;

    ParallelReads(VerifyProgress progress) {
        this.progress = progress;
    }

    /** Returns when all are looked at; throws what the first of them has thrown. */
    <T> void each(Collection<T> items, Consumer<T> work) {
        total.addAndGet(items.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            items.forEach(item -> all.add(threads.submit(() -> one(item, work))));
            for (Future<?> each : all) {
                await(each);
            }
        }
    }

    private <T> void one(T item, Consumer<T> work) {
        permits.acquireUninterruptibly();
        try {
            work.accept(item);
        } finally {
            permits.release();
            progress.looked(done.incrementAndGet(), total.get());
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
