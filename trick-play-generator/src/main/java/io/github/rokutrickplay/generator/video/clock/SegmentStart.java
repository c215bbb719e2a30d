package io.github.rokutrickplay.generator.video.clock;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.Timebase;

/**
 * What the beginning of a segment tells. Timestamps are in units of the time base.
 *
 * @param firstPlayed the earliest timestamp of its video and its sound; {@link PacketIndex#NONE} if it has neither
 * @param firstFrame the earliest timestamp of its video; {@link PacketIndex#NONE} if no picture begins in it
 * @param lastFrame the latest timestamp of the few frames that were read; likewise
 * @param frame the length of a frame; 0 if it cannot be told
 * @param parameterSets that come with its first packet; empty where the container keeps them
 * @param flawed whether the bytes show that something before the first frame may be lost
 * @param inTheMiddle whether its video does not begin with a key frame, as what has lost one does not
 */
public record SegmentStart(
        PlannedSegment segment,
        Timebase timebase,
        long firstPlayed,
        long firstFrame,
        long lastFrame,
        long frame,
        byte[] parameterSets,
        boolean flawed,
        boolean inTheMiddle) {

    boolean hasFrames() {
        return firstFrame != PacketIndex.NONE;
    }

    public boolean isSilentAndBlank() {
        return firstPlayed == PacketIndex.NONE;
    }
}
