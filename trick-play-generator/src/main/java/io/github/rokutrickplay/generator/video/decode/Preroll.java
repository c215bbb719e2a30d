package io.github.rokutrickplay.generator.video.decode;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.MadeBytes;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.clock.RunClocks;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.demux.TransportStreamCheck;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.DecodeStarts;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * What a decoder has to be fed before it comes to a place in a segment: the packets from a key frame on, which may lie in
 * earlier segments of the run.
 */
final class Preroll {

    /** Beyond, a film is one long GOP, and its beginning would be decoded again for every thumbnail. */
    private static final int MAX_SEGMENTS = 32;

    /**
     * How far to go back.
     *
     * @param keys how many key frames
     * @param promised whether only those count of which somebody says that what follows is whole
     */
    record Distance(int keys, boolean promised) {

        private boolean counts(SegmentPackets packets, int packet) {
            return packets.index().key(packet) && (!promised || packets.starts().promised(packet));
        }

        private Distance left(int passed) {
            return new Distance(keys - passed, promised);
        }
    }

    /** What is led. */
    interface Sink {

        /** The key frame is there, with which decoding starts. */
        void begin(DecodeStarts starts, int packet);

        void feed(AVPacket packet);
    }

    private final ThumbnailPlan plan;
    private final SegmentFetcher fetcher;
    private final RunClocks clocks;
    private final TimeLimit timeLimit;

    Preroll(ThumbnailPlan plan, SegmentFetcher fetcher, RunClocks clocks, TimeLimit timeLimit) {
        this.plan = plan;
        this.fetcher = fetcher;
        this.clocks = clocks;
        this.timeLimit = timeLimit;
    }

    /**
     * Feeds what comes before a packet of a segment.
     *
     * @param packet the place in the segment, in decode order
     * @param distance how far to go back
     * @param sink told where it begins, if it does, before it is fed
     * @return whether there were as many
     * @throws PermanentFailure if a segment that is needed cannot be read or has lost data
     */
    boolean feed(PlannedSegment segment, int packet, Distance distance, Sink sink) {
        return packet == 0
                ? feedBefore(segment, distance, MAX_SEGMENTS, sink)
                : feed(segment, packet, distance, MAX_SEGMENTS, sink);
    }

    private boolean feedBefore(PlannedSegment segment, Distance distance, int segments, Sink sink) {
        if (segment.index() == 0
                || segments == 0
                || segment.initialization()
                        instanceof MadeBytes // what comes before is not what is before it in the plan
                || plan.segments().get(segment.index() - 1).run() != segment.run()) {
            return false;
        }
        PlannedSegment previous = plan.segments().get(segment.index() - 1);
        if (previous.unavailable() != null) {
            throw new PermanentFailure(SegmentName.of(previous) + ", which the next one refers to, cannot be read: "
                    + previous.unavailable());
        }
        return feed(previous, Integer.MAX_VALUE, distance, segments - 1, sink);
    }

    private boolean feed(PlannedSegment segment, int end, Distance distance, int segments, Sink sink) {
        try (Demuxer demuxer = new Demuxer(timeLimit);
                SegmentPackets packets = new SegmentPackets()) {
            SegmentBytes bytes = timeLimit.waiting(() -> fetcher.open(segment));
            demuxer.open(bytes);
            PacketIndex index = packets.index();
            packets.read(demuxer, clocks.parameterSets(segment.run()), PacketIndex.NONE, () -> index.size() >= end);
            requireWhole(demuxer, bytes);
            int codec = demuxer.hasVideo() ? demuxer.parameters().codec_id() : 0;
            demuxer.close();
            // More may have been read than was asked for.
            int to = Math.min(end, index.size());
            int missing = distance.keys;
            int start = to;
            while (start > 0 && missing > 0) {
                start--;
                missing -= distance.counts(packets, start) ? 1 : 0;
            }
            if (missing == 0) {
                sink.begin(packets.starts(), start);
            }
            boolean enough =
                    missing == 0 || feedBefore(segment, distance.left(distance.keys - missing), segments, sink);
            boolean cut = missing == 0 && VideoCodec.leavesOutLeadingPictures(codec);
            for (int packet = start; packet < to; packet++) {
                if (!cut || !index.leads(packet, start)) {
                    sink.feed(packets.get(packet));
                }
            }
            return enough;
        }
    }

    /** What leads to a picture must not lack anything: the picture would lack it too. */
    private static void requireWhole(Demuxer demuxer, SegmentBytes bytes) {
        if (demuxer.isTransportStream()
                && !TransportStreamCheck.losses(bytes, demuxer.video().id(), bytes.usedEnd())
                        .isEmpty()) {
            throw new PermanentFailure(
                    SegmentName.of(bytes.segment()) + ", which another frame refers to, has lost data");
        }
    }
}
