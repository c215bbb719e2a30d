package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import org.jspecify.annotations.Nullable;

/** Which frame a thumbnail shows, decided from timestamps alone. */
interface FrameRule {

    /**
     * What is known of a segment when the choice is made.
     *
     * @param index its packets
     * @param clock what their timestamps mean
     * @param firstOfRun whether the clock starts with its first frame: none of the run comes before
     * @param next the segment behind it that can be decoded, if there is one
     */
    record View(
            PacketIndex index,
            RunClock clock,
            boolean firstOfRun,
            @Nullable PlannedSegment next) {}

    /** Whether the frame for a mark whose segment cannot be read may lie in a neighbour. */
    boolean searchesAroundDamage();

    /** Whether the frame for a mark can be told without having read its segment from the start. */
    default boolean needsNoStart() {
        return false;
    }

    /** Whether packets enough were read to choose for a mark, and so for each earlier one. */
    boolean enough(PacketIndex index, RunClock clock, Mark mark);

    /** Whether a packet just read, a key frame, makes everything before the last two useless. */
    boolean before(PacketIndex index, RunClock clock, Mark mark);

    /** The choice, when enough packets were read or there are no more. */
    Choice choose(View view, Mark mark, Direction direction);

    /** The rule of a plan: its own where it tells the frames, else the one that is asked for. */
    static FrameRule of(ThumbnailPlan plan, FrameChoice choice) {
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
