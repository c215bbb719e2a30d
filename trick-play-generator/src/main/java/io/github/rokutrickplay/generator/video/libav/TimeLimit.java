package io.github.rokutrickplay.generator.video.libav;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time that a worker may spend inside FFmpeg's libraries on the marks of one segment. Waiting for the store does not
 * count. The worker asks from time to time, and gives up what takes too long; a call that does not return at all is seen
 * by whoever watches from outside.
 */
public final class TimeLimit {

    /** A long GOP of 8K takes a slow core half as much. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration PER_MARK = Duration.ofSeconds(10);

    /** What a single call may take longer than the limit, before it counts as one that does not return. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final String READING = "reading it";

    private final Duration base;
    private final LongSupplier nanoTime;
    private @Nullable PlannedSegment segment;
    private String step = READING;
    private long limitNanos;
    private long usedNanos;
    private long runningSince;
    private boolean running;
    private boolean abandoned;

    public TimeLimit(Duration base, LongSupplier nanoTime) {
        this.base = base;
        limitNanos = base.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Begins anew, for so many marks. */
    public synchronized void start(int marks) {
        limitNanos = base.plus(PER_MARK.multipliedBy(marks)).toNanos();
        usedNanos = 0;
        running = false;
        resume();
    }

    /** Says what is being read, for messages. */
    public synchronized void at(PlannedSegment opened) {
        segment = opened;
        step = READING;
    }

    /**
     * Says what is being done with it, for messages, until it is done.
     *
     * @param what as in "while decoding it"
     */
    public <T> T doing(String what, Supplier<T> work) {
        String before = step;
        step = what;
        try {
            T result = work.get();
            step = before;
            return result;
        } catch (LibavException | PipelineException foreseen) {
            step = before;
            throw foreseen;
        }
    }

    /**
     * What ended the work, as a failure that says where. Of what nobody foresaw it is not known whose fault it is: then
     * another try may succeed.
     */
    public PipelineException failure(RuntimeException thrown) {
        return switch (thrown) {
            case PipelineException known -> known;
            case LibavException ofInput -> ofInput.at(name());
            default ->
                new TransientFailure(name() + ": something unforeseen happened while " + step + ": " + thrown, thrown);
        };
    }

    /** Waits for something else, which does not count. */
    public <T> T waiting(Supplier<T> other) {
        pause();
        try {
            return other.get();
        } finally {
            resume();
        }
    }

    /** Lets the time stand still while something else is waited for. */
    public synchronized void pause() {
        requireOwner();
        if (running) {
            usedNanos += nanoTime.getAsLong() - runningSince;
            running = false;
        }
    }

    synchronized void resume() {
        requireOwner();
        if (!running) {
            runningSince = nanoTime.getAsLong();
            running = true;
        }
    }

    private void requireOwner() {
        if (abandoned) {
            throw new TransientFailure("the work on this film was given up");
        }
    }

    /**
     * Asks whether to go on.
     *
     * @throws PermanentFailure if it takes too long
     */
    public synchronized void check() {
        requireOwner();
        if (used() > limitNanos) {
            throw new PermanentFailure(name() + " takes FFmpeg longer than "
                    + Duration.ofNanos(limitNanos).toSeconds() + " seconds to read and decode");
        }
    }

    /** Whether {@link #check} has nothing good to say any more. */
    public synchronized boolean exceeded() {
        return used() > limitNanos;
    }

    private long used() {
        return usedNanos + (running ? nanoTime.getAsLong() - runningSince : 0);
    }

    /** Gives the worker up if it has not asked for too long: what is said of it then. */
    synchronized Optional<PermanentFailure> abandonIfStuck() {
        if (abandoned || !running || used() <= limitNanos + GRACE.toNanos()) {
            return Optional.empty();
        }
        abandoned = true;
        return Optional.of(new PermanentFailure(name() + ": FFmpeg has not come back from it for "
                + Duration.ofNanos(used()).toSeconds() + " seconds; the work on this film is given up"));
    }

    synchronized boolean abandoned() {
        return abandoned;
    }

    private String name() {
        return segment == null ? "a segment" : SegmentName.of(segment);
    }
}
