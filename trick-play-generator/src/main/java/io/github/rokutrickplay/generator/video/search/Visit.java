package io.github.rokutrickplay.generator.video.search;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.SegmentTask;
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
 * @param found for {@link Direction#OVERLAP}: when the frame that was found is presented, in seconds
 */
public record Visit(
        int segment,
        Direction direction,
        List<Mark> marks,
        int steps,
        @Nullable Hole hole,
        double found) implements SearchStep {

    /** How many segments' lengths a playlist's durations may be off; beyond, they are not worth believing. */
    private static final int MAX_STEPS = 16;

    /**
     * @param segment the first that could not be read
     * @param reason why
     * @param beforeSeen whether what lies before it is known to lie before the marks
     */
    public record Hole(int segment, String reason, boolean beforeSeen) {}

    public static Visit first(SegmentTask task) {
        return new Visit(task.segment().index(), Direction.COVERING, task.marks(), 0, null, 0);
    }

    /** The same segment, for some of the marks. */
    public Visit again(List<Mark> sought) {
        return new Visit(segment, direction, sought, steps, hole, found);
    }

    /** A frame of the next segment is presented in time; or nothing here is to be shown, and the film's first frame is sought. */
    public SearchStep next(List<Mark> sought) {
        if (direction == Direction.BACKWARD && hole != null) {
            return new Lost(sought, hole.reason);
        }
        return step(segment + 1, direction == Direction.FIRST ? Direction.FIRST : Direction.FORWARD, sought, null);
    }

    /** No frame here is presented in time. */
    public SearchStep previous(List<Mark> sought) {
        if (direction != Direction.OVER || hole == null) {
            return step(segment - 1, Direction.BACKWARD, sought, hole);
        }
        return hole.beforeSeen
                ? new Lost(sought, hole.reason)
                : step(hole.segment - 1, Direction.BACKWARD, sought, hole);
    }

    /**
     * A frame here will do, unless the segment before has a later one.
     *
     * @param seconds when it is presented
     */
    public SearchStep overlapped(Mark sought, double seconds) {
        return new Visit(segment - 1, Direction.OVERLAP, List.of(sought), steps + 1, null, seconds);
    }

    /** A frame here will do: there is no segment before that could have a later one. */
    public SearchStep alone(Mark sought) {
        return new Visit(segment, Direction.ALONE, List.of(sought), steps, null, 0);
    }

    /** The segment before the one with the frame that was found has none that is later. */
    public SearchStep backFromOverlap(Mark sought) {
        return new Visit(segment + 1, Direction.ALONE, List.of(sought), steps + 1, null, 0);
    }

    /** There is no picture here, though nothing is damaged: what is shown is held, or is still to come. */
    public SearchStep withoutFrames() {
        return switch (direction) {
            case FIRST, FORWARD -> new Visit(segment + 1, direction, marks, steps, hole, found);
            case OVER -> new Visit(segment + 1, direction, marks, steps + 1, hole, found);
            case COVERING, BACKWARD -> new Visit(segment - 1, Direction.BACKWARD, marks, steps, hole, found);
            case OVERLAP -> backFromOverlap(marks.getFirst());
            case ALONE -> throw new IllegalStateException("segment " + segment + " had a frame before");
        };
    }

    /** Nothing that could be shown lies before the film's first segment. */
    public SearchStep beforeFilm() {
        return hole == null ? new Visit(0, Direction.FIRST, marks, steps, null, 0) : new Lost(marks, hole.reason);
    }

    /** Behind the film's last segment: what is held over the mark lies before. */
    public SearchStep fromTheEnd() {
        return step(segment - 1, Direction.BACKWARD, marks, hole);
    }

    /** It cannot be read. */
    public SearchStep damaged(String reason) {
        return switch (direction) {
            case BACKWARD ->
                hole == null
                        ? step(segment - 1, Direction.BACKWARD, marks, new Hole(segment, reason, false))
                        : new Lost(marks, hole.reason);
            case FIRST, OVERLAP, ALONE -> new Lost(marks, reason);
            case COVERING, FORWARD, OVER -> {
                Hole first = Objects.requireNonNullElseGet(
                        hole, () -> new Hole(segment, reason, direction == Direction.FORWARD));
                yield step(segment + 1, Direction.OVER, marks, first);
            }
        };
    }

    private SearchStep step(int to, Direction towards, List<Mark> sought, @Nullable Hole over) {
        if (steps < MAX_STEPS) {
            return new Visit(to, towards, sought, steps + 1, over, 0);
        }
        return new Lost(
                sought,
                over != null
                        ? over.reason
                        : "the timestamps disagree with the playlist's durations by more than " + MAX_STEPS
                                + " segments");
    }
}
