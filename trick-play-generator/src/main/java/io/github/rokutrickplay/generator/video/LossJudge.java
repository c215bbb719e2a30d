package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.SearchStep.Lost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Says of a frame that was found whether it can be the right one: not if another was lost in front of it, or something that
 * it refers to. For one thread.
 */
final class LossJudge {

    private static final double NANOS = 1e9;

    private final ThumbnailPlan plan;
    private final RunClocks clocks;
    private final SegmentCheck check;
    private final Budget budget;

    LossJudge(ExtractionRun run, Budget budget) {
        plan = run.plan();
        clocks = run.clocks();
        check = run.check();
        this.budget = budget;
    }

    static String lossIn(PlannedSegment segment, String flaw) {
        return SegmentName.of(segment) + ", has lost frames: " + flaw;
    }

    /** Whether frames were lost between a frame and the one before it, which may lie in the segment before. */
    Optional<String> before(PlannedSegment segment, PacketIndex index, int packet, RunClock clock) {
        SegmentFindings here = check.of(segment, budget);
        if (here.flaw() != null) {
            return Optional.of(lossIn(segment, here.flaw()));
        }
        long pts = index.pts(packet);
        if (index.presentedFirst(packet) && segment.index() > 0) {
            return behind(plan.segments().get(segment.index() - 1), segment, clock.seconds(pts));
        }
        double step = clock.seconds(pts) - clock.seconds(index.lastBefore(pts));
        return here.explainsBreakInside(step)
                ? Optional.empty()
                : Optional.of(lossIn(segment, "there are none for " + rounded(step) + " s"));
    }

    /**
     * Whether frames were lost at the end of a segment.
     *
     * @param nextSeconds when the first frame of the next is presented
     */
    private Optional<String> behind(PlannedSegment segment, PlannedSegment next, double nextSeconds) {
        SegmentFindings findings = check.of(segment, budget);
        if (findings.flaw() != null) {
            return Optional.of(lossIn(segment, findings.flaw()));
        }
        RunClock clock = clocks.of(segment.run()).in(findings.timebase());
        long expected = clock.timestamp(segment.start());
        double step = nextSeconds - clock.seconds(RunClock.unwrap(findings.lastPts(), expected));
        boolean spliced = next.run() != segment.run() && SegmentFindings.isUsualHole(step);
        return spliced || findings.explainsBreakBehind(step, clock.frameSeconds())
                ? Optional.empty()
                : Optional.of(lossIn(segment, "they end " + rounded(step) + " s before those of the next"));
    }

    /** Whether frames were lost at the end of the film. */
    Optional<String> atTheEnd() {
        PlannedSegment last = plan.segments().getLast();
        SegmentFindings findings = check.of(last, budget);
        if (findings.flaw() != null) {
            return Optional.of(lossIn(last, findings.flaw()));
        }
        double frame = clocks.of(last.run()).frameSeconds();
        return findings.explainsEnd(last.duration().toNanos() / NANOS, frame)
                ? Optional.empty()
                : Optional.of(lossIn(last, "they end before the playlist says"));
    }

    private static String rounded(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** Takes out the frames on the way to which something of a transport stream is lost. */
    List<Lost> takeOut(
            SortedMap<Integer, List<Mark>> wanted, Demuxer demuxer, SegmentPackets packets, SegmentBytes bytes) {
        if (!demuxer.wraps()) {
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
