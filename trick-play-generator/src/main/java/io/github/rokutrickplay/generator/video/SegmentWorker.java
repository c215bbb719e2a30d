package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Finds and decodes the frames of one segment's marks, and has thumbnails made of them. For one thread. */
final class SegmentWorker implements AutoCloseable {

    /** How many segments' lengths a playlist's durations may be off; beyond, they are not worth believing. */
    private static final int MAX_STEPS = 16;

    /** A segment to look into. */
    private record Visit(int segment, Direction direction, List<Mark> marks, int steps) {}

    private final ExtractionRun run;
    private final ThumbnailPlan plan;
    private final Demuxer demuxer = new Demuxer();
    private final SegmentPackets packets = new SegmentPackets();
    private final SegmentDecoder decoder;
    private final ThumbnailMaker maker;

    SegmentWorker(ExtractionRun run) {
        this.run = run;
        plan = run.plan();
        decoder = new SegmentDecoder(plan, run.fetcher(), run.clocks());
        maker = new ThumbnailMaker(run.settings());
    }

    /**
     * @param bytes the segment's, if they were read
     */
    void process(SegmentTask task, @Nullable SegmentBytes bytes) {
        Queue<Visit> visits = new ArrayDeque<>();
        visits.add(new Visit(task.segment().index(), Direction.COVERING, task.marks(), 0));
        @Nullable SegmentBytes atHand = bytes;
        while (!visits.isEmpty()) {
            Visit visit = visits.remove();
            if (visit.segment >= plan.segments().size()) {
                visit.marks.forEach(run::markWithoutFrame);
                continue;
            }
            PlannedSegment segment = plan.segments().get(visit.segment);
            Duration time = visit.marks.getFirst().time();
            requireReadable(segment, visit, time);
            try {
                visit(segment, visit, atHand == null ? run.fetcher().open(segment) : atHand, visits);
            } catch (LibavException e) {
                throw e.at(SegmentName.of(segment, time));
            }
            atHand = null;
        }
    }

    private static void requireReadable(PlannedSegment segment, Visit visit, Duration time) {
        if (segment.unavailable() != null) {
            throw new PermanentFailure(SegmentName.of(segment, time) + ", cannot be read: " + segment.unavailable());
        }
        if (visit.steps > MAX_STEPS) {
            throw new PermanentFailure(SegmentName.of(segment, time)
                    + ": the timestamps disagree with the playlist's durations by more than " + MAX_STEPS
                    + " segments");
        }
    }

    private void visit(PlannedSegment segment, Visit visit, SegmentBytes bytes, Queue<Visit> visits) {
        RunClock learned = run.clocks().of(bytes);
        demuxer.open(bytes);
        long expected = learned.timestamp(segment.start());
        RunClock clock = demuxer.hasVideo() ? learned.in(demuxer.timebase()) : learned;
        readPackets(segment, clock, expected, visit.marks);
        VideoCodec.requireSupported(demuxer.parameters(), SegmentName.of(segment));
        SortedMap<Integer, List<Mark>> wanted = new TreeMap<>();
        Map<Choice.Elsewhere, List<Mark>> elsewhere = new EnumMap<>(Choice.Elsewhere.class);
        FrameRule.View view =
                new FrameRule.View(packets.index(), clock, run.clocks().startsRun(segment), readableNext(segment));
        for (Mark mark : visit.marks) {
            switch (run.rule().choose(view, mark, visit.direction)) {
                case Choice.Frame frame ->
                    wanted.computeIfAbsent(frame.packet(), packet -> new ArrayList<>())
                            .add(mark);
                case Choice.Elsewhere where ->
                    elsewhere.computeIfAbsent(where, key -> new ArrayList<>()).add(mark);
            }
        }
        decoder.decode(segment, demuxer, packets, wanted, (frame, marks) -> make(segment, frame, marks));
        packets.clear();
        demuxer.close();
        run.fetcher().learn(bytes);
        elsewhere.forEach((where, marks) -> visits.add(onwards(visit, where, marks)));
    }

    private static Visit onwards(Visit visit, Choice.Elsewhere where, List<Mark> marks) {
        return switch (where) {
            case NEXT -> new Visit(visit.segment + 1, Direction.FORWARD, marks, visit.steps + 1);
            case PREVIOUS -> new Visit(visit.segment - 1, Direction.BACKWARD, marks, visit.steps + 1);
        };
    }

    private void readPackets(PlannedSegment segment, RunClock clock, long expected, List<Mark> marks) {
        FrameRule rule = run.rule();
        PacketIndex index = packets.index();
        packets.read(demuxer, run.clocks().parameterSets(segment.run()), expected, () -> {
            if (index.key(index.size() - 1) && rule.before(index, clock, marks.getFirst())) {
                packets.forgetAllButTwoGops();
            }
            return rule.enough(index, clock, marks.getLast());
        });
    }

    private @Nullable PlannedSegment readableNext(PlannedSegment segment) {
        int next = segment.index() + 1;
        if (next >= plan.segments().size() || plan.segments().get(next).unavailable() != null) {
            return null;
        }
        return plan.segments().get(next);
    }

    private void make(PlannedSegment segment, AVFrame frame, List<Mark> marks) {
        VideoCodec.requireSupportedPixels(frame.format(), SegmentName.of(segment));
        maker.make(frame, demuxer.video()).forEach((box, jpeg) -> {
            for (Mark mark : marks) {
                run.sink().accept(new Thumbnail(mark.number(), box, jpeg));
            }
        });
    }

    Map<String, Resolution> sizes() {
        return maker.sizes();
    }

    long framesDecoded() {
        return decoder.framesDecoded();
    }

    @Override
    public void close() {
        demuxer.close();
        packets.close();
        decoder.close();
        maker.close();
    }
}
