package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * What a decoder has to be fed before it comes to a place in a segment: the packets from a key frame on, which may lie in
 * earlier segments of the run.
 */
final class LeadIn {

    /** Beyond, a film is one long GOP, and its beginning would be decoded again for every thumbnail. */
    private static final int MAX_SEGMENTS = 32;

    private final ThumbnailPlan plan;
    private final SegmentFetcher fetcher;
    private final RunClocks clocks;
    private final Budget budget;

    LeadIn(ExtractionRun run, Budget budget) {
        plan = run.plan();
        fetcher = run.fetcher();
        clocks = run.clocks();
        this.budget = budget;
    }

    /**
     * Feeds what comes before a packet of a segment.
     *
     * @param packet the place in the segment, in decode order
     * @param keys how many key frames to go back
     * @return whether there were as many
     * @throws PermanentFailure if a segment that is needed cannot be read or has lost data
     */
    boolean feed(PlannedSegment segment, int packet, int keys, Consumer<AVPacket> sink) {
        return packet == 0
                ? feedBefore(segment, keys, MAX_SEGMENTS, sink)
                : feed(segment, packet, keys, MAX_SEGMENTS, sink);
    }

    private boolean feedBefore(PlannedSegment segment, int keys, int segments, Consumer<AVPacket> sink) {
        if (segment.index() == 0
                || segments == 0
                || plan.segments().get(segment.index() - 1).run() != segment.run()) {
            return false;
        }
        PlannedSegment previous = plan.segments().get(segment.index() - 1);
        if (previous.unavailable() != null) {
            throw new PermanentFailure(SegmentName.of(previous) + ", which the next one refers to, cannot be read: "
                    + previous.unavailable());
        }
        return feed(previous, Integer.MAX_VALUE, keys, segments - 1, sink);
    }

    private boolean feed(PlannedSegment segment, int end, int keys, int segments, Consumer<AVPacket> sink) {
        try (Demuxer demuxer = new Demuxer(budget);
                SegmentPackets packets = new SegmentPackets()) {
            SegmentBytes bytes = budget.waiting(() -> fetcher.open(segment));
            demuxer.open(bytes);
            PacketIndex index = packets.index();
            packets.read(demuxer, clocks.parameterSets(segment.run()), PacketIndex.NONE, () -> index.size() >= end);
            requireWhole(demuxer, bytes);
            int codec = demuxer.hasVideo() ? demuxer.parameters().codec_id() : 0;
            demuxer.close();
            int missing = keys;
            int start = index.size();
            while (start > 0 && missing > 0) {
                start--;
                missing -= index.key(start) ? 1 : 0;
            }
            boolean enough = missing == 0 || feedBefore(segment, missing, segments, sink);
            boolean cut = missing == 0 && VideoCodec.leavesOutLeadingPictures(codec);
            for (int packet = start; packet < index.size(); packet++) {
                if (!cut || !index.leads(packet, start)) {
                    sink.accept(packets.get(packet));
                }
            }
            return enough;
        }
    }

    /** What leads to a picture must not lack anything: the picture would lack it too. */
    private static void requireWhole(Demuxer demuxer, SegmentBytes bytes) {
        if (demuxer.wraps()
                && !TransportStreamCheck.losses(bytes, demuxer.video().id(), bytes.usedEnd())
                        .isEmpty()) {
            throw new PermanentFailure(
                    SegmentName.of(bytes.segment()) + ", which another frame refers to, has lost data");
        }
    }
}
