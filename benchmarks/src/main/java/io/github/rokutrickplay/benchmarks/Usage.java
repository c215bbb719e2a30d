package io.github.rokutrickplay.benchmarks;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a step took.
 *
 * @param wall by the clock
 * @param cpu of all cores together
 */
record Usage(Duration wall, Duration cpu) {

    /** The median of each by itself. */
    static Usage median(List<Usage> all) {
        return new Usage(median(all, Usage::wall), median(all, Usage::cpu));
    }

    private static Duration median(List<Usage> all, Function<Usage, Duration> part) {
        return median(all.stream().map(part).toList());
    }

    static Duration median(Collection<Duration> all) {
        List<Duration> sorted = all.stream().sorted(Comparator.naturalOrder()).toList();
        Duration upper = sorted.get(sorted.size() / 2);
        return sorted.size() % 2 == 1
                ? upper
                : upper.plus(sorted.get(sorted.size() / 2 - 1)).dividedBy(2);
    }

    /** Such as {@code 1.25 / 1.80}: seconds of CPU and by the clock. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f / %.2f", cpu.toMillis() / 1000.0, wall.toMillis() / 1000.0);
    }
}
