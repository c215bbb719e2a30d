package io.github.rokutrickplay.generator.video.decode;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.bitstream.Coding;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.clock.RunClocks;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.search.SearchStep;
import io.github.rokutrickplay.generator.video.timeline.DecodeStarts;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
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
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes chosen frames of a segment, from as few packets as will do. For one thread. */
public final class SegmentDecoder implements AutoCloseable {

    /**
     * How many key frames earlier to start where a decoder gives no picture, or none that is sure: behind a recovery point
     * (H.264, D.2.8) it may take as long as to the next.
     */
    private static final int MAX_KEYS_EARLIER = 3;

    /** Is lent a frame, with the marks that it is for. */
    @FunctionalInterface
    public interface FrameSink extends BiConsumer<AVFrame, List<Mark>> {}

    /**
     * A segment whose packets were read.
     *
     * @param keysEarlier how many key frames earlier decoding may start
     */
    private record Source(PlannedSegment segment, SegmentPackets packets, int codec, int keysEarlier) {

        /** Whether a packet leads the key frame at which decoding starts, and the decoder must not see it. */
        private boolean leftOut(int packet, int key) {
            return VideoCodec.leavesOutLeadingPictures(codec) && packets.index().leads(packet, key);
        }
    }

    private final RunClocks clocks;
    private final TimeLimit timeLimit;
    private final Preroll preroll;
    private final Decoder decoder = new Decoder();

    public SegmentDecoder(ThumbnailPlan plan, SegmentFetcher fetcher, RunClocks clocks, TimeLimit timeLimit) {
        this.clocks = clocks;
        this.timeLimit = timeLimit;
        preroll = new Preroll(plan, fetcher, clocks, timeLimit);
    }

    public long framesDecoded() {
        return decoder.framesDecoded();
    }

    /**
     * Decodes frames.
     *
     * @param demuxer has the segment open
     * @param wanted for each packet, by its place in decode order, the marks that its frame is for
     * @param sink is lent each frame
     * @return the marks whose frame cannot be decoded
     */
    public List<SearchStep.Lost> decode(
            PlannedSegment segment,
            Demuxer demuxer,
            SegmentPackets packets,
            SortedMap<Integer, List<Mark>> wanted,
            FrameSink sink) {
        return decode(
                new Source(segment, packets, demuxer.parameters().codec_id(), MAX_KEYS_EARLIER), demuxer, wanted, sink);
    }

    /** The same with nothing but these packets, where those before them were not read. */
    public List<SearchStep.Lost> decodeAlone(
            PlannedSegment segment,
            Demuxer demuxer,
            SegmentPackets packets,
            SortedMap<Integer, List<Mark>> wanted,
            FrameSink sink) {
        return decode(new Source(segment, packets, demuxer.parameters().codec_id(), 0), demuxer, wanted, sink);
    }

    private List<SearchStep.Lost> decode(
            Source source, Demuxer demuxer, SortedMap<Integer, List<Mark>> wanted, FrameSink sink) {
        PacketIndex index = source.packets.index();
        Map<OptionalInt, SortedMap<Integer, List<Mark>>> groups = new HashMap<>();
        wanted.forEach((packet, marks) -> groups.computeIfAbsent(index.decodeStart(packet), start -> new TreeMap<>())
                .put(packet, marks));
        List<SearchStep.Lost> lost = new ArrayList<>();
        groups.forEach((start, frames) -> {
            decoder.prepare(demuxer.parameters(), clocks.parameterSets(source.segment.run()));
            lost.addAll(timeLimit.doing("decoding it", new Group(source, start, frames, sink)::decode));
        });
        return lost;
    }

    /** Frames that share the key frame at which decoding starts; it lies before the segment where there is no start. */
    private final class Group implements Preroll.Sink {

        private final Source source;
        private final OptionalInt start;
        private final SortedMap<Integer, List<Mark>> wanted;
        private final FrameSink sink;
        private final Map<Long, List<Mark>> byPts = new HashMap<>();
        private final Set<Long> pending;
        private final Agreement agreement = new Agreement();

