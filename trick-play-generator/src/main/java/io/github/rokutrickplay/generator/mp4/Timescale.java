package io.github.rokutrickplay.generator.mp4;

import java.math.BigInteger;
import java.time.Duration;

/** Exact arithmetic between times in nanoseconds and in units of a time scale. */
record Timescale(long unitsPerSecond) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final BigInteger NANOS = BigInteger.valueOf(NANOS_PER_SECOND);

    /** How long so many units are, rounded down to a nanosecond. */
    Duration duration(long units) {
        long seconds = Math.floorDiv(units, unitsPerSecond);
        return Duration.ofSeconds(seconds, Math.floorMod(units, unitsPerSecond) * NANOS_PER_SECOND / unitsPerSecond);
    }

    /** How many halves of a unit a time is long, rounded up. */
    long halfUnits(Duration time) {
        BigInteger[] halves =
                nanos(time).multiply(BigInteger.valueOf(2 * unitsPerSecond)).divideAndRemainder(NANOS);
        return halves[0].longValue() + Math.max(0, halves[1].signum());
    }

    /** How many units a time is long, rounded to the nearest. */
    long units(Duration time) {
        return Math.floorDiv(halfUnits(time), 2) + Math.floorMod(halfUnits(time), 2);
    }

    private static BigInteger nanos(Duration time) {
        return BigInteger.valueOf(time.getSeconds()).multiply(NANOS).add(BigInteger.valueOf(time.getNano()));
    }
}
