package io.github.rokutrickplay.generator.video.search;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which frame a thumbnail shows, decided from timestamps alone. */
public interface FrameRule {

    /**
     * What is known of a segment when the choice is made.
     *
     * @param index its packets
     * @param clock what their timestamps mean
     * @param firstOfRun whether the clock starts with its first frame: none of the run comes before
     * @param firstOfFilm whether there is nothing at all before it
     * @param next the segment behind it that can be decoded, if there is one
     * @param end when the segment ends by the playlist; null if the film does, too
     * @param endsRun whether it is the last of its run, and the film goes on
     * @param nextFrame when the first frame of the next segment is presented, in seconds; empty where that is not known
     */
    record View(
            PacketIndex index,
            RunClock clock,
            boolean firstOfRun,
            boolean firstOfFilm,
            @Nullable PlannedSegment next,
            @Nullable Duration end,
            boolean endsRun,
            Supplier<OptionalDouble> nextFrame) {

        /** Of packets of which nothing else is known. */
        public static View of(PacketIndex index, RunClock clock) {
            return new View(index, clock, false, false, null, null, false, OptionalDouble::empty);
        }
    }

    /** Whether the frame for a mark whose segment cannot be read may lie in a neighbour. */
    boolean searchesAroundDamage();

    /** Whether the frame for a mark can be told without having read its segment from the start. */
    default boolean needsNoStart() {
        return false;
    }

    /** Whether a segment's timestamps are looked at for jumps that the playlist does not announce. */
    default boolean looksForJumps() {
        return false;
    }

    /** Whether packets enough were read to choose for a mark, and so for each earlier one. */
    boolean isDecided(PacketIndex index, RunClock clock, Mark mark);

    /** Whether a packet just read, a key frame, makes everything before the last two useless. */
    boolean needsOnlyLastTwoGops(PacketIndex index, RunClock clock, Mark mark);

    /** The choice, when enough packets were read or there are no more. */
    Choice choose(View view, Mark mark, Direction direction);

    /** The rule of a plan: its own where it tells the frames, else the one that is asked for. */
    public static FrameRule of(ThumbnailPlan plan, FrameChoice choice) {
        if (plan.marks().getFirst().timestamp() != null) {
            return new PlannedFrame();
        }
        if (plan.iFrames()) {
            return new PlannedIFrame(choice);
        }
        return switch (choice) {
            case EXACT -> new ExactFrame();
            case KEYFRAME -> new NearestKeyFrame();
        };
    }
}
