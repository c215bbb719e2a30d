package io.github.rokutrickplay.generator.video.clock;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one run's clock is found. For one thread. */
final class ClockLearning {

    /** How many segments that cannot be read are tried before a run is given up. */
    private static final int MAX_TRIES = 64;

    /** How far from a whole number of frames a playlist's duration may be to be taken for one. */
    private static final double FRAME_TOLERANCE = 0.25;

    /** Reads the start of a segment. */
    interface Reading {
        SegmentStart start(PlannedSegment segment);
    }

    private final PlannedSegment first;
    private final List<PlannedSegment> segments;
    private final Reading reading;
    private final SegmentStarts starts;
    private final SegmentFetcher fetcher;
    private final TimeLimit timeLimit;

    /**
     * @param segments all of the run
     * @param reading of the segment that the clock is learned from
     */
    ClockLearning(
            List<PlannedSegment> segments,
            Reading reading,
            SegmentStarts starts,
            SegmentFetcher fetcher,
            TimeLimit timeLimit) {
        first = segments.getFirst();
        this.segments = segments;
        this.reading = reading;
        this.starts = starts;
        this.fetcher = fetcher;
        this.timeLimit = timeLimit;
    }

    RunStart learn() {
        RunStart learned = learn(findStart(segments));
        if (!learned.start().inTheMiddle() || behind(learned.start()).isEmpty()) {
            return learned;
        }
        try {
            RunStart later = learn(findStart(behind(learned.start())));
            return startsEarlier(later.clock(), learned.clock()) ? later : learned;
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

    private RunStart learn(SegmentStart start) {
        SegmentStart frames = start.hasFrames() ? start : firstWithFrames(start);
        long frame = frames == null ? 0 : start.timebase().rescale(frames.frame(), frames.timebase());
        if (frame == 0) {
            frame = frameOfNext(frames == null ? start : frames);
        }
        long base = start.segment().index() == first.index()
                ? start.firstPlayed()
                : start.firstPlayed() - ticksBefore(start);
        return new RunStart(new RunClock(start.timebase(), first.start(), base, frame), start, frames);
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
            Optional<SegmentStart> next = starts.find(segment, timeLimit);
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
                .flatMap(next -> starts.find(next, timeLimit).stream())
                .filter(behind -> behind.frame() > 0)
                .map(behind -> timebase.rescale(behind.frame(), behind.timebase()))
                .findFirst()
                .orElseGet(() -> Math.round(timebase.ticks(start.segment().duration())));
    }
}
