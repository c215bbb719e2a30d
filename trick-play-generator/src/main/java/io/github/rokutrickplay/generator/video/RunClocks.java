package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The clock of each run, learned from the start of its first segment when somebody asks, and once. For many threads.
 *
 * <p>Where that start is damaged or not there, the clock is learned from the first segment of the run that can be read, and
 * counted back by the playlist's durations: as exactly as these are. At a constant frame rate they need only be right to a
 * quarter of a frame, since frames are whole.
 */
final class RunClocks {

    /** Packets that tell the length of a frame, even if some of them share a timestamp or lack one. */
    private static final int PACKETS = 6;

    /** How many segments that cannot be read are tried before a run is given up. */
    private static final int MAX_TRIES = 64;

    /** How far from a whole number of frames a playlist's duration may be to be taken for one. */
    private static final double FRAME_TOLERANCE = 0.25;

    private final SegmentFetcher fetcher;
    private final Map<Integer, List<PlannedSegment>> runs = new TreeMap<>();
    private final Map<Integer, FutureTask<Learned>> clocks = new ConcurrentHashMap<>();

    /**
     * @param from the segment that it was learned from
     * @param parameterSets that come with it; empty where the container keeps them
     */
    private record Learned(RunClock clock, PlannedSegment from, byte[] parameterSets) {}

    /**
     * The start of a segment.
     *
     * @param frame the length of a frame; 0 if it cannot be told
     * @param flawed whether the bytes show that something before the first frame that was found may be lost
     * @param inTheMiddle whether it does not begin with a key frame, as what has lost one does not
     */
    private record Start(
            PlannedSegment segment,
            Timebase timebase,
            long firstPts,
            long frame,
            byte[] parameterSets,
            boolean flawed,
            boolean inTheMiddle) {}

    RunClocks(ThumbnailPlan plan, SegmentFetcher fetcher) {
        this.fetcher = fetcher;
        plan.segments()
                .forEach(segment -> runs.computeIfAbsent(segment.run(), run -> new ArrayList<>())
                        .add(segment));
    }