        Group(Source source, OptionalInt start, SortedMap<Integer, List<Mark>> wanted, FrameSink sink) {
            this.source = source;
            this.start = start;
            this.wanted = wanted;
            this.sink = sink;
            PacketIndex index = source.packets.index();
            wanted.forEach((packet, marks) -> byPts.computeIfAbsent(index.pts(packet), pts -> new ArrayList<>())
                    .addAll(marks));
            pending = new HashSet<>(byPts.keySet());
        }

        List<SearchStep.Lost> decode() {
            try {
                decodeFromFartherAndFarther();
            } catch (LibavException | PermanentFailure e) {
                return undecoded(String.valueOf(e.getMessage()));
            }
            return pending.isEmpty()
                    ? List.of()
                    : undecoded(SegmentName.of(source.segment)
                            + ": the frame cannot be decoded; it is damaged or what it refers to is missing");
        }

        private void decodeFromFartherAndFarther() {
            if (start.isPresent()) {
                begin(source.packets.starts(), start.getAsInt());
                decodeFromStart(false);
            }
            for (int keys = 1; keys <= source.keysEarlier && !pending.isEmpty(); keys++) {
                if (!decodeWithPreroll(new Preroll.Distance(keys, false))) {
                    decodeFromTheFarthest(keys - 1);
                    return;
                }
            }
            if (source.keysEarlier > 0 && !pending.isEmpty() && !agreement.sure()) {
                decodeWithPreroll(new Preroll.Distance(1, true));
            }
        }

        /**
         * Decodes from a key frame before the one at which decoding starts.
         *
         * @return whether there is one
         */
        private boolean decodeWithPreroll(Preroll.Distance distance) {
            decoder.start(false);
            boolean reached = preroll.feed(source.segment, start.orElse(0), distance, this);
            if (reached) {
                decodeFromStart(true);
            }
            return reached;
        }

        /**
         * Nothing comes before that could be shown: who plays the film sees what comes of it.
         *
         * @param keys how many key frames there are before the one at which decoding starts
         */
        private void decodeFromTheFarthest(int keys) {
            if (agreement.sure()) {
                return; // that was tried
            }
            if (start.isPresent() && keys == 0) {
                begin(source.packets.starts(), start.getAsInt());
                agreement.believe();
                decodeFromStart(false);
            } else if (keys > 0) {
                decoder.start(false);
                preroll.feed(source.segment, start.orElse(0), new Preroll.Distance(keys, false), this);
                agreement.believe();
                decodeFromStart(true);
            } else if (VideoCodec.coding(source.codec) == Coding.UNKNOWN) {
                agreement.believe();
                decodeFromStart(true);
            }
        }

        @Override
        public void begin(DecodeStarts starts, int packet) {
            decoder.start(starts.isIntra(packet));
            agreement.begin(starts.promised(packet));
        }

        /**
         * @param ledIn whether the decoder has seen what comes before
         */
        private void decodeFromStart(boolean ledIn) {
            PacketIndex index = source.packets.index();
            for (int packet = start.orElse(0); packet <= index.lastOfFrame(wanted.lastKey()); packet++) {
                if (ledIn || !source.leftOut(packet, start.orElse(0))) {
                    feed(source.packets.get(packet), wanted.containsKey(index.firstOfFrame(packet)));
                }
            }
            decoder.drain(pending, this::show);
        }

        @Override
        public void feed(AVPacket packet) {
            feed(packet, false);
        }

        private void feed(AVPacket packet, boolean ofWantedFrame) {
            timeLimit.check();
            decoder.decode(packet, ofWantedFrame, pending, this::show);
        }

        /** An I picture refers to nothing: it is whole, whatever those behind it are. */
        private boolean isStart(AVFrame frame) {
            return start.isPresent() && source.packets.index().pts(start.getAsInt()) == frame.pts();
        }

        private boolean show(AVFrame frame) {
            if (!isStart(frame) && !agreement.on(frame)) {
                return false;
            }
            sink.accept(frame, byPts.getOrDefault(frame.pts(), List.of()));
            return true;
        }

        private List<SearchStep.Lost> undecoded(String reason) {
            return pending.stream()
                    .map(pts -> new SearchStep.Lost(byPts.getOrDefault(pts, List.of()), reason))
                    .toList();
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
