package io.github.rokutrickplay.generator.video.loss;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.clock.RunClocks;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.demux.TransportStreamCheck;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.loss.SegmentIntegrity.Damaged;
import io.github.rokutrickplay.generator.video.loss.SegmentIntegrity.Intact;
import io.github.rokutrickplay.generator.video.loss.SegmentIntegrity.WithoutFrames;
import io.github.rokutrickplay.generator.video.loss.SequenceNumbers.Succession;
import io.github.rokutrickplay.generator.video.search.SearchStep.Lost;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Decides what counts as evidence that frames were lost: bytes that are missing or damaged, a decoder that cannot go on, numbers
 * between segments that are left out, a segment that by its own account ends before its EXTINF and the next segment's first
 * timestamp say that it should. A long time without frames is none. See docs/decisions/0021. For one thread.
 */
public final class LossDetector {

    private static final double NANOS = 1e9;

    /** In lengths of a frame: no more is between two frames of which none was lost. */
    private static final double USUAL_STEP = 1.5;

    private final ThumbnailPlan plan;
    private final RunClocks clocks;
    private final SegmentCheck check;
    private final TimeLimit timeLimit;

    public LossDetector(ThumbnailPlan plan, RunClocks clocks, SegmentCheck check, TimeLimit timeLimit) {
        this.plan = plan;
        this.clocks = clocks;
        this.check = check;
        this.timeLimit = timeLimit;
    }

    public static String lossIn(PlannedSegment segment, String flaw) {
        return SegmentName.of(segment) + ", has lost frames: " + flaw;
    }

    /** Whether anything of a segment is lost. */
    public Optional<String> in(PlannedSegment segment) {
        return check.of(segment, timeLimit) instanceof Damaged damaged
                ? Optional.of(lossIn(segment, damaged.flaw()))
                : Optional.empty();
    }

    /**
     * Whether frames were lost between the last of a segment and a mark, or the next frame after it.
     *
     * @param segment whose last frame is held over the mark
     */
    public Optional<String> behind(PlannedSegment segment, Mark mark) {
        return switch (check.of(segment, timeLimit)) {
            case Damaged damaged -> Optional.of(lossIn(segment, damaged.flaw()));
            case WithoutFrames none -> Optional.empty();
            case Intact intact -> behind(segment, intact, mark);
        };
    }

    private Optional<String> behind(PlannedSegment segment, Intact intact, Mark mark) {
        RunClock clock = clocks.at(segment).in(intact.timebase());
        double last = clock.seconds(clock.unwrap(intact.lastPts(), segment));
        boolean endsAsAnnounced = seconds(segment) - last <= USUAL_STEP * clock.frameSeconds();
        Optional<PlannedSegment> next = following(segment);
        OptionalDouble nextFrame = next.isEmpty() ? OptionalDouble.empty() : frameOf(next.get());
        boolean continues = next.filter(behind -> behind.run() == segment.run()).isPresent() && nextFrame.isPresent();
        if (!continues) {
            boolean spliced = nextFrame.isPresent() && Intact.isUsualHole(nextFrame.getAsDouble() - last);
            return spliced || intact.mayLast(segment.duration().toNanos() / NANOS, clock.frameSeconds())
                    ? Optional.empty()
                    : Optional.of(lossIn(segment, "they end before the playlist says"));
        }
        if (mark.time().compareTo(next.get().start()) >= 0) {
            Optional<String> atItsStart = in(next.get());
            if (atItsStart.isPresent()) {
                return atItsStart;
            }
        }
        double step = nextFrame.getAsDouble() - last;
        boolean whole = endsAsAnnounced
                || step <= USUAL_STEP * clock.frameSeconds()
                || switch (succession(segment, next.get())) {
                    case FOLLOWS -> true;
                    case BROKEN -> false;
                    case UNKNOWN -> !intact.tellsItsEnd() || intact.mayHold(step, clock.frameSeconds());
                };
        return whole
                ? Optional.empty()
                : Optional.of(lossIn(segment, "they end " + rounded(step) + " s before those of the next"));
    }

    /** When a segment ends by the playlist. */
    private static double seconds(PlannedSegment segment) {
        return segment.end().toNanos() / NANOS;
    }

    private Optional<PlannedSegment> following(PlannedSegment segment) {
        int next = segment.index() + 1;
        return next < plan.segments().size() ? Optional.of(plan.segments().get(next)) : Optional.empty();
    }

    private OptionalDouble frameOf(PlannedSegment segment) {
        if (segment.unavailable() != null) {
            return OptionalDouble.empty();
        }
        try {
            return clocks.firstFrame(segment, timeLimit);
        } catch (PermanentFailure unreadable) {
            return OptionalDouble.empty();
        }
    }

    /** Numbers that are left out at every border are no evidence: they are counted in another way. */
    private Succession succession(PlannedSegment segment, PlannedSegment next) {
        Succession here = numbersOf(segment, next);
        if (here != Succession.BROKEN) {
            return here;
        }
        boolean first =
                segment.index() == 0 || plan.segments().get(segment.index() - 1).run() != segment.run();
        boolean usual = !first && numbersOf(plan.segments().get(segment.index() - 1), segment) == Succession.BROKEN;
        return usual ? Succession.UNKNOWN : Succession.BROKEN;
    }

    private Succession numbersOf(PlannedSegment segment, PlannedSegment next) {
        Optional<SequenceNumbers> behind = check.numbers(next, timeLimit);
        return check.numbers(segment, timeLimit)
                .flatMap(numbers -> behind.map(numbers::succession))
                .orElse(Succession.UNKNOWN);
    }

    private static String rounded(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** Takes out the frames on the way to which something of a transport stream is lost. */
    public List<Lost> takeOut(
            SortedMap<Integer, List<Mark>> wanted, Demuxer demuxer, SegmentPackets packets, SegmentBytes bytes) {
        if (!demuxer.isTransportStream()) {
            return List.of();
        }
        List<TransportStreamCheck.Loss> losses =
                TransportStreamCheck.losses(bytes, demuxer.video().id(), bytes.usedEnd());
        List<Lost> lost = new ArrayList<>();
        wanted.entrySet().removeIf(entry -> {
            OptionalInt start = packets.index().decodeStart(entry.getKey());
            long from = start.isPresent() ? packets.position(start.getAsInt(), 0) : 0;
            long to = packets.position(entry.getKey() + 1, bytes.usedEnd());
            boolean damaged = losses.stream().anyMatch(loss -> from < loss.to() && loss.from() <= to);
            if (damaged) {
                lost.add(new Lost(entry.getValue(), lossIn(bytes.segment(), "transport packets are damaged or lost")));
            }
            return damaged;
        });
        return lost;
    }
}
