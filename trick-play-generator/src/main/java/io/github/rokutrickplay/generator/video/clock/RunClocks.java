package io.github.rokutrickplay.generator.video.clock;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /** How many segments that cannot be read are tried before a run is given up. */
    private static final int MAX_TRIES = 64;

    /** How far from a whole number of frames a playlist's duration may be to be taken for one. */
    private static final double FRAME_TOLERANCE = 0.25;

    private final SegmentFetcher fetcher;
    private final SegmentStarts starts;
    private final Map<Integer, List<PlannedSegment>> runs = new TreeMap<>();
    private final Map<Integer, FutureTask<Learned>> clocks = new ConcurrentHashMap<>();
    private final Map<Integer, FutureTask<NavigableMap<Integer, RunClock>>> jumps = new ConcurrentHashMap<>();

    /**
     * @param start the segment that time was learned from
     * @param frames the first segment with pictures, whose parameter sets count; null if the run has none
     */
    private record Learned(
            RunClock clock, SegmentStart start, @Nullable SegmentStart frames) {

        /** Whether no frame of the run can come before a segment's first. */
        boolean startsWith(PlannedSegment segment, PlannedSegment first) {
            return start.segment().index() == first.index()
                    && frames != null
                    && frames.segment().index() == segment.index();
        }

        byte[] parameterSets() {
            return frames == null ? new byte[0] : frames.parameterSets();
        }
    }

    public RunClocks(ThumbnailPlan plan, SegmentFetcher fetcher) {
        this.fetcher = fetcher;
        starts = new SegmentStarts(fetcher);
        plan.segments()
                .forEach(segment -> runs.computeIfAbsent(segment.run(), run -> new ArrayList<>())
                        .add(segment));
    }

    /** Whether the clock of its run is known, and no frame of the run can come before the segment's first. */
    public boolean startsRun(PlannedSegment segment) {
        FutureTask<Learned> learned = clocks.get(segment.run());
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

    private interface Reading {
        SegmentStart start(PlannedSegment segment);
    }

    private Learned learned(int run, Reading reading, TimeLimit timeLimit) {
        return once(clocks, run, () -> new Learning(run, reading, timeLimit).learn(), timeLimit);
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
    private RunClock known(Learned learned, PlannedSegment segment) {
        FutureTask<NavigableMap<Integer, RunClock>> found = jumps.get(segment.run());
        Map.Entry<Integer, RunClock> jump = found == null || !found.isDone()
                ? null
                : SegmentFetcher.await(found).floorEntry(segment.index());
        return jump == null ? learned.clock : jump.getValue();
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
        Learned learned = learned(segment.run(), start -> starts.of(start, timeLimit), timeLimit);
        once(
                jumps,
                segment.run(),
                () -> TimestampJumps.in(segments(segment.run()), learned.clock, other -> startOf(other, timeLimit)),
                timeLimit);
        return known(learned, segment).in(clock.timebase());
    }

    private Optional<SegmentStart> startOf(PlannedSegment segment, TimeLimit timeLimit) {
        if (segment.unavailable() != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(starts.of(segment, timeLimit))
                    .filter(start -> !start.flawed() && !start.isSilentAndBlank());
        } catch (PermanentFailure unreadable) {
            return Optional.empty();
        }
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
        FutureTask<Learned> learned = clocks.get(segment.run());
        if (learned == null) {
            throw new IllegalStateException("the clock of run " + segment.run() + " is not known yet");
        }
        return known(SegmentFetcher.await(learned), segment);
    }

    /** The parameter sets that a run starts with, once its clock is known; empty where the container keeps them. */
    public byte[] parameterSets(int run) {
        FutureTask<Learned> learned = clocks.get(run);
        return learned == null ? new byte[0] : SegmentFetcher.await(learned).parameterSets();
    }

    /** How one run's clock is found. */
    private final class Learning {

        private final PlannedSegment first;
        private final List<PlannedSegment> segments;
        private final Reading reading;
        private final TimeLimit timeLimit;

        Learning(int run, Reading reading, TimeLimit timeLimit) {
            first = first(run);
            segments = segments(run);
            this.reading = reading;
            this.timeLimit = timeLimit;
        }

        Learned learn() {
            Learned learned = learn(findStart(segments));
            if (!learned.start.inTheMiddle() || behind(learned.start).isEmpty()) {
                return learned;
            }
            try {
                Learned later = learn(findStart(behind(learned.start)));
                return startsEarlier(later.clock, learned.clock) ? later : learned;
            } catch (PermanentFailure unreadable) {
                return learned;
            }
        }

        private List<PlannedSegment> behind(SegmentStart start) {
            return segments.stream()
                    .filter(segment -> segment.index() > start.segment().index())
                    .toList();
        }

        /** Whether by one clock frames of the run are missing that by the other it never had. */
        private static boolean startsEarlier(RunClock one, RunClock other) {
            long base = RunClock.unwrap(one.base(), other.base());
            return one.timebase().equals(other.timebase()) && base < other.base() - other.frame() / 2;
        }

        private Learned learn(SegmentStart start) {
            SegmentStart frames = start.hasFrames() ? start : firstWithFrames(start);
            long frame = frames == null ? 0 : start.timebase().rescale(frames.frame(), frames.timebase());
            if (frame == 0) {
                frame = frameOfNext(frames == null ? start : frames);
            }
            long base = start.segment().index() == first.index()
                    ? start.firstPlayed()
                    : start.firstPlayed() - ticksBefore(start);
            return new Learned(new RunClock(start.timebase(), first.start(), base, frame), start, frames);
        }

        private SegmentStart findStart(List<PlannedSegment> candidates) {
            @Nullable PermanentFailure failure = null;
            int tries = 0;
            for (PlannedSegment segment : candidates) {
                if (segment.unavailable() != null || tries == MAX_TRIES) {
                    continue;
                }
                tries++;
                try {
                    SegmentStart start = reading.start(segment);
                    if (!start.flawed() && !start.isSilentAndBlank()) {
                        return start;
                    }
                } catch (PermanentFailure e) {
                    failure = failure == null ? e : failure;
                }
            }
            if (failure != null) {
                throw failure;
            }
            throw new PermanentFailure(SegmentName.of(first, first.start())
                    + ", starts the timestamps of those behind it and cannot be read, nor can they: "
                    + Optional.ofNullable(first.unavailable()).orElse("they are damaged"));
        }

        /** Sound may begin long before the picture. */
        private @Nullable SegmentStart firstWithFrames(SegmentStart start) {
            for (PlannedSegment segment : behind(start)) {
                Optional<SegmentStart> next = startOf(segment, timeLimit);
                if (next.isPresent() && next.get().hasFrames()) {
                    return next.get();
                }
            }
            return null;
        }

        /** How long before a segment its run starts by the playlist: a whole number of frames, where it is nearly one. */
        private long ticksBefore(SegmentStart start) {
            double ticks = start.timebase().ticks(start.segment().start().minus(first.start()));
            double frame = meanFrame(start.segment());
            double frames = frame > 0 ? ticks / frame : 0.5;
            return Math.abs(frames - Math.round(frames)) <= FRAME_TOLERANCE
                    ? Math.round(Math.round(frames) * frame)
                    : Math.round(ticks);
        }

        /** The length of a frame, more finely than a timestamp tells it: that of a segment by their number. 0 if unknown. */
        private double meanFrame(PlannedSegment segment) {
            try (Demuxer demuxer = new Demuxer(timeLimit);
                    SegmentPackets packets = new SegmentPackets()) {
                demuxer.open(timeLimit.waiting(() -> fetcher.open(segment)));
                packets.read(demuxer, PacketIndex.NONE, () -> {
                    packets.forgetAllButTwoGops();
                    return false;
                });
                return packets.index().meanFrameLength();
            } catch (LibavException | PermanentFailure damaged) {
                return 0;
            }
        }

        /** A segment of one frame does not tell how long it is; the one behind may, else the playlist. */
        private long frameOfNext(SegmentStart start) {
            Timebase timebase = start.timebase();
            return segments.stream()
                    .filter(next -> next.index() == start.segment().index() + 1)
                    .flatMap(next -> startOf(next, timeLimit).stream())
                    .filter(behind -> behind.frame() > 0)
                    .map(behind -> timebase.rescale(behind.frame(), behind.timebase()))
                    .findFirst()
                    .orElseGet(() -> Math.round(timebase.ticks(start.segment().duration())));
        }
    }
}
