package io.github.rokutrickplay.generator.video;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a segment that was read whole, and how that explains a long step between two frames. Variable frame
 * rates have such steps; so have segments that were cut off, even where every byte that is left is in order.
 *
 * @param flaw what is damaged; null if nothing is. All else is 0 where something is
 * @param firstPts of its video, in units of the time base
 * @param lastPts of its video
 * @param declaredEnd until when the last frame is shown, where the container says so (MP4 does); else {@code lastPts}
 * @param othersEnd the last timestamp of its other streams; {@code lastPts} if it has none
 * @param longestStep between its frames
 * @param nextLongestStep the second longest
 */
record SegmentFindings(
        @Nullable String flaw,
        Timebase timebase,
        long firstPts,
        long lastPts,
        long declaredEnd,
        long othersEnd,
        long longestStep,
        long nextLongestStep) {

    /** Where sound goes on and the picture does not: so much is the difference that is usual at a splice or an end. */
    private static final double USUAL_HOLE_SECONDS = 1;

    static SegmentFindings damaged(String flaw) {
        return new SegmentFindings(flaw, new Timebase(1, 1), 0, 0, 0, 0, 0, 0);
    }

    static SegmentFindings of(Demuxer demuxer, SegmentPackets packets) {
        PacketIndex index = packets.index();
        long[] steps = index.longestSteps();
        long last = index.lastBefore(Long.MAX_VALUE);
        return new SegmentFindings(
                null,
                demuxer.timebase(),
                index.firstPts(),
                last,
                demuxer.wraps() ? last : packets.declaredEnd(),
                demuxer.othersEnd(last),
                steps[0],
                steps[1]);
    }

    /** Whether frames that are this far apart within the segment may be all that there were. */
    boolean explainsBreakInside(double seconds) {
        return seconds(nextLongestStep) >= seconds / 2;
    }

    /**
     * Whether the frame behind the segment's last may be this far behind it without any being lost.
     *
     * @param frameSeconds the length of a frame
     */
    boolean explainsBreakBehind(double seconds, double frameSeconds) {
        double covered = Math.max(seconds(declaredEnd - lastPts), seconds(othersEnd - lastPts));
        return covered >= seconds - Math.max(frameSeconds, seconds / 2)
                || seconds(longestStep) >= seconds / 2
                || frameSeconds >= seconds / 2;
    }

    /** Whether the segment, of which the playlist says that it lasts so long, may be the last and as short as it is. */
    boolean explainsEnd(double announcedSeconds, double frameSeconds) {
        double hole = announcedSeconds - seconds(lastPts - firstPts);
        return hole <= USUAL_HOLE_SECONDS || explainsBreakBehind(hole, frameSeconds);
    }

    /** Whether it may be followed by a discontinuity so much later. */
    static boolean isUsualHole(double seconds) {
        return seconds <= USUAL_HOLE_SECONDS;
    }

    private double seconds(long ticks) {
        return timebase.seconds(ticks);
    }
}
