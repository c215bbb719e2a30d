package io.github.rokutrickplay.generator.video.clock;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where timestamps jump between two segments though the playlist announces no discontinuity: the same segment listed twice, an
 * encoder that was restarted, two recordings joined. Players seek by the playlist's durations, so that time goes on behind a
 * jump where the playlist says that the segment starts. Small differences are durations that are not exact, and no jumps. Pure.
 */
final class TimestampJumps {

    /** The bounds of what is no jump, in seconds; between them it is half of a segment. */
    private static final double MIN_JUMP = 0.5;

    private static final double MAX_DRIFT = 2;
    private static final double NANOS = 1e9;

    private final RunClock first;
    private final NavigableMap<Integer, RunClock> clocks = new TreeMap<>();
    private RunClock clock;
    /** How much later than the playlist says the last segment began. */
    private @Nullable Lateness late;

    /**
     * In seconds; negative where it is early.
     *
     * @param least of what is played first, picture or sound
     * @param most of the picture
     */
    private record Lateness(double least, double most) {

        /** How far another is beyond both. */
        double jumpTo(double other) {
            return other - Math.clamp(other, least, most);
        }
    }

    private TimestampJumps(RunClock first) {
        this.first = first;
        clock = first;
    }

    /** Whether a segment starts so far from where the playlist has it that its run should be looked at. */
    static boolean suspects(PlannedSegment segment, double startSeconds) {
        return Math.abs(startSeconds - seconds(segment)) > tolerance(segment);
    }

    private static double tolerance(PlannedSegment segment) {
        return Math.clamp(segment.duration().toNanos() / NANOS / 2, MIN_JUMP, MAX_DRIFT);
    }

    private static double seconds(PlannedSegment segment) {
        return segment.start().toNanos() / NANOS;
    }

    /**
     * Goes through a run.
     *
     * @param segments all of the run
     * @param clock of its first
     * @param starts what is known of each segment's beginning; empty where it cannot be trusted
     * @return for each segment behind a jump, by its index, the clock from there on
     */
    static NavigableMap<Integer, RunClock> in(
            List<PlannedSegment> segments, RunClock clock, Function<PlannedSegment, Optional<SegmentStart>> starts) {
        TimestampJumps jumps = new TimestampJumps(clock);
        for (int i = 0; i < segments.size(); i++) {
            Optional<SegmentStart> start = starts.apply(segments.get(i));
            if (start.isPresent()) {
                Optional<SegmentStart> next =
                        i + 1 < segments.size() ? starts.apply(segments.get(i + 1)) : Optional.empty();
                jumps.look(start.get(), next);
            }
        }
        return jumps.clocks;
    }

    private void look(SegmentStart start, Optional<SegmentStart> next) {
        PlannedSegment segment = start.segment();
        double lateness = lateness(clock, start, first(start));
        if (late == null) {
            // Sound may begin long before the picture, and the playlist may count it or not.
            late = new Lateness(Math.min(lateness(clock, start, start.firstPlayed()), lateness), lateness);
            return;
        }
        double jump = late.jumpTo(lateness);
        if (Math.abs(jump) <= tolerance(segment)) {
            late = new Lateness(lateness, lateness);
        } else if (jump < 0 ? isBehind(start, lateness - jump) : isAhead(segment, lateness, jump, next)) {
            clock = clockFrom(start);
            clocks.put(segment.index(), clock);
            double again = lateness(clock, start, first(start));
            late = new Lateness(again, again);
        }
    }

    /** That of the run, where timestamps are again what the playlist says: nobody would suspect such a segment. */
    private RunClock clockFrom(SegmentStart start) {
        PlannedSegment segment = start.segment();
        return Math.abs(lateness(first, start, first(start))) <= tolerance(segment)
                ? first
                : new RunClock(
                        start.timebase(),
                        segment.start(),
                        first(start),
                        start.timebase().rescale(first.frame(), first.timebase()));
    }

    /** A first frame that is early by itself, because the muxer has held it there, is no jump. */
    private boolean isBehind(SegmentStart start, double usual) {
        return !start.hasFrames() || lateness(clock, start, start.lastFrame()) - usual < -tolerance(start.segment());
    }

    /** A segment that has lost its beginning, or whose picture begins late, starts late as well: but the next one does not. */
    private boolean isAhead(PlannedSegment segment, double lateness, double jump, Optional<SegmentStart> next) {
        double length = segment.duration().toNanos() / NANOS;
        return jump > length
                || next.filter(behind ->
                                Math.abs(lateness(clock, behind, first(behind)) - lateness) <= tolerance(segment))
                        .isPresent();
    }

    private static double lateness(RunClock clock, SegmentStart start, long timestamp) {
        RunClock here = clock.in(start.timebase());
        return here.seconds(here.unwrap(timestamp, start.segment())) - seconds(start.segment());
    }

    /** Pictures say more exactly where a segment was cut than sound does. */
    private static long first(SegmentStart start) {
        return start.hasFrames() ? start.firstFrame() : start.firstPlayed();
    }
}
