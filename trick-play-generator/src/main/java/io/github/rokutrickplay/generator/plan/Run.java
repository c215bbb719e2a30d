package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The segments between one discontinuity and the next.
 *
 * @param segments at least one
 */
public record Run(List<PlannedSegment> segments) {

    public Run {
        segments = List.copyOf(segments);
    }

    /** The runs of a media playlist, in order. */
    public static List<Run> of(List<PlannedSegment> segments) {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= segments.size(); i++) {
            if (i == segments.size()
                    || segments.get(i).run() != segments.get(first).run()) {
                runs.add(new Run(segments.subList(first, i)));
                first = i;
            }
        }
        return runs;
    }

    public PlannedSegment first() {
        return segments.getFirst();
    }

    public PlannedSegment last() {
        return segments.getLast();
    }

    /** The presentation time at which it starts. */
    public Duration start() {
        return first().start();
    }

    public Duration length() {
        return last().end().minus(start());
    }

    /**
     * Whether every EXTINF in it is a whole number. Where they are written as integers (MediaConvert's
     * ManifestDurationFormat INTEGER), they are rounded, and wrong in sum.
     */
    public boolean inWholeSeconds() {
        return segments.stream().allMatch(segment -> segment.duration().toNanosPart() == 0);
    }

    /**
     * Puts runs of other lengths one behind the other.
     *
     * @param lengths the true length of runs, by their numbers; a run that is not there keeps its own. Within a run all
     *     segments are stretched alike: timestamps say more of them when they are read
     */
    public static List<PlannedSegment> stretched(List<PlannedSegment> segments, Map<Integer, Duration> lengths) {
        List<PlannedSegment> stretched = new ArrayList<>(segments.size());
        Duration start = Duration.ZERO;
        for (Run run : of(segments)) {
            Duration length = lengths.getOrDefault(run.first().run(), run.length());
            for (int i = 0; i < run.segments().size(); i++) {
                Duration from = start.plus(length.equals(run.length()) ? run.offset(i) : run.scaledOffset(i, length));
                Duration to =
                        start.plus(length.equals(run.length()) ? run.offset(i + 1) : run.scaledOffset(i + 1, length));
                stretched.add(run.segments().get(i).at(from, to.minus(from)));
            }
            start = start.plus(length);
        }
        return stretched;
    }

    /** From the run's start to that of a segment; of the one behind the last, to its end. */
    private Duration offset(int segment) {
        return segment == segments.size()
                ? length()
                : segments.get(segment).start().minus(start());
    }

    /** Segments of no length, rounded away perhaps, have equal shares. */
    private Duration scaledOffset(int segment, Duration length) {
        double share = length().isZero()
                ? (double) segment / segments.size()
                : (double) offset(segment).toNanos() / length().toNanos();
        return Duration.ofNanos(Math.round(share * length.toNanos()));
    }
}
