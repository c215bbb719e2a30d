package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One extraction: what its workers share. */
final class ExtractionRun {

    private final ThumbnailPlan plan;
    private final ThumbnailSettings settings;
    private final SegmentFetcher fetcher;
    private final Consumer<Thumbnail> sink;
    private final RunClocks clocks;
    private final TaskQueue queue;
    private final FrameRule rule;
    private final NavigableSet<Integer> withoutFrame = new ConcurrentSkipListSet<>();
    private final Map<String, Resolution> sizes = new ConcurrentHashMap<>();
    private final LongAdder framesDecoded = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ExtractionRun(ThumbnailPlan plan, ThumbnailSettings settings, SegmentFetcher fetcher, Consumer<Thumbnail> sink) {
        this.plan = plan;
        this.settings = settings;
        this.fetcher = fetcher;
        this.sink = sink;
        clocks = new RunClocks(plan, fetcher);
        queue = new TaskQueue(SegmentTask.of(plan), fetcher);
        rule = FrameRule.of(plan, settings.frame());
    }

    ThumbnailPlan plan() {
        return plan;
    }

    ThumbnailSettings settings() {
        return settings;
    }

    SegmentFetcher fetcher() {
        return fetcher;
    }

    Consumer<Thumbnail> sink() {
        return sink;
    }

    RunClocks clocks() {
        return clocks;
    }

    FrameRule rule() {
        return rule;
    }

    void markWithoutFrame(Mark mark) {
        withoutFrame.add(mark.number());
    }

    /** Lets workers work until all is done or one has failed. */
    Extraction execute(int workers) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            // Platform threads: a native call would pin a virtual thread's carrier.
            threads.add(Thread.ofPlatform().name("thumbnails-" + i).start(this::work));
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= !join(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while extracting thumbnails");
        }
        rethrow();
        requireTail();
        return new Extraction(sizes, withoutFrame, fetcher.bytesRead(), framesDecoded.sum());
    }

    /** Waits for a worker in any case: it has native memory to give back. */
    private boolean join(Thread thread) {
        boolean undisturbed = true;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                undisturbed = false;
                queue.stop();
            }
        }
        return undisturbed;
    }

    // Whatever a worker dies of has to reach the caller: errors too.
    private void work() {
        try (SegmentWorker worker = new SegmentWorker(this)) {
            Optional<TaskQueue.Entry> next = queue.next();
            while (next.isPresent()) {
                Future<SegmentBytes> bytes = next.get().bytes();
                worker.process(next.get().task(), bytes == null ? null : SegmentFetcher.await(bytes));
                next = queue.next();
            }
            worker.sizes().forEach((box, size) -> sizes.merge(box, size, ThumbnailMaker::enclosing));
            framesDecoded.add(worker.framesDecoded());
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            queue.stop();
        }
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Marks without a frame lie behind the film's end; one in its middle is a fault. */
    private void requireTail() {
        int expected = plan.marks().size();
        for (int number : withoutFrame.descendingSet()) {
            Mark mark = plan.marks().get(--expected);
            if (mark.number() != number) {
                Mark lost = plan.marks().stream()
                        .filter(candidate -> candidate.number() == number)
                        .findFirst()
                        .orElse(mark);
                throw new PermanentFailure(SegmentName.of(plan.segments().get(lost.segment()), lost.time())
                        + ": there is no frame at or after it, though there is one after a later mark");
            }
        }
    }
}
