package io.github.rokutrickplay.generator.video.timeline;

import java.math.BigInteger;
import java.time.Duration;

/** The unit of a stream's timestamps: {@code numerator / denominator} seconds. */
public record Timebase(int numerator, int denominator) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** How many units a time is long; not rounded. */
    public double ticks(Duration time) {
        return time.toNanos() / (double) NANOS_PER_SECOND * denominator / numerator;
    }

    /** How many halves of a unit a time is long, rounded down: exact, where a frame lies just half its length off. */
    long halfTicks(Duration time) {
        BigInteger nanos = BigInteger.valueOf(time.toNanos());
        BigInteger[] halves = nanos.multiply(BigInteger.valueOf(2L * denominator))
                .divideAndRemainder(BigInteger.valueOf(NANOS_PER_SECOND * numerator));
        return halves[0].longValueExact() + Math.min(0, halves[1].signum());
    }

    /** The nearest whole unit. */
    public long ticks(double seconds) {
        return Math.round(seconds * denominator / numerator);
    }

    public double seconds(long ticks) {
        return (double) ticks * numerator / denominator;
    }

    public long rescale(long ticks, Timebase from) {
        if (equals(from)) {
            return ticks;
        }
        return Math.round((double) ticks * from.numerator * denominator / from.denominator / numerator);
    }
}
