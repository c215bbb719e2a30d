package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether the bit rates that a main playlist announces are those of the images. */
final class Bandwidths {

    private static final int BITS = 8;
    /** Half the shortest target duration there is: RFC 8216bis section 4.1 measures no peak over less. */
    private static final long SHORTEST_US = Times.MICROS / 2;
    /** A quarter more than there is makes no player choose otherwise. */
    private static final double TOLERATED = 1.25;

    private final Inspection inspection;
    private final Map<String, List<Stretch>> stretches = new HashMap<>();

    /**
     * An image that is shown for a time.
     *
     * @param object its address
     * @param bytes of the byte range; -1 for all of the object
     */
    private record Stretch(String object, long bytes, long us) {}

    Bandwidths(Inspection inspection) {
        this.inspection = inspection;
    }

    /** Takes down what a playlist shows; gaps have no bits and no time. */
    void note(String playlist, List<Entry> entries, Function<String, Optional<String>> resolver) {
        List<Stretch> all = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.gap() && entry.durationUs() > 0) {
                long bytes = entry.range() == null ? -1 : entry.range().length();
                resolver.apply(entry.uri())
                        .ifPresent(object -> all.add(new Stretch(object, bytes, entry.durationUs())));
            }
        }
        stretches.put(playlist, all);
    }

    void check(Announcement line, StoredImages images) {
        List<Stretch> all = stretches.getOrDefault(line.address(), List.of());
        if (all.isEmpty() || all.stream().anyMatch(stretch -> bytes(stretch, images) < 0)) {
            return; // said already
        }
        long peak = all.stream()
                .mapToLong(stretch -> rate(bytes(stretch, images), Math.max(SHORTEST_US, stretch.us)))
                .max()
                .orElse(0);
        long average = rate(
                all.stream().mapToLong(stretch -> bytes(stretch, images)).sum(),
                all.stream().mapToLong(Stretch::us).sum());
        check(line, "BANDWIDTH", line.bandwidth(), Math.max(peak, average));
        check(line, "AVERAGE-BANDWIDTH", line.averageBandwidth(), average);
    }

    private static long bytes(Stretch stretch, StoredImages images) {
        return stretch.bytes >= 0 ? stretch.bytes : images.bytes(stretch.object).orElse(-1L);
    }

    private static long rate(long bytes, long us) {
        return Math.ceilDiv(bytes * BITS * Times.MICROS, us);
    }

    private void check(Announcement line, String attribute, long said, long measured) {
        if (said < 1) {
            return; // said already, or left out
        }
        String what = attribute + "=" + said + " in line " + line.line() + ", and the images of "
                + inspection.named(line.address()) + " have " + measured + " bits/s";
        if (said < measured) {
            inspection
                    .findings()
                    .error(
                            inspection.named(inspection.main()),
                            what,
                            "it has to be an upper bound (RFC 8216): players load thumbnails that the line cannot carry",
                            inspection.again());
        } else if (said > measured * TOLERATED + BITS) {
            inspection
                    .findings()
                    .warning(
                            inspection.named(inspection.main()),
                            what,
                            "players that choose a size by it choose a smaller one than they could show",
                            inspection.again());
        }
    }
}
