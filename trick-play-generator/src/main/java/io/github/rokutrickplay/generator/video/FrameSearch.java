package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.loss.LossDetector;
import io.github.rokutrickplay.generator.video.search.Choice;
import io.github.rokutrickplay.generator.video.search.Direction;
import io.github.rokutrickplay.generator.video.search.FrameRule;
import io.github.rokutrickplay.generator.video.search.SearchStep;
import io.github.rokutrickplay.generator.video.search.SearchStep.Lost;
import io.github.rokutrickplay.generator.video.search.Visit;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides which frames of a segment whose packets were read are the marks', and where to look for those of the others. */
final class FrameSearch {

    private final ExtractionRun run;
    private final ThumbnailPlan plan;
    private final LossDetector lossDetector;
    private final TimeLimit timeLimit;

    FrameSearch(ExtractionRun run, LossDetector lossDetector, TimeLimit timeLimit) {
        this.run = run;
        this.lossDetector = lossDetector;
        this.timeLimit = timeLimit;
        plan = run.plan();
    }

    /**
     * What became of the marks.
     *
     * @param wanted for each packet, by its place in decode order, the marks that its frame is for
     * @param steps for all other marks, where to go on, or why not
     */
    record Found(SortedMap<Integer, List<Mark>> wanted, List<SearchStep> steps) {}

    /** Looks for the frames of a visit's marks. */
    Found find(Visit visit, PlannedSegment segment, PacketIndex index, RunClock clock) {
        return new Search(visit, segment, view(segment, index, clock)).find();
    }

    private FrameRule.View view(PlannedSegment segment, PacketIndex index, RunClock clock) {
        int next = segment.index() + 1;
        boolean endsRun =
                next < plan.segments().size() && plan.segments().get(next).run() != segment.run();
        boolean firstOfRun = run.clocks().startsRun(segment);
        return new FrameRule.View(
                index,
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
            return run.clocks().firstFrame(next, timeLimit);
        } catch (PermanentFailure unreadable) {
            return OptionalDouble.empty();
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

    private boolean hasRunBefore(PlannedSegment segment) {
        return segment.index() > 0 && plan.segments().get(segment.index() - 1).run() == segment.run();
    }

    /** The first of a run begins with the run, unless the clock had to be learned from another. */
    private boolean hasLostItsBeginning(PlannedSegment segment) {
        return !hasRunBefore(segment) && !run.clocks().startsRun(segment);
    }

    /** One visit to a segment. */
    private final class Search {

        private final Visit visit;
        private final PlannedSegment segment;
        private final FrameRule.View view;
        private final SortedMap<Integer, List<Mark>> wanted = new TreeMap<>();
        private final List<SearchStep> steps = new ArrayList<>();
        private final List<Mark> next = new ArrayList<>();
        private final List<Mark> previous = new ArrayList<>();

        Search(Visit visit, PlannedSegment segment, FrameRule.View view) {
            this.visit = visit;
            this.segment = segment;
            this.view = view;
        }

        Found find() {
            for (Mark mark : visit.marks()) {
                Choice choice = run.rule().choose(view, mark, visit.direction());
                if (visit.direction() == Direction.OVERLAP && !isLater(choice, visit.found())) {
                    steps.add(visit.backFromOverlap(mark));
                } else {
                    take(choice, mark);
                }
            }
            if (!next.isEmpty()) {
                steps.add(visit.next(next));
            }
            if (!previous.isEmpty()) {
                steps.add(
                        hasLostItsBeginning(segment)
                                ? new Lost(previous, LossDetector.lossIn(segment, "its first frames are missing"))
                                : visit.previous(previous));
            }
            return new Found(wanted, steps);
        }

        private boolean isLater(Choice choice, double found) {
            return switch (choice) {
                case Choice.Frame frame -> seconds(frame.packet()) > found;
                case Choice.Held held -> seconds(held.packet()) > found;
                case Choice.Overlapped frame -> seconds(frame.packet()) > found;
                case Choice.Next behind -> false;
                case Choice.Previous before -> false;
            };
        }

        private double seconds(int packet) {
            return view.clock().seconds(view.index().pts(packet));
        }

        private void take(Choice choice, Mark mark) {
            switch (choice) {
                case Choice.Frame frame -> add(frame.packet(), mark);
                case Choice.Held held ->
                    loss(held, mark)
                            .ifPresentOrElse(
                                    reason -> steps.add(new Lost(List.of(mark), reason)),
                                    () -> add(held.packet(), mark));
                case Choice.Overlapped frame
                when hasRunBefore(segment) -> steps.add(visit.overlapped(mark, seconds(frame.packet())));
                case Choice.Overlapped frame -> steps.add(visit.alone(mark));
                case Choice.Next behind -> next.add(mark);
                case Choice.Previous before -> previous.add(mark);
            }
        }

        private void add(int packet, Mark mark) {
            wanted.computeIfAbsent(packet, first -> new ArrayList<>()).add(mark);
        }

        private Optional<String> loss(Choice.Held held, Mark mark) {
            if (visit.hole() != null) {
                return Optional.of(visit.hole().reason());
            }
            return switch (held.followed()) {
                case IN_THE_SEGMENT -> lossDetector.in(segment);
                case IN_ANOTHER ->
                    visit.direction() == Direction.OVERLAP ? Optional.empty() : lossDetector.behind(segment, mark);
            };
        }
    }
}
