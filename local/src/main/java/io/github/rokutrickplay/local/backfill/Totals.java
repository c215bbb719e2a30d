package io.github.rokutrickplay.local.backfill;

import io.github.rokutrickplay.local.backfill.FilmResult.Ending;
import io.github.rokutrickplay.message.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What has become of all films of a catalogue. For one thread at a time. */
public final class Totals {

    private final int films;
    private final Map<Ending, Integer> counts = new EnumMap<>(Ending.class);
    private final Map<String, Integer> reasons = new TreeMap<>();

    public Totals(int films) {
        this.films = films;
    }

    /** Films that were refused for one reason count together, whatever their folders. */
    public void add(FoundFilm film, FilmResult result) {
        counts.merge(result.ending(), 1, Integer::sum);
        if (!result.reason().isEmpty()) {
            reasons.merge(result.reason().replace(film.location().folder(), "…/"), 1, Integer::sum);
        }
    }

    public int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int count(Ending ending) {
        return counts.getOrDefault(ending, 0);
    }

    public boolean madeAny() {
        return count(Ending.MADE) > 0;
    }

    /** Whether all films have what they should have. */
    public boolean succeeded() {
        return count(Ending.MADE) + count(Ending.UP_TO_DATE) == films;
    }

    public String text() {
        StringBuilder text = new StringBuilder(films + " films: " + count(Ending.MADE) + " made, "
                + count(Ending.UP_TO_DATE) + " up to date, " + count(Ending.REFUSED) + " refused, "
                + count(Ending.FAILED) + " failed");
        reasons.forEach(
                (reason, count) -> text.append('\n').append(count).append(" x ").append(reason));
        return text.toString();
    }

    public String json() {
        return Json.write(Map.of(
                "films", films,
                "made", count(Ending.MADE),
                "up_to_date", count(Ending.UP_TO_DATE),
                "refused", count(Ending.REFUSED),
                "failed", count(Ending.FAILED),
                "reasons", reasons));
    }
}
