package io.github.rokutrickplay.generator.video.loss;

import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.Timebase;

/** What is known of a segment that was read and decoded whole. */
sealed interface SegmentIntegrity {

    /**
     * Something of it is lost.
     *
     * @param flaw what shows it
     */
    record Damaged(String flaw) implements SegmentIntegrity {}

    /** It has sound, say, and no picture, and nothing of it is lost. */
    record WithoutFrames() implements SegmentIntegrity {}

    /**
     * All that was written is there, as far as its own bytes can tell: it may have been cut off where nothing shows it.
     *
     * @param firstPts of its video, in units of the time base
     * @param lastPts of its video
     * @param declaredEnd until when the last frame is shown, where the container says so (MP4 does); else {@code lastPts}
     * @param othersEnd the last timestamp of its other streams; {@code lastPts} if it has none
     * @param longestStep between its frames
     */
    record Intact(Timebase timebase, long firstPts, long lastPts, long declaredEnd, long othersEnd, long longestStep)
            implements SegmentIntegrity {

        /** Where sound goes on and the picture does not: so much is the difference that is usual at a splice or an end. */
        private static final double USUAL_HOLE_SECONDS = 1;

        static Intact of(Demuxer demuxer, SegmentPackets packets) {
            PacketIndex index = packets.index();
            long last = index.lastBefore(Long.MAX_VALUE);
            return new Intact(
                    demuxer.timebase(),
                    index.firstPts(),
                    last,
                    demuxer.isTransportStream() ? last : packets.declaredEnd(),
                    demuxer.othersEnd(last),
                    index.longestStep());
        }

        /** Whether the segment itself says how long its last frame is shown, or has sound that must go on for as long. */
        boolean tellsItsEnd() {
            return declaredEnd != lastPts || othersEnd != lastPts;
        }

        /**
         * Whether its last frame may be shown for so long, by what the segment says of its end, or because others are shown for
         * as long.
         *
         * @param frameSeconds the length of a frame
         */
        boolean mayHold(double seconds, double frameSeconds) {
            double covered = Math.max(seconds(declaredEnd - lastPts), seconds(othersEnd - lastPts));
            return covered >= seconds - Math.max(frameSeconds, seconds / 2)
                    || seconds(longestStep) >= seconds / 2
                    || frameSeconds >= seconds / 2;
        }

        /** Whether the segment, of which the playlist says that it lasts so long, may be as short as it is. */
        boolean mayLast(double announcedSeconds, double frameSeconds) {
            double hole = announcedSeconds - seconds(lastPts - firstPts);
            return isUsualHole(hole) || mayHold(hole, frameSeconds);
        }

        /** Whether it may be followed by a discontinuity so much later. */
        static boolean isUsualHole(double seconds) {
            return seconds <= USUAL_HOLE_SECONDS;
        }

        private double seconds(long ticks) {
            return timebase.seconds(ticks);
        }
    }
}
