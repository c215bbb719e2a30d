package io.github.rokutrickplay.generator.video;

import java.time.Duration;

/** The unit of a stream's timestamps: {@code numerator / denominator} seconds. */
record Timebase(int numerator, int denominator) {

    private static final double NANOS = 1e9;

    /** How many units a time is long; not rounded. */
    double ticks(Duration time) {
        return time.toNanos() / NANOS * denominator / numerator;
    }

    double seconds(long ticks) {
        return (double) ticks * numerator / denominator;
    }

    long rescale(long ticks, Timebase from) {
        if (equals(from)) {
            return ticks;
        }
        return Math.round((double) ticks * from.numerator * denominator / from.denominator / numerator);
    }
}
