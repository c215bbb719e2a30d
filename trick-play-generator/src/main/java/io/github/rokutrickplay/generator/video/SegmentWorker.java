package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.SearchStep.Lost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
        maker = new ThumbnailMaker(run.settings(), run.sizes());
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
        if (visit.segment() < 0) {
            return List.of(visit.beforeFilm());
        }
        PlannedSegment segment = plan.segments().get(visit.segment());
        budget.at(segment);
        Optional<String> unreadable = run.unreadable(segment);
        if (unreadable.isPresent()) {
            return List.of(around(visit, unreadable.get()));
        }
        if (run.hasNoFrames(segment)) {
            return List.of(visit.withoutFrames());
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
        RunClock clock = readPackets(bytes, learned, visit.marks());
        if (packets.index().size() == 0) {
            return withoutFrames(visit, segment);
        }
        VideoCodec.requireSupported(demuxer.parameters(), segment);
        if (run.rule().looksForJumps() && packets.index().firstPts() != PacketIndex.NONE) {
            RunClock behindJump = run.clocks().of(segment, packets.index().firstPts(), clock, budget);
            if (!behindJump.equals(clock)) {
                clock = readPackets(bytes, behindJump, visit.marks());
            }
        }
        List<SearchStep> steps = new ArrayList<>();
        SortedMap<Integer, List<Mark>> wanted = choose(visit, segment, view(segment, clock), steps);
        steps.addAll(judge.takeOut(wanted, demuxer, packets, bytes));
        steps.addAll(decoder.decode(segment, demuxer, packets, wanted, (frame, marks) -> make(segment, frame, marks)));
        run.fetcher().learn(bytes);
        if (demuxer.wraps() && run.rule().needsNoStart()) {
            run.fetcher().middleStarts().learn(bytes, packets, clock);
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
        Optional<String> loss = judge.in(segment);
        if (loss.isPresent()) {
            throw new PermanentFailure(SegmentName.of(segment) + " holds no video frame: " + loss.get());
        }
        run.markWithoutFrames(segment);
        return List.of(visit.withoutFrames());
    }

    private FrameRule.View view(PlannedSegment segment, RunClock clock) {
        int next = segment.index() + 1;
        boolean endsRun =
                next < plan.segments().size() && plan.segments().get(next).run() != segment.run();
        boolean firstOfRun = run.clocks().startsRun(segment);
        return new FrameRule.View(
                packets.index(),
                clock,
                firstOfRun,
                firstOfRun && segment.index() == 0,
                readableNext(segment),
                next < plan.segments().size() ? segment.end() : null,
                endsRun,
                () -> nextFrame(segment));
    }

    private OptionalDouble nextFrame(PlannedSegment segment) {
        PlannedSegment next = readableNext(segment);
        if (next == null) {
            return OptionalDouble.empty();
        }
        try {
            return run.clocks().firstFrame(next, budget);
        } catch (PermanentFailure unreadable) {
            return OptionalDouble.empty();
        }
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
            if (visit.direction() == Direction.OVERLAP && !isLater(view, choice, visit.found())) {
                steps.add(visit.backFromOverlap(mark));
                continue;
            }
            switch (choice) {
                case Choice.Frame frame -> add(wanted, frame.packet(), mark);
                case Choice.Held held ->
                    loss(visit, segment, held, mark)
                            .ifPresentOrElse(
                                    reason -> steps.add(new Lost(List.of(mark), reason)),
                                    () -> add(wanted, held.packet(), mark));
                case Choice.Overlapped frame
                when hasRunBefore(segment) -> steps.add(visit.overlapped(mark, seconds(view, frame.packet())));
                case Choice.Overlapped frame -> steps.add(visit.alone(mark));
                case Choice.Next behind -> next.add(mark);
                case Choice.Previous before -> previous.add(mark);
            }
        }
        if (!next.isEmpty()) {
            steps.add(visit.next(next));
        }
        if (!previous.isEmpty()) {
            steps.add(
                    hasLostItsBeginning(segment)
                            ? new Lost(previous, LossJudge.lossIn(segment, "its first frames are missing"))
                            : visit.previous(previous));
        }
        return wanted;
    }

    private static void add(SortedMap<Integer, List<Mark>> wanted, int packet, Mark mark) {
        wanted.computeIfAbsent(packet, first -> new ArrayList<>()).add(mark);
    }

    private static double seconds(FrameRule.View view, int packet) {
        return view.clock().seconds(view.index().pts(packet));
    }

    private static boolean isLater(FrameRule.View view, Choice choice, double found) {
        return switch (choice) {
            case Choice.Frame frame -> seconds(view, frame.packet()) > found;
            case Choice.Held held -> seconds(view, held.packet()) > found;
            case Choice.Overlapped frame -> seconds(view, frame.packet()) > found;
            case Choice.Next next -> false;
            case Choice.Previous previous -> false;
        };
    }

    private Optional<String> loss(Visit visit, PlannedSegment segment, Choice.Held held, Mark mark) {
        if (visit.hole() != null) {
            return Optional.of(visit.hole().reason());
        }
        return switch (held.followed()) {
            case IN_THE_SEGMENT -> judge.in(segment);
            case IN_ANOTHER -> visit.direction() == Direction.OVERLAP ? Optional.empty() : judge.behind(segment, mark);
        };
    }

    private boolean hasRunBefore(PlannedSegment segment) {
        return segment.index() > 0 && plan.segments().get(segment.index() - 1).run() == segment.run();
    }

    /** The first of a run begins with the run, unless the clock had to be learned from another. */
    private boolean hasLostItsBeginning(PlannedSegment segment) {
        return !hasRunBefore(segment) && !run.clocks().startsRun(segment);
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
            List<ThumbnailMaker.Picture> pictures =
                    budget.doing("making pictures of it", () -> maker.make(frame, demuxer.video()));
            for (ThumbnailMaker.Picture picture : pictures) {
                budget.waiting(() -> {
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
