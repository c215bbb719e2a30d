package io.github.rokutrickplay.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as people write them into variables. */
final class Numbers {

    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");
    private static final Pattern SHARE = Pattern.compile("[01]|[01]?\\.\\d{1,6}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
    private static final int NANO_DIGITS = 9;

    private Numbers() {}

    static Optional<Integer> parseInt(String text) {
        return INTEGER.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /** A part of a whole, from 0 to 1. */
    static Optional<BigDecimal> parseShare(String text) {
        return SHARE.matcher(text).matches()
                ? Optional.of(new BigDecimal(text)).filter(share -> share.compareTo(BigDecimal.ONE) <= 0)
                : Optional.empty();
    }

    static Optional<Duration> parseSeconds(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofNanos(
                        new BigDecimal(text).movePointRight(NANO_DIGITS).longValueExact()))
                : Optional.empty();
    }
}
