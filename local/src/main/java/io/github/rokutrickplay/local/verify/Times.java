package io.github.rokutrickplay.local.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Times of a presentation, in microseconds. */
final class Times {

    static final long MICROS = 1_000_000;

    /** What forms that count in thousandths of a second may differ by. */
    static final long ROUNDING_US = 1_500;

    private static final int MICRO_DIGITS = 6;
    private static final long NANOS_PER_MICRO = 1000;

    private Times() {}

    static long us(BigDecimal seconds) {
        return seconds.movePointRight(MICRO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    static long us(Duration duration) {
        return Math.floorDiv(duration.toNanos() + NANOS_PER_MICRO / 2, NANOS_PER_MICRO);
    }

    static BigDecimal seconds(long us) {
        BigDecimal stripped = BigDecimal.valueOf(us, MICRO_DIGITS).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** As in {@code 12.5 s}. */
    static String text(long us) {
        return seconds(us).toPlainString() + " s";
    }

    static boolean near(long one, long other) {
        return Math.abs(one - other) <= ROUNDING_US;
    }
}
