package io.github.rokutrickplay.generator.video.libav;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work inside FFmpeg's libraries, each held to a time limit and looked after from outside: one that does not come
 * back is given up.
 */
public final class WatchedThreads {

    /** How often they are looked after. */
    private static final Duration WATCH = Duration.ofMillis(500);

    private record Working(Thread thread, TimeLimit timeLimit) {}

    private final List<Working> all = new ArrayList<>();

    /** Has something done by a thread of its own. */
    public static <T> T call(Function<TimeLimit, T> work) {
        TimeLimit timeLimit = new TimeLimit(TimeLimit.LIMIT, System::nanoTime);
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        WatchedThreads threads = new WatchedThreads();
        Runnable task = () -> {
            timeLimit.start(1);
            result.set(work.apply(timeLimit));
        };
        threads.start("probe", timeLimit, task, thrown -> failure.compareAndSet(null, thrown));
        threads.join(() -> {}, stuck -> failure.compareAndSet(null, stuck));
        rethrow(failure.get());
        return Objects.requireNonNull(result.get());
    }

    /** Throws what ended a thread, if anything did. */
    public static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /**
     * @param failed is told what the work ended of, if it throws: a failure that says where it happened, or an error
     */
    public void start(String name, TimeLimit timeLimit, Runnable work, Consumer<Throwable> failed) {
        // Platform threads: a native call would pin a virtual thread's carrier. Daemons: one may never come back.
        Thread thread = Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                failed.accept(timeLimit.failure(e));
            } catch (Error e) {
                failed.accept(e);
            }
            if (timeLimit.abandoned()) {
                NativeLibraries.noteThreadBack();
            }
        });
        all.add(new Working(thread, timeLimit));
    }

    /**
     * Waits for all of them in any case, since they have native memory to give back; but not for those that are stuck.
     *
     * @param stop asks them to end soon
     * @param stuck is told of a thread that is stuck; all others are interrupted then, for they may wait for it
     * @throws TransientFailure if this thread is interrupted, when all have ended
     */
    public void join(Runnable stop, Consumer<PermanentFailure> stuck) {
        boolean interrupted = false;
        for (Working worker : all) {
            while (worker.thread.isAlive() && !worker.timeLimit.abandoned()) {
                try {
                    worker.thread.join(WATCH);
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop.run();
                }
                abandonStuck(stuck);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while reading a film");
        }
    }

    private void abandonStuck(Consumer<PermanentFailure> stuck) {
        for (Working worker : all) {
            worker.timeLimit.abandonIfStuck().ifPresent(failure -> {
                NativeLibraries.noteStuckThread();
                stuck.accept(failure);
                all.forEach(other -> other.thread.interrupt());
            });
        }
    }
}
