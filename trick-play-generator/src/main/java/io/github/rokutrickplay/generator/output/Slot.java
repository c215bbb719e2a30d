package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A stretch of the presentation that shows one thumbnail: until the next mark, or until a discontinuity, behind which the
 * thumbnail is shown again. All media playlists of a film need their discontinuities at the same times.
 *
 * @param number the thumbnail's
 * @param startUs presentation time, microseconds
 * @param endUs likewise, later
 * @param discontinuity whether it begins at one
 * @param rest whether its thumbnail was shown before the discontinuity
 */
record Slot(int number, long startUs, long endUs, boolean discontinuity, boolean rest) {

    private static final int MICROS = 1000;

    /** All of a film, in order: each ends where the next begins, the last at the presentation's end. */
    static List<Slot> of(ThumbnailPlan plan) {
        NavigableSet<Long> discontinuities =
                plan.discontinuities().stream().map(Slot::microseconds).collect(Collectors.toCollection(TreeSet::new));
        List<Mark> marks = plan.marks();
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            long start = microseconds(marks.get(i).time());
            long end = microseconds(i + 1 < marks.size() ? marks.get(i + 1).time() : plan.duration());
            boolean rest = false;
            for (long cut : discontinuities.subSet(start, false, end, false)) {
                slots.add(new Slot(marks.get(i).number(), start, cut, discontinuities.contains(start), rest));
                start = cut;
                rest = true;
            }
            if (start < end) {
                slots.add(new Slot(marks.get(i).number(), start, end, discontinuities.contains(start), rest));
            }
        }
        return slots;
    }

    /** Rounded to the nearest: finer than any frame. */
    static long microseconds(Duration duration) {
        return (duration.toNanos() + MICROS / 2) / MICROS;
    }
}
