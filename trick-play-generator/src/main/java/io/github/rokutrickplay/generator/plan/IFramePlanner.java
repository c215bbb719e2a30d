package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.config.FrameChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whether the marks of a plan can be served from an I-frame playlist, which costs the least to read. Pure. */
public final class IFramePlanner {

    /** How far an I-frame may be from a mark and still be its frame: less than half a frame at any usual rate. */
    public static final Duration TOLERANCE = Duration.ofMillis(5);

    private IFramePlanner() {}

    /**
     * @param regular the plan for the regular rendition: its timeline is the presentation's, since the durations of an
     *     I-frame playlist may add up to another
     * @param iFrames the entries of the I-frame playlist
     * @return empty if the runs differ, or a mark's frame is not there
     */
    public static Optional<ThumbnailPlan> plan(
            ThumbnailPlan regular, List<PlannedSegment> iFrames, FrameChoice choice) {
        List<Run> runs = Run.of(regular.segments());
        if (Run.of(iFrames).size() != runs.size()) {
            return Optional.empty();
        }
        List<PlannedSegment> entries = onTheTimelineOf(runs, iFrames);
        NavigableMap<Duration, PlannedSegment> byStart = new TreeMap<>();
        entries.forEach(entry -> byStart.put(entry.start(), entry));
        List<Mark> marks = new ArrayList<>();
        for (Mark mark : regular.marks()) {
            int run = regular.segments().get(mark.segment()).run();
            PlannedSegment entry = nearest(byStart, mark);
            boolean hit = entry.run() == run && distance(entry, mark).compareTo(TOLERANCE) <= 0;
            if (entry.unavailable() != null || !(hit || choice == FrameChoice.KEYFRAME)) {
                return Optional.empty();
            }
            marks.add(new Mark(mark.number(), mark.time(), entry.index()));
        }
        return Optional.of(new ThumbnailPlan(regular.interval(), regular.duration(), entries, marks, true));
    }

    private static List<PlannedSegment> onTheTimelineOf(List<Run> runs, List<PlannedSegment> iFrames) {
        Map<Integer, Duration> shifts = new HashMap<>();
        List<Run> theirs = Run.of(iFrames);
        for (int i = 0; i < runs.size(); i++) {
            shifts.put(
                    theirs.get(i).first().run(),
                    runs.get(i).start().minus(theirs.get(i).start()));
        }
        return iFrames.stream()
                .map(entry ->
                        entry.at(entry.start().plus(shifts.getOrDefault(entry.run(), Duration.ZERO)), entry.duration()))
                .toList();
    }

    private static PlannedSegment nearest(NavigableMap<Duration, PlannedSegment> byStart, Mark mark) {
        return Stream.of(byStart.floorEntry(mark.time()), byStart.ceilingEntry(mark.time()))
                .filter(Objects::nonNull)
                .map(Map.Entry::getValue)
                .min(Comparator.comparing(entry -> distance(entry, mark)))
                .orElseThrow();
    }

    private static Duration distance(PlannedSegment entry, Mark mark) {
        return entry.start().minus(mark.time()).abs();
    }
}
