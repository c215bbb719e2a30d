package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/** The clock of each run, learned from the start of its first segment when somebody asks, and once. For many threads. */
final class RunClocks {

    /** Packets that tell the length of a frame, even if some of them share a timestamp or lack one. */
    private static final int PACKETS = 6;

    private final SegmentFetcher fetcher;
    private final Map<Integer, PlannedSegment> firsts = new HashMap<>();
    private final Map<Integer, FutureTask<RunClock>> clocks = new ConcurrentHashMap<>();
    private final Map<Integer, byte[]> parameterSets = new ConcurrentHashMap<>();

    RunClocks(ThumbnailPlan plan, SegmentFetcher fetcher) {
        this.fetcher = fetcher;
        plan.segments().forEach(segment -> firsts.putIfAbsent(segment.run(), segment));
    }

    boolean startsRun(PlannedSegment segment) {
        return segment.equals(first(segment.run()));
    }

    private PlannedSegment first(int run) {
        PlannedSegment first = firsts.get(run);
        if (first == null) {
            throw new IllegalArgumentException("no run " + run);
        }
        return first;
    }

    /**
     * The clock of the run that a segment is in.
     *
     * @param bytes the segment's, used if it is the run's first
     */
    RunClock of(SegmentBytes bytes) {
        PlannedSegment segment = bytes.segment();
        FutureTask<RunClock> mine =
                new FutureTask<>(() -> learn(startsRun(segment) ? bytes : open(first(segment.run()))));
        FutureTask<RunClock> first = clocks.putIfAbsent(segment.run(), mine);
        if (first == null) {
            mine.run();
            return SegmentFetcher.await(mine);
        }
        return SegmentFetcher.await(first);
    }

    /** The parameter sets that a run starts with, once its clock is known; empty where the container keeps them. */
    byte[] parameterSets(int run) {
        return parameterSets.getOrDefault(run, new byte[0]);
    }

    private SegmentBytes open(PlannedSegment first) {
        if (first.unavailable() != null) {
            throw new PermanentFailure(SegmentName.of(first, first.start())
                    + ", starts the timestamps of those behind it and cannot be read: " + first.unavailable());
        }
        return fetcher.open(first);
    }

    private RunClock learn(SegmentBytes bytes) {
        PlannedSegment first = bytes.segment();
        try (Demuxer demuxer = new Demuxer();
                SegmentPackets packets = new SegmentPackets()) {
            demuxer.open(bytes);
            PacketIndex index = packets.index();
            packets.read(
                    demuxer,
                    new byte[0],
                    PacketIndex.NONE,
                    () -> index.size() >= PACKETS && index.settled(PacketIndex.NONE + 1));
            VideoCodec.requireSupported(demuxer.parameters(), SegmentName.of(first));
            if (index.firstPts() == PacketIndex.NONE) {
                throw new PermanentFailure(SegmentName.of(first) + " has no video frame with a timestamp");
            }
            if (demuxer.parameters().extradata_size() == 0) {
                parameterSets.put(first.run(), ParameterSets.of(demuxer.parameters(), packets.get(0)));
            }
            Timebase timebase = demuxer.timebase();
            long frame = index.frameLength();
            return new RunClock(
                    timebase,
                    first.start(),
                    index.firstPts(),
                    frame > 0 ? frame : Math.round(timebase.ticks(first.duration())));
        } catch (LibavException e) {
            throw e.at(SegmentName.of(first));
        }
    }
}
