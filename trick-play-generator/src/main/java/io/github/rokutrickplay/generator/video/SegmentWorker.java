package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.SegmentTask;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.decode.SegmentDecoder;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.loss.LossDetector;
import io.github.rokutrickplay.generator.video.search.FrameRule;
import io.github.rokutrickplay.generator.video.search.SearchStep;
import io.github.rokutrickplay.generator.video.search.SearchStep.Lost;
import io.github.rokutrickplay.generator.video.search.Visit;
import io.github.rokutrickplay.generator.video.thumbnail.Picture;
import io.github.rokutrickplay.generator.video.thumbnail.ThumbnailMaker;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.FutureTask;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Finds and decodes the frames of one segment's marks, and has thumbnails made of them. For one thread. */
final class SegmentWorker implements AutoCloseable {

    private final ExtractionRun run;
    private final ThumbnailPlan plan;
    private final TimeLimit timeLimit;
    private final Demuxer demuxer;
    private final SegmentPackets packets = new SegmentPackets();
    private final PartialSegment partialSegment;
    private final LossDetector lossDetector;
    private final FrameSearch search;
    private final SegmentDecoder decoder;
    private final ThumbnailMaker maker;

    SegmentWorker(ExtractionRun run, TimeLimit timeLimit) {
        this.run = run;
        this.timeLimit = timeLimit;
        plan = run.plan();
        demuxer = new Demuxer(timeLimit);
        partialSegment = new PartialSegment(run, demuxer, packets);
        lossDetector = new LossDetector(plan, run.clocks(), run.check(), timeLimit);
        search = new FrameSearch(run, lossDetector, timeLimit);
        decoder = new SegmentDecoder(plan, run.fetcher(), run.clocks(), timeLimit);
        maker = new ThumbnailMaker(run.settings(), run.sizes());
    }

    /**
     * @param ahead the beginning of the segment, if it is being read already
     */
    void process(SegmentTask task, @Nullable FutureTask<SegmentBytes> ahead) {
        timeLimit.start(task.marks().size());
        Queue<Visit> visits = new ArrayDeque<>(List.of(Visit.first(task)));
        @Nullable FutureTask<SegmentBytes> atHand = ahead;
        while (!visits.isEmpty()) {
            for (SearchStep step : look(visits.remove(), atHand)) {
                switch (step) {
                    case Visit visit -> visits.add(visit);
                    case Lost lost -> run.lost(lost);
                }
            }
            atHand = null;
        }
        timeLimit.pause();
    }

    private List<SearchStep> look(Visit visit, @Nullable FutureTask<SegmentBytes> ahead) {
        if (visit.segment() >= plan.segments().size()) {
            return atTheEnd(visit);
        }
        if (visit.segment() < 0) {
            return List.of(visit.beforeFilm());
        }
        PlannedSegment segment = plan.segments().get(visit.segment());
        timeLimit.at(segment);
        Optional<String> unreadable = run.unreadable(segment);
        if (unreadable.isPresent()) {
            return List.of(around(visit, unreadable.get()));
        }
        if (run.hasNoFrames(segment)) {
            return List.of(visit.withoutFrames());
        }
        try {
            SegmentBytes bytes =
                    timeLimit.waiting(() -> ahead == null ? run.fetcher().open(segment) : SegmentFetcher.await(ahead));
            Optional<RunClock> clock = clock(bytes, visit);
            if (clock.isEmpty()) {
                return List.of();
            }
            return bytes.isPart() ? findInPart(visit, segment, bytes, clock.get()) : find(visit, bytes, clock.get());
        } catch (LibavException e) {
            return List.of(damaged(visit, segment, SegmentName.of(segment) + ": " + e.getMessage()));
        } catch (PermanentFailure e) {
            return List.of(damaged(visit, segment, String.valueOf(e.getMessage())));
        } finally {
            packets.clear();
            demuxer.close();
        }
    }

    /** Behind the last segment: what was sought lies before a segment that cannot be read, or the film has no picture. */
    private static List<SearchStep> atTheEnd(Visit visit) {
        return switch (visit.direction()) {
            case OVER -> List.of(visit.previous(visit.marks()));
            case FIRST -> List.of(new Lost(visit.marks(), "none of its segments holds a video frame"));
            default -> List.of(visit.fromTheEnd());
        };
    }

    private SearchStep around(Visit visit, String reason) {
        return run.rule().searchesAroundDamage() ? visit.damaged(reason) : new Lost(visit.marks(), reason);
    }

    private SearchStep damaged(Visit visit, PlannedSegment segment, String reason) {
        if (timeLimit.exceeded()) {
            return new Lost(visit.marks(), reason); // whichever segment has taken the time
        }
        run.markUnreadable(segment, reason);
        return around(visit, reason);
    }