    /** Whether the clock of its run, which is known, starts with the segment's first frame. */
    boolean startsRun(PlannedSegment segment) {
        FutureTask<Learned> learned = clocks.get(segment.run());
        return segment.index() == first(segment.run()).index()
                && learned != null
                && segment.index() == SegmentFetcher.await(learned).from.index();
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
    RunClock of(SegmentBytes atHand, Budget budget) {
        int run = atHand.segment().run();
        FutureTask<Learned> mine = new FutureTask<>(() -> learn(run, atHand, budget));
        FutureTask<Learned> first = clocks.putIfAbsent(run, mine);
        if (first == null) {
            mine.run();
            return SegmentFetcher.await(mine).clock;
        }
        return budget.waiting(() -> SegmentFetcher.await(first)).clock;
    }

    /** The clock of a run, which somebody has asked for before. */
    RunClock of(int run) {
        FutureTask<Learned> learned = clocks.get(run);
        if (learned == null) {
            throw new IllegalStateException("the clock of run " + run + " is not known yet");
        }
        return SegmentFetcher.await(learned).clock;
    }

    /** The parameter sets that a run starts with, once its clock is known; empty where the container keeps them. */
    byte[] parameterSets(int run) {
        FutureTask<Learned> learned = clocks.get(run);
        return learned == null ? new byte[0] : SegmentFetcher.await(learned).parameterSets;
    }

    private Learned learn(int run, SegmentBytes atHand, Budget budget) {
        PlannedSegment first = first(run);
        Start start = findStart(segments(run), atHand, budget);
        Learned learned = learn(first, start, budget);
        List<PlannedSegment> behind = segments(run).stream()
                .filter(segment -> segment.index() > start.segment.index())
                .toList();
        if (!start.inTheMiddle || behind.isEmpty()) {
            return learned;
        }
        try {
            Learned later = learn(first, findStart(behind, atHand, budget), budget);
            return startsEarlier(later.clock, learned.clock) ? later : learned;
        } catch (PermanentFailure unreadable) {
            return learned;
        }
    }

    /** Whether by one clock frames of the run are missing that by the other it never had. */
    private static boolean startsEarlier(RunClock one, RunClock other) {
        long base = RunClock.unwrap(one.base(), other.base());
        return one.timebase().equals(other.timebase()) && base < other.base() - other.frame() / 2;
    }

    private Learned learn(PlannedSegment first, Start start, Budget budget) {
        long frame = start.frame > 0 ? start.frame : frameOfNext(start, budget);
        long base = start.segment.index() == first.index()
                ? start.firstPts
                : start.firstPts - ticksBefore(first, start, budget);
        RunClock clock = new RunClock(start.timebase, first.start(), base, frame);
        return new Learned(clock, start.segment, start.parameterSets);
    }

    private Start findStart(List<PlannedSegment> segments, SegmentBytes atHand, Budget budget) {
        PlannedSegment first = segments.getFirst();
        @Nullable PermanentFailure failure = null;
        int tries = 0;
        for (PlannedSegment segment : segments) {
            if (segment.unavailable() != null || tries == MAX_TRIES) {
                continue;
            }
            tries++;
            try {
                boolean open = !atHand.isPart() && atHand.segment().index() == segment.index();
                Start start = read(open ? atHand : budget.waiting(() -> fetcher.open(segment)), budget);
                if (!start.flawed) {
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

    /** How long before a segment its run starts by the playlist: a whole number of frames, where it is nearly one. */
    private long ticksBefore(PlannedSegment first, Start start, Budget budget) {
        double ticks = start.timebase.ticks(start.segment.start().minus(first.start()));
        double frame = meanFrame(start, budget);
        double frames = frame > 0 ? ticks / frame : 0.5;
        return Math.abs(frames - Math.round(frames)) <= FRAME_TOLERANCE
                ? Math.round(Math.round(frames) * frame)
                : Math.round(ticks);
    }

    /** The length of a frame, more finely than a timestamp tells it: that of a segment by their number. 0 if unknown. */
    private double meanFrame(Start start, Budget budget) {
        try (Demuxer demuxer = new Demuxer(budget);
                SegmentPackets packets = new SegmentPackets()) {
            demuxer.open(budget.waiting(() -> fetcher.open(start.segment)));
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
    private long frameOfNext(Start start, Budget budget) {
        Timebase timebase = start.timebase;
        for (PlannedSegment next : segments(start.segment.run())) {
            if (next.index() == start.segment.index() + 1 && next.unavailable() == null) {
                try {
                    Start behind = read(budget.waiting(() -> fetcher.open(next)), budget);
                    if (behind.frame > 0) {
                        return timebase.rescale(behind.frame, behind.timebase);
                    }
                } catch (PermanentFailure unreadable) {
                    // Then it tells nothing, and will be found out when it is needed.
                    break;
                }
            }
        }
        return Math.round(timebase.ticks(start.segment.duration()));
    }

    private static Start read(SegmentBytes bytes, Budget budget) {
        PlannedSegment segment = bytes.segment();
        try (Demuxer demuxer = new Demuxer(budget);
                SegmentPackets packets = new SegmentPackets()) {
            demuxer.open(bytes);
            PacketIndex index = packets.index();
            packets.read(
                    demuxer, PacketIndex.NONE, () -> index.size() >= PACKETS && index.settled(PacketIndex.NONE + 1));
            VideoCodec.requireSupported(demuxer.parameters(), segment);
            if (index.firstPts() == PacketIndex.NONE) {
                throw new PermanentFailure(SegmentName.of(segment) + " has no video frame with a timestamp");
            }
            boolean ownParameterSets = demuxer.parameters().extradata_size() > 0;
            return new Start(
                    segment,
                    demuxer.timebase(),
                    index.firstPts(),
                    index.frameLength(),
                    ownParameterSets ? new byte[0] : ParameterSets.of(demuxer.parameters(), packets.get(0)),
                    flawed(bytes, demuxer, packets),
                    !index.key(0));
        } catch (LibavException e) {
            throw e.at(SegmentName.of(segment));
        }
    }

    /** Whether the bytes that were read, and no more, show a loss. */
    private static boolean flawed(SegmentBytes bytes, Demuxer demuxer, SegmentPackets packets) {
        for (int i = 0; i < packets.index().size(); i++) {
            if ((packets.get(i).flags() & AV_PKT_FLAG_CORRUPT) != 0) {
                return true;
            }
        }
        return demuxer.wraps()
                && !TransportStreamCheck.losses(bytes, demuxer.video().id(), bytes.usedEnd())
                        .isEmpty();
    }
}
