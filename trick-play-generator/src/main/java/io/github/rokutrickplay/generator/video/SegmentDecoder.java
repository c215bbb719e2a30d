package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes chosen frames of a segment, from as few packets as will do. For one thread. */
final class SegmentDecoder implements AutoCloseable {

    /**
     * How many key frames earlier to start where a decoder gives no picture: behind a recovery point (H.264, D.2.8) it may
     * take as long as to the next.
     */
    private static final int MAX_KEYS_EARLIER = 2;

    /** Is lent a frame, with the marks that it is for. */
    @FunctionalInterface
    interface FrameSink extends BiConsumer<AVFrame, List<Mark>> {}

    private record Source(PlannedSegment segment, SegmentPackets packets, int codec) {

        /** Whether a packet leads the key frame at which decoding starts, and the decoder must not see it. */
        private boolean leftOut(int packet, int key) {
            return VideoCodec.leavesOutLeadingPictures(codec) && packets.index().leads(packet, key);
        }
    }

    private final RunClocks clocks;
    private final LeadIn leadIn;
    private final Decoder decoder = new Decoder();

    SegmentDecoder(ThumbnailPlan plan, SegmentFetcher fetcher, RunClocks clocks) {
        this.clocks = clocks;
        leadIn = new LeadIn(plan, fetcher, clocks);
    }

    long framesDecoded() {
        return decoder.framesDecoded();
    }

    /**
     * Decodes frames.
     *
     * @param demuxer has the segment open
     * @param wanted for each packet, by its place in decode order, the marks that its frame is for
     * @param sink is lent each frame
     */
    void decode(
            PlannedSegment segment,
            Demuxer demuxer,
            SegmentPackets packets,
            SortedMap<Integer, List<Mark>> wanted,
            FrameSink sink) {
        decoder.prepare(demuxer.parameters(), clocks.parameterSets(segment.run()));
        Source source = new Source(segment, packets, demuxer.parameters().codec_id());
        Map<OptionalInt, SortedMap<Integer, List<Mark>>> groups = new HashMap<>();
        wanted.forEach(
                (packet, marks) -> groups.computeIfAbsent(packets.index().decodeStart(packet), start -> new TreeMap<>())
                        .put(packet, marks));
        groups.forEach((start, group) -> decodeGroup(source, start, group, sink));
    }

    /** Frames that share the key frame at which decoding starts. */
    private void decodeGroup(Source source, OptionalInt start, SortedMap<Integer, List<Mark>> group, FrameSink sink) {
        PacketIndex index = source.packets.index();
        Map<Long, List<Mark>> byPts = new HashMap<>();
        group.forEach((packet, marks) -> byPts.computeIfAbsent(index.pts(packet), pts -> new ArrayList<>())
                .addAll(marks));
        Set<Long> pending = new HashSet<>(byPts.keySet());
        Consumer<AVFrame> frames = frame -> sink.accept(frame, byPts.getOrDefault(frame.pts(), List.of()));
        boolean mayStartEarlier = true;
        for (int earlier = 0; earlier <= MAX_KEYS_EARLIER && mayStartEarlier && !pending.isEmpty(); earlier++) {
            decoder.start();
            mayStartEarlier =
                    leadIn(source.segment, start, earlier, packet -> decoder.decode(packet, false, pending, frames));
            for (int packet = start.orElse(0); packet <= index.lastOfFrame(group.lastKey()); packet++) {
                if (earlier > 0 || start.isEmpty() || !source.leftOut(packet, start.getAsInt())) {
                    boolean wanted = group.containsKey(index.firstOfFrame(packet));
                    decoder.decode(source.packets.get(packet), wanted, pending, frames);
                }
            }
            decoder.drain(pending, frames);
        }
        for (long pts : pending) {
            Mark mark = byPts.getOrDefault(pts, List.of()).getFirst();
            throw new PermanentFailure(SegmentName.of(source.segment, mark.time())
                    + ": the frame cannot be decoded; it is damaged or what it refers to is missing");
        }
    }

    /**
     * Feeds what comes before the packet at which decoding starts.
     *
     * @param start empty if the key frame lies before the segment
     * @param earlier how many key frames earlier than that
     * @return whether a decoder could be started earlier still
     */
    private boolean leadIn(PlannedSegment segment, OptionalInt start, int earlier, Consumer<AVPacket> sink) {
        int keys = start.isPresent() ? earlier : earlier + 1;
        return keys == 0 || leadIn.feed(segment, start.orElse(0), keys, sink);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
