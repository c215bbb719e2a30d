package io.github.rokutrickplay.dash;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a Period is on, in microseconds since the first one's start.
 *
 * @param startUs null if the MPD does not tell
 * @param endUs likewise
 */
public record PeriodTimes(@Nullable Long startUs, @Nullable Long endUs) {

    private static final Pattern DURATION =
            Pattern.compile("P(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d*)?)S)?)?");

    private static final int MICRO_DIGITS = 6;
    private static final long SECONDS_A_DAY = 86_400;
    private static final long SECONDS_AN_HOUR = 3_600;
    private static final long SECONDS_A_MINUTE = 60;

    /**
     * Of each Period (23009-1 section 5.3.2.1): its start is given, or it begins where the one before ends.
     *
     * @throws UnusableMpdException if a time cannot be read
     */
    public static List<PeriodTimes> of(MpdElement root) {
        List<MpdElement> periods = root.children("Period");
        List<@Nullable Long> starts = new ArrayList<>();
        @Nullable Long next = 0L;
        for (MpdElement period : periods) {
            @Nullable Long start = orElse(us(period, "start"), next);
            starts.add(start);
            next = sum(start, us(period, "duration"));
        }
        @Nullable Long first = starts.isEmpty() ? null : starts.getFirst();
        @Nullable Long end = orElse(next, sum(first, us(root, "mediaPresentationDuration")));
        List<PeriodTimes> times = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            @Nullable Long ownEnd = sum(starts.get(i), us(periods.get(i), "duration"));
            @Nullable Long behind = i + 1 < periods.size() ? orElse(starts.get(i + 1), ownEnd) : end;
            times.add(new PeriodTimes(difference(starts.get(i), first), difference(behind, first)));
        }
        return times;
    }

    private static @Nullable Long orElse(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : one;
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : one + other;
    }

    private static @Nullable Long difference(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : one - other;
    }

    private static @Nullable Long us(MpdElement element, String attribute) {
        String text = element.attribute(attribute);
        if (text == null) {
            return null;
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UnusableMpdException("its " + element.name() + "@" + attribute + " is '" + text
                    + "', not days, hours, minutes and seconds");
        }
        try {
            return part(matcher.group(1), SECONDS_A_DAY)
                    .add(part(matcher.group(2), SECONDS_AN_HOUR))
                    .add(part(matcher.group(3), SECONDS_A_MINUTE))
                    .add(part(matcher.group(4), 1))
                    .movePointRight(MICRO_DIGITS)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new UnusableMpdException("its " + element.name() + "@" + attribute + " is '" + text + "'", e);
        }
    }

    private static BigDecimal part(@Nullable String digits, long seconds) {
        return digits == null ? BigDecimal.ZERO : new BigDecimal(digits).multiply(BigDecimal.valueOf(seconds));
    }
}
