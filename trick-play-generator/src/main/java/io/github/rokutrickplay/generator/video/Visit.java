package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.Mark;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A segment to look into for the frames of some marks, and how the search came to it. Pure.
 *
 * <p>Around a segment that cannot be read the search goes on: the playlist's durations may be off, and the frame in a
 * neighbour after all. Behind it first, for that costs less to read; then before it.
 *
 * @param segment its index; may lie outside the film, where the search has left it
 * @param steps how many segments were visited before it
 * @param hole the segment that could not be read on the way; null if there was none, or it matters no more
 */
record Visit(
        int segment,
        Direction direction,
        List<Mark> marks,
        int steps,
        @Nullable Hole hole) implements SearchStep {

    /** How many segments' lengths a playlist's durations may be off; beyond, they are not worth believing. */
    private static final int MAX_STEPS = 16;

    /**
     * @param segment the first that could not be read
     * @param reason why
     * @param beforeSeen whether what lies before it is known to lie before the marks
     */
    record Hole(int segment, String reason, boolean beforeSeen) {}

    static Visit first(SegmentTask task) {
        return new Visit(task.segment().index(), Direction.COVERING, task.marks(), 0, null);
    }

    /** The same segment, for some of the marks. */
    Visit again(List<Mark> sought) {
        return new Visit(segment, direction, sought, steps, hole);
    }

    /** All frames here lie before these marks. */
    SearchStep next(List<Mark> sought) {
        if (direction == Direction.BACKWARD && hole != null) {
            return new Lost(sought, hole.reason);
        }
        return step(segment + 1, Direction.FORWARD, sought, null);
    }

    /** All frames here lie behind these marks, and there is room for others before them. */
    SearchStep previous(List<Mark> sought) {
        if (direction != Direction.OVER || hole == null) {
            return step(segment - 1, Direction.BACKWARD, sought, null);
        }
        return hole.beforeSeen
                ? new Lost(sought, hole.reason)
                : step(hole.segment - 1, Direction.BACKWARD, sought, hole);
    }

    /** It cannot be read. */
    SearchStep damaged(String reason) {
        if (direction == Direction.BACKWARD) {
            return hole == null
                    ? step(segment - 1, Direction.BACKWARD, marks, new Hole(segment, reason, false))
                    : new Lost(marks, hole.reason);
        }
        Hole first =
                Objects.requireNonNullElseGet(hole, () -> new Hole(segment, reason, direction == Direction.FORWARD));
        return step(segment + 1, Direction.OVER, marks, first);
    }

    private SearchStep step(int to, Direction towards, List<Mark> sought, @Nullable Hole over) {
        if (steps < MAX_STEPS) {
            return new Visit(to, towards, sought, steps + 1, over);
        }
        return new Lost(
                sought,
                over != null
                        ? over.reason
                        : "the timestamps disagree with the playlist's durations by more than " + MAX_STEPS
                                + " segments");
    }
}
