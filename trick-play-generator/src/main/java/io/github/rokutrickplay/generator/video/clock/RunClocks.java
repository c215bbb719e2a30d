package io.github.rokutrickplay.generator.video.clock;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The clock of each run, learned from the start of its first segment when somebody asks, and once. A run's time starts with
 * the earliest timestamp of what is played, picture or sound. For many threads.
 *
 * <p>Where that start is damaged or not there, the clock is learned from the first segment of the run that can be read, and
 * counted back by the playlist's durations: as exactly as these are. At a constant frame rate they need only be right to a
 * quarter of a frame, since frames are whole.
 *
 * <p>Where timestamps jump within a run though the playlist announces no discontinuity, {@link TimestampJumps} finds out where.
 */
public final class RunClocks {

    private final SegmentFetcher fetcher;
    private final SegmentStarts starts;
    private final Map<Integer, List<PlannedSegment>> runs = new TreeMap<>();
    private final Map<Integer, FutureTask<RunStart>> clocks = new ConcurrentHashMap<>();
    private final Map<Integer, FutureTask<NavigableMap<Integer, RunClock>>> jumps = new ConcurrentHashMap<>();

    public RunClocks(ThumbnailPlan plan, SegmentFetcher fetcher) {
        this.fetcher = fetcher;
        starts = new SegmentStarts(fetcher);
        plan.segments()
                .forEach(segment -> runs.computeIfAbsent(segment.run(), run -> new ArrayList<>())
                        .add(segment));
    }

    /** Whether the clock of its run is known, and no frame of the run can come before the segment's first. */
    public boolean startsRun(PlannedSegment segment) {
        FutureTask<RunStart> learned = clocks.get(segment.run());
        return learned != null && SegmentFetcher.await(learned).startsWith(segment, first(segment.run()));
    }

    private PlannedSegment first(int run) {
        return segments(run).getFirst();
    }

    private List<PlannedSegment> segments(int run) {
        List<PlannedSegment> segments = runs.get(run);
        if (segments == null) {
            throw new IllegalArgumentException("no run " + run);
        }
        return segments;
    }

    /**
     * The clock of the run that a segment is in.
     *
     * @param atHand the segment's, used if the clock is learned from it
     * @throws PermanentFailure if none of the run's segments tells the time
     */
    public RunClock of(SegmentBytes atHand, TimeLimit timeLimit) {
        PlannedSegment segment = atHand.segment();
        return known(learned(segment.run(), start -> starts.of(start, atHand, timeLimit), timeLimit), segment);
    }

    /** The same where nothing of it is at hand. */
    public RunClock of(PlannedSegment segment, TimeLimit timeLimit) {
        return known(learned(segment.run(), start -> starts.of(start, timeLimit), timeLimit), segment);
    }

    private RunStart learned(int run, ClockLearning.Reading reading, TimeLimit timeLimit) {
        return once(
                clocks,
                run,
                () -> new ClockLearning(segments(run), reading, starts, fetcher, timeLimit).learn(),
                timeLimit);
    }

    private static <T> T once(Map<Integer, FutureTask<T>> all, int run, Supplier<T> making, TimeLimit timeLimit) {
        FutureTask<T> mine = new FutureTask<>(making::get);
        FutureTask<T> first = all.putIfAbsent(run, mine);
        if (first == null) {
            mine.run();
            return SegmentFetcher.await(mine);
        }
        return timeLimit.waiting(() -> SegmentFetcher.await(first));
    }

    /** The clock for a segment: that of its run, or of the last jump before it, if any were looked for. */
    private RunClock known(RunStart learned, PlannedSegment segment) {
        FutureTask<NavigableMap<Integer, RunClock>> found = jumps.get(segment.run());
        Map.Entry<Integer, RunClock> jump = found == null || !found.isDone()
                ? null
                : SegmentFetcher.await(found).floorEntry(segment.index());
        return jump == null ? learned.clock() : jump.getValue();
    }

    /**
     * The clock for a segment whose first timestamp was read: another than its run's where that is far from what the playlist
     * says, and what comes before it shows that timestamps have jumped.
     *
     * @param first timestamp of the segment, in the clock's units
     */
    public RunClock of(PlannedSegment segment, long first, RunClock clock, TimeLimit timeLimit) {
        boolean startsRun = segment.index() == first(segment.run()).index();
        if (startsRun || !TimestampJumps.suspects(segment, clock.seconds(first))) {
            return clock;
        }
        RunStart learned = learned(segment.run(), start -> starts.of(start, timeLimit), timeLimit);
        once(
                jumps,
                segment.run(),
                () -> TimestampJumps.in(
                        segments(segment.run()), learned.clock(), other -> starts.find(other, timeLimit)),
                timeLimit);
        return known(learned, segment).in(clock.timebase());
    }

    /**
     * When a segment's first frame is presented, in seconds.
     *
     * @return empty if it has none
     * @throws PermanentFailure if it cannot be read
     */
    public OptionalDouble firstFrame(PlannedSegment segment, TimeLimit timeLimit) {
        RunClock ofRun = of(segment, timeLimit);
        SegmentStart start = starts.of(segment, parameterSets(segment.run()), timeLimit);
        if (!start.hasFrames()) {
            return OptionalDouble.empty();
        }
        RunClock clock = ofRun.in(start.timebase());
        long first = clock.unwrap(start.firstFrame(), segment);
        return OptionalDouble.of(of(segment, first, clock, timeLimit).seconds(first));
    }

    /** The clock for a segment of a run whose clock somebody has asked for before. */
    public RunClock at(PlannedSegment segment) {
        FutureTask<RunStart> learned = clocks.get(segment.run());
        if (learned == null) {
            throw new IllegalStateException("the clock of run " + segment.run() + " is not known yet");
        }
        return known(SegmentFetcher.await(learned), segment);
    }

    /** The parameter sets that a run starts with, once its clock is known; empty where the container keeps them. */
    public byte[] parameterSets(int run) {
        FutureTask<RunStart> learned = clocks.get(run);
        return learned == null ? new byte[0] : SegmentFetcher.await(learned).parameterSets();
    }
}
