package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.SegmentTask;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Hands out tasks in order and has the segments of those to come read ahead. For many threads. */
final class TaskQueue {

    /**
     * A task and the beginning of its segment, or of a part of it.
     *
     * @param bytes null where the segment cannot be read anyway
     */
    record Entry(SegmentTask task, @Nullable FutureTask<SegmentBytes> bytes) {}

    private final SegmentFetcher fetcher;
    private final List<SegmentTask> tasks;
    private final Queue<Entry> ahead = new ArrayDeque<>();
    private int submitted;
    private boolean stopped;

    TaskQueue(List<SegmentTask> tasks, SegmentFetcher fetcher) {
        this.tasks = tasks;
        this.fetcher = fetcher;
    }

    /** The next task; empty when there are no more, or it was stopped. */
    synchronized Optional<Entry> next() {
        if (stopped) {
            return Optional.empty();
        }
        int wanted = Math.max(1, fetcher.ahead());
        while (submitted < tasks.size() && ahead.size() < wanted) {
            SegmentTask task = tasks.get(submitted++);
            boolean readable = task.segment().unavailable() == null;
            ahead.add(new Entry(task, readable ? fetcher.prefetch(task) : null));
        }
        return Optional.ofNullable(ahead.poll());
    }

    /** Whether all tasks were handed out. */
    synchronized boolean emptied() {
        return submitted == tasks.size() && ahead.isEmpty();
    }

    synchronized void stop() {
        stopped = true;
    }
}
