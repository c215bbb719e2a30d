package io.github.rokutrickplay.local.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Errors that an embedded service answers with instead of doing what it was asked for, and how long it takes over each call.
 * Safe for use by many threads.
 */
public final class Faults {

    /**
     * An error answer.
     *
     * @param status the HTTP status
     * @param code AWS's error code, such as {@code SlowDown}
     */
    public record Fault(int status, String code) {

        /** What S3 answers when it is asked too much. */
        public static final Fault SLOW_DOWN = new Fault(503, "SlowDown");

        /** What CloudFront answers when too many wildcards are in progress. */
        public static final Fault TOO_MANY_INVALIDATIONS = new Fault(400, "TooManyInvalidationsInProgress");
    }

    private record Planned(Fault fault, Predicate<AwsCall> calls) {}

    private final ConcurrentLinkedDeque<Planned> planned = new ConcurrentLinkedDeque<>();
    private volatile Duration latency = Duration.ZERO;

    /** Lets every call from now on wait before it is answered, as a network does. */
    public void setLatency(Duration latency) {
        this.latency = latency;
    }

    void awaitLatency() {
        LockSupport.parkNanos(latency.toNanos());
    }

    /** Answers the next calls that the predicate holds for with an error, each once for {@code times}. */
    public void failNext(int times, Fault fault, Predicate<AwsCall> calls) {
        for (int i = 0; i < times; i++) {
            planned.add(new Planned(fault, calls));
        }
    }

    /** Forgets the errors that were not answered with yet. */
    public void clear() {
        planned.clear();
    }

    Optional<Fault> next(AwsCall call) {
        for (Planned candidate : planned) {
            if (candidate.calls.test(call) && planned.removeFirstOccurrence(candidate)) {
                return Optional.of(candidate.fault);
            }
        }
        return Optional.empty();
    }
}