    /** Without a clock no segment of the run can be of use: the marks are lost. */
    private Optional<RunClock> clock(SegmentBytes bytes, Visit visit) {
        try {
            return Optional.of(run.clocks().of(bytes, timeLimit));
        } catch (PermanentFailure e) {
            run.lost(new Lost(visit.marks(), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private List<SearchStep> find(Visit visit, SegmentBytes bytes, RunClock learned) {
        PlannedSegment segment = bytes.segment();
        RunClock clock = readPackets(bytes, learned, visit.marks());
        if (packets.index().size() == 0) {
            return withoutFrames(visit, segment);
        }
        VideoCodec.requireSupported(demuxer.parameters(), segment);
        if (run.rule().looksForJumps() && packets.index().firstPts() != PacketIndex.NONE) {
            RunClock behindJump = run.clocks().of(segment, packets.index().firstPts(), clock, timeLimit);
            if (!behindJump.equals(clock)) {
                clock = readPackets(bytes, behindJump, visit.marks());
            }
        }
        FrameSearch.Found found = search.find(visit, segment, packets.index(), clock);
        List<SearchStep> steps = new ArrayList<>(found.steps());
        steps.addAll(lossDetector.takeOut(found.wanted(), demuxer, packets, bytes));
        steps.addAll(decoder.decode(
                segment, demuxer, packets, found.wanted(), (frame, marks) -> make(segment, frame, marks)));
        run.fetcher().learn(bytes);
        if (demuxer.isTransportStream() && run.rule().needsNoStart()) {
            run.fetcher().seekEstimator().learn(bytes, packets.index(), packet -> packets.position(packet, 0), clock);
        }
        return steps;
    }

    /** Reads as many packets as the marks need; the clock comes back in their unit. */
    private RunClock readPackets(SegmentBytes bytes, RunClock learned, List<Mark> marks) {
        PlannedSegment whole = plan.segments().get(bytes.segment().index());
        demuxer.open(bytes);
        RunClock clock = demuxer.hasVideo() ? learned.in(demuxer.timebase()) : learned;
        readPackets(bytes.segment(), clock, learned.timestamp(whole.start()), marks);
        return clock;
    }

    /** Sound alone is no damage. */
    private List<SearchStep> withoutFrames(Visit visit, PlannedSegment segment) {
        Optional<String> loss = lossDetector.in(segment);
        if (loss.isPresent()) {
            throw new PermanentFailure(SegmentName.of(segment) + " holds no video frame: " + loss.get());
        }
        run.markWithoutFrames(segment);
        return List.of(visit.withoutFrames());
    }

    /**
     * Looks for the frames in a part of the segment. Whatever is not beyond doubt is left to a visit of the whole.
     *
     * @param segment the whole
     */
    private List<SearchStep> findInPart(Visit visit, PlannedSegment segment, SegmentBytes bytes, RunClock learned) {
        List<Mark> left = visit.marks();
        try {
            RunClock clock = readPackets(bytes, learned, visit.marks());
            SortedMap<Integer, List<Mark>> wanted = partialSegment.choose(visit.marks(), bytes, clock);
            List<Mark> lost = decoder
                    .decodeAlone(segment, demuxer, packets, wanted, (frame, marks) -> make(segment, frame, marks))
                    .stream()
                    .flatMap(step -> step.marks().stream())
                    .toList();
            wanted.keySet().stream()
                    .mapToInt(packet -> packets.index().keyAtOrBefore(packet))
                    .findFirst()
                    .ifPresent(key -> run.fetcher()
                            .seekEstimator()
                            .learnFromPart(
                                    segment,
                                    bytes,
                                    packets.position(key, 0),
                                    clock.seconds(packets.index().pts(key))));
            left = visit.marks().stream()
                    .filter(mark ->
                            lost.contains(mark) || wanted.values().stream().noneMatch(marks -> marks.contains(mark)))
                    .toList();
        } catch (LibavException | PermanentFailure e) {
            // Then the whole will tell what is wrong with it.
        }
        run.fetcher().learn(bytes);
        if (left.isEmpty()) {
            return List.of();
        }
        run.fetcher().seekEstimator().tooLate();
        return List.of(visit.again(left));
    }

    private void readPackets(PlannedSegment segment, RunClock clock, long expected, List<Mark> marks) {
        FrameRule rule = run.rule();
        PacketIndex index = packets.index();
        try {
            packets.read(demuxer, run.clocks().parameterSets(segment.run()), expected, () -> {
                if (index.key(index.size() - 1) && rule.needsOnlyLastTwoGops(index, clock, marks.getFirst())) {
                    packets.forgetAllButTwoGops();
                }
                return rule.isDecided(index, clock, marks.getLast());
            });
        } catch (LibavException | PermanentFailure e) {
            if (index.size() == 0) {
                throw e;
            }
            // What came before the damage is as good as ever; what it has cost is seen by its absence.
        }
    }

    private void make(PlannedSegment segment, AVFrame frame, List<Mark> marks) {
        try {
            VideoCodec.requireSupportedPixels(frame.format(), segment);
            List<Picture> pictures = timeLimit.doing("making pictures of it", () -> maker.make(frame, demuxer.video()));
            for (Picture picture : pictures) {
                timeLimit.waiting(() -> {
                    marks.forEach(mark -> run.deliver(mark, picture));
                    return marks;
                });
            }
        } catch (LibavException e) {
            run.lost(new Lost(marks, SegmentName.of(segment) + ": " + e.getMessage()));
        } catch (PermanentFailure e) {
            run.lost(new Lost(marks, String.valueOf(e.getMessage())));
        }
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
