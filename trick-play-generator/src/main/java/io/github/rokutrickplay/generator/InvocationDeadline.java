package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.generator.plan.ThumbnailSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When an invocation has to end. Lambda kills what goes on beyond its timeout, tries it twice more, and says nothing of the film: so the
 * work ends itself a little earlier.
 */
public final class InvocationDeadline {

    /** For nobody who is in a hurry. */
    public static final InvocationDeadline NONE = new InvocationDeadline(InstantSource.system(), Instant.MAX);

    /** For uploads that are under way, and the dead letter. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private final InstantSource clock;
    private final Instant end;
    private final Instant begin;

    private InvocationDeadline(InstantSource clock, Instant end) {
        this.clock = clock;
        this.end = end;
        begin = clock.instant();
    }

    /**
     * @param left until Lambda kills the invocation
     */
    static InvocationDeadline in(Duration left, InstantSource clock) {
        return new InvocationDeadline(clock, clock.instant().plus(left).minus(RESERVE));
    }

    boolean hasPassed() {
        return clock.instant().isAfter(end);
    }

    /** Whether what begins now has nearly all of the time. */
    boolean isFarAway() {
        Duration all = Duration.between(begin, end);
        return Duration.between(begin, clock.instant()).compareTo(all.dividedBy(10)) < 0;
    }

    /** The same sink, as long as there is time. */
    ThumbnailSink guard(ThumbnailSink sink) {
        return new ThumbnailSink() {
            @Override
            public void add(Thumbnail thumbnail) {
                check();
                sink.add(thumbnail);
            }

            @Override
            public void missing(int number) {
                check();
                sink.missing(number);
            }

            @Override
            public boolean restart() {
                return sink.restart();
            }
        };
    }

    private void check() {
        if (hasPassed()) {
            throw new TransientFailure("the invocation's time is over");
        }
    }
}
