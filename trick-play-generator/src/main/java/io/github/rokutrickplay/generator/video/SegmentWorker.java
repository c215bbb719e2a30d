package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.SearchStep.Lost;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Finds and decodes the frames of one segment's marks, and has thumbnails made of them. For one thread. */
final class SegmentWorker implements AutoCloseable {

    private final ExtractionRun run;
    private final ThumbnailPlan plan;
    private final Budget budget;
    private final Demuxer demuxer;
    private final SegmentPackets packets = new SegmentPackets();
    private final PartialView partialView;
    private final LossJudge judge;
    private final SegmentDecoder decoder;
    private final ThumbnailMaker maker;

    SegmentWorker(ExtractionRun run, Budget budget) {
        this.run = run;
        this.budget = budget;
        plan = run.plan();
        demuxer = new Demuxer(budget);
        partialView = new PartialView(run, demuxer, packets);
        judge = new LossJudge(run, budget);
        decoder = new SegmentDecoder(run, budget);
        maker = new ThumbnailMaker(run.settings());
    }

    /**
     * @param ahead the beginning of the segment, if it is being read already
     */
    void process(SegmentTask task, @Nullable FutureTask<SegmentBytes> ahead) {
        budget.start(task.marks().size());
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
        budget.pause();
    }

    private List<SearchStep> look(Visit visit, @Nullable FutureTask<SegmentBytes> ahead) {
        if (visit.segment() >= plan.segments().size()) {
            return atTheEnd(visit);
        }
        if (visit.direction() == Direction.BACKWARD && leavesRun(visit.segment())) {
            return List.of(new Lost(visit.marks(), reasonBehind(visit)));
        }
        PlannedSegment segment = plan.segments().get(visit.segment());
        Optional<String> unreadable = run.unreadable(segment);
        if (unreadable.isPresent()) {
            return List.of(around(visit, unreadable.get()));
        }
        try {
            SegmentBytes bytes =
                    budget.waiting(() -> ahead == null ? run.fetcher().open(segment) : SegmentFetcher.await(ahead));
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

    /** Behind the last segment: the film is over, unless it has lost its end. */
    private List<SearchStep> atTheEnd(Visit visit) {
        if (visit.direction() == Direction.OVER) {
            return List.of(visit.previous(visit.marks()));
        }
        Optional<String> loss = judge.atTheEnd();
        if (loss.isPresent()) {
            return List.of(new Lost(visit.marks(), loss.get()));
        }
        visit.marks().forEach(run::markWithoutFrame);
        return List.of();
    }

    private boolean leavesRun(int segment) {
        return segment < 0
                || plan.segments().get(segment).run()
                        != plan.segments().get(segment + 1).run();
    }

    private String reasonBehind(Visit visit) {
        Visit.Hole hole = visit.hole();
        return hole != null
                ? hole.reason()
                : LossJudge.lossIn(plan.segments().get(visit.segment() + 1), "its first frames are missing");
    }

    private SearchStep around(Visit visit, String reason) {
        return run.rule().searchesAroundDamage() ? visit.damaged(reason) : new Lost(visit.marks(), reason);
    }

    private SearchStep damaged(Visit visit, PlannedSegment segment, String reason) {
        if (budget.exceeded()) {
            return new Lost(visit.marks(), reason); // whichever segment has taken the time
        }
        run.markUnreadable(segment, reason);
        return around(visit, reason);
    }

    /** Without a clock no segment of the run can be of use: the marks are lost. */
    private Optional<RunClock> clock(SegmentBytes bytes, Visit visit) {
        try {
            return Optional.of(run.clocks().of(bytes, budget));
        } catch (PermanentFailure e) {
            run.lost(new Lost(visit.marks(), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private List<SearchStep> find(Visit visit, SegmentBytes bytes, RunClock learned) {
        PlannedSegment segment = bytes.segment();
        demuxer.open(bytes);
        RunClock clock = demuxer.hasVideo() ? learned.in(demuxer.timebase()) : learned;
        readPackets(segment, clock, learned.timestamp(segment.start()), visit.marks());
        VideoCodec.requireSupported(demuxer.parameters(), segment);
        if (packets.index().size() == 0) {
            throw new PermanentFailure(SegmentName.of(segment) + " holds no video frame");
        }
        FrameRule.View view =
                new FrameRule.View(packets.index(), clock, run.clocks().startsRun(segment), readableNext(segment));
        List<SearchStep> steps = new ArrayList<>();
        SortedMap<Integer, List<Mark>> wanted = choose(visit, segment, view, steps);
        steps.addAll(judge.takeOut(wanted, demuxer, packets, bytes));
        steps.addAll(decoder.decode(segment, demuxer, packets, wanted, (frame, marks) -> make(segment, frame, marks)));
        run.fetcher().learn(bytes);
        if (demuxer.wraps() && run.rule().needsNoStart()) {
            run.fetcher().middleStarts().learn(bytes, packets, clock);
        }
        return steps;
    }

    /**
     * Looks for the frames in a part of the segment. Whatever is not beyond doubt is left to a visit of the whole.
     *
     * @param segment the whole
     */
    private List<SearchStep> findInPart(Visit visit, PlannedSegment segment, SegmentBytes bytes, RunClock learned) {
        List<Mark> left = visit.marks();
        try {
            demuxer.open(bytes);
            RunClock clock = demuxer.hasVideo() ? learned.in(demuxer.timebase()) : learned;
            readPackets(bytes.segment(), clock, learned.timestamp(segment.start()), visit.marks());
            SortedMap<Integer, List<Mark>> wanted = partialView.choose(visit.marks(), bytes, clock);
            List<Mark> lost = decoder
                    .decodeAlone(segment, demuxer, packets, wanted, (frame, marks) -> make(segment, frame, marks))
                    .stream()
                    .flatMap(step -> step.marks().stream())
                    .toList();
            wanted.keySet().stream()
                    .mapToInt(packet -> packets.index().keyAtOrBefore(packet))
                    .findFirst()
                    .ifPresent(key -> run.fetcher().middleStarts().learnFromPart(segment, bytes, packets, key, clock));
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
        run.fetcher().middleStarts().tooLate();
        return List.of(visit.again(left));
    }

    /** For each packet whose frame is wanted the marks that it is for; for all other marks, where to go on. */
    private SortedMap<Integer, List<Mark>> choose(
            Visit visit, PlannedSegment segment, FrameRule.View view, List<SearchStep> steps) {
        SortedMap<Integer, List<Mark>> wanted = new TreeMap<>();
        List<Mark> next = new ArrayList<>();
        List<Mark> previous = new ArrayList<>();
        for (Mark mark : visit.marks()) {
            Choice choice = run.rule().choose(view, mark, visit.direction());
            switch (choice.place()) {
                case FRAME ->
                    wanted.computeIfAbsent(choice.packet(), packet -> new ArrayList<>())
                            .add(mark);
                case FRAME_AFTER_BREAK -> {
                    Optional<String> loss = judge.before(segment, view.index(), choice.packet(), view.clock());
                    loss.ifPresentOrElse(
                            reason -> steps.add(new Lost(List.of(mark), reason)),
                            () -> wanted.computeIfAbsent(choice.packet(), packet -> new ArrayList<>())
                                    .add(mark));
                }
                case NEXT_SEGMENT -> next.add(mark);
                case PREVIOUS_SEGMENT -> previous.add(mark);
            }
        }
        if (!next.isEmpty()) {
            steps.add(visit.next(next));
        }
        if (!previous.isEmpty()) {
            steps.add(visit.previous(previous));
        }
        return wanted;
    }

    private void readPackets(PlannedSegment segment, RunClock clock, long expected, List<Mark> marks) {
        FrameRule rule = run.rule();
        PacketIndex index = packets.index();
        try {
            packets.read(demuxer, run.clocks().parameterSets(segment.run()), expected, () -> {
                if (index.key(index.size() - 1) && rule.before(index, clock, marks.getFirst())) {
                    packets.forgetAllButTwoGops();
                }
                return rule.enough(index, clock, marks.getLast());
            });
        } catch (LibavException | PermanentFailure e) {
            if (index.size() == 0) {
                throw e;
            }
            // What came before the damage is as good as ever; what it has cost is seen by its absence.
        }
    }

    private @Nullable PlannedSegment readableNext(PlannedSegment segment) {
        int next = segment.index() + 1;
        if (next >= plan.segments().size()
                || run.unreadable(plan.segments().get(next)).isPresent()) {
            return null;
        }
        return plan.segments().get(next);
    }

    private void make(PlannedSegment segment, AVFrame frame, List<Mark> marks) {
        try {
            VideoCodec.requireSupportedPixels(frame.format(), segment);
            for (ThumbnailMaker.Picture picture : maker.make(frame, demuxer.video())) {
                budget.waiting(() -> {
                    marks.forEach(mark -> run.deliver(new Thumbnail(mark.number(), picture.box(), picture.jpeg())));
                    return marks;
                });
            }
        } catch (LibavException e) {
            run.lost(new Lost(marks, SegmentName.of(segment) + ": " + e.getMessage()));
        } catch (PermanentFailure e) {
            run.lost(new Lost(marks, String.valueOf(e.getMessage())));
        }
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
