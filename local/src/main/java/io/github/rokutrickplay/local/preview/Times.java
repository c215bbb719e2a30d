package io.github.rokutrickplay.local.preview;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Times of a film as people read them. */
final class Times {

    private static final long SIXTY = 60;

    private Times() {}

    /** Such as {@code 1:02:03.5}; without hours where there are none, and without what is smaller than a second where it is nothing. */
    static String readable(BigDecimal seconds) {
        BigDecimal millis = seconds.setScale(3, RoundingMode.DOWN);
        long whole = millis.longValue();
        String rest = millis.remainder(BigDecimal.ONE).stripTrailingZeros().toPlainString();
        String fraction = rest.startsWith("0.") ? rest.substring(1) : "";
        long hours = whole / SIXTY / SIXTY;
        String minutes = Long.toString(whole / SIXTY % SIXTY);
        return (hours > 0 ? hours + ":" + padded(minutes) : minutes) + ":" + padded(Long.toString(whole % SIXTY))
                + fraction;
    }

    private static String padded(String number) {
        return number.length() < 2 ? "0" + number : number;
    }
}
