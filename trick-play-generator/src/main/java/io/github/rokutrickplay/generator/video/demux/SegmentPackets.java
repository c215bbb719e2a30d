package io.github.rokutrickplay.generator.video.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.github.rokutrickplay.generator.bitstream.Access;
import io.github.rokutrickplay.generator.bitstream.FrameNumbers;
import io.github.rokutrickplay.generator.video.codec.PictureClassifier;
import io.github.rokutrickplay.generator.video.codec.PictureOrder;
import io.github.rokutrickplay.generator.video.codec.StreamHeader;
import io.github.rokutrickplay.generator.video.timeline.DecodeStarts;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.PictureKind;
import io.github.rokutrickplay.generator.video.timeline.PictureTimes;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The video packets of a segment from its start on, kept for decoding; reused from segment to segment. */
public final class SegmentPackets implements AutoCloseable {

    /** Parameter sets and messages come before the first slice of a picture. */
    private static final int SLICE_HEADER_SEARCHED = 4096;

    /** How many pictures later one may be presented than it is decoded (H.264 and HEVC, A.4.1). */
    private static final int MAX_REORDERED = 16;

    /** A second of a transport stream. */
    private static final long MIN_REACH = 90_000;

    private final PacketIndex index = new PacketIndex();
    private final List<AVPacket> packets = new ArrayList<>();
    private final AVPacket reading = av_packet_alloc();
    private final PictureClassifier kinds = new PictureClassifier();
    private final DecodeStarts starts = new DecodeStarts();
    private final List<PictureKind> kindsRead = new ArrayList<>();
    /** Packets before it were let go. */
    private int kept;
    /** A timestamp near those to come. */
    private long near;
    /** Whether all pictures so far are presented when they are decoded, as far as the stream says. */
    private boolean undelayed;

    /** The same where the segment brings its own parameter sets, or they do not matter. */
    public boolean read(Demuxer demuxer, long expected, BooleanSupplier enough) {
        return read(demuxer, new byte[0], expected, enough);
    }

    /**
     * Reads packets until enough are known. Where a transport stream turns out to leave timestamps out, reads them all.
     *
     * @param parameterSets those that the run starts with, if its container keeps none
     * @param expected the timestamp expected at the segment's start, for unwrapping; {@link PacketIndex#NONE} takes the
     *     first timestamp for it
     * @return whether it stopped because enough were known; if not, the segment is at its end
     */
    public boolean read(Demuxer demuxer, byte[] parameterSets, long expected, BooleanSupplier enough) {
        clear();
        near = expected;
        undelayed = demuxer.isTransportStream();
        while (next(demuxer, parameterSets)) {
            Access access = kinds.access(reading);
            PictureKind kind = kinds.of(reading, access);
            if (demuxer.isTransportStream() && lacksTimestamp(kind)) {
                add(access, kind);
                readRest(demuxer, parameterSets);
                return false;
            }
            // That a picture is presented when it is decoded is certain when the next one is not presented before it.
            boolean known = undelayed && index.size() > 0 && enough.getAsBoolean();
            add(access, kind);
            undelayed = undelayed && (kind == PictureKind.SECOND_FIELD || isUndelayed(index.size() - 1));
            if (known || (!undelayed && enough.getAsBoolean())) {
                return true;
            }
        }
        return false;
    }

    private boolean next(Demuxer demuxer, byte[] parameterSets) {
        if (!demuxer.read(reading)) {
            return false;
        }
        if (index.size() == 0) {
            // A transport stream says what it holds with its first packets only.
            kinds.begin(demuxer.parameters(), parameterSets);
        }
        if (demuxer.isTransportStream()) {
            near = near == PacketIndex.NONE ? reading.pts() : near;
            unwrap();
        }
        return true;
    }

    private boolean isUndelayed(int packet) {
        return packets.get(packet).dts() == index.pts(packet);
    }

    /**
     * Whether a packet has no time of presentation, or none of decoding that libav had not to guess: in a stream that never
     * has one of its own, no picture may be presented before one that is decoded earlier.
     */
    private boolean lacksTimestamp(PictureKind kind) {
        if (kind == PictureKind.SECOND_FIELD) {
            return false;
        }
        if (reading.pts() == AV_NOPTS_VALUE || reading.dts() == AV_NOPTS_VALUE) {
            return true;
        }
        return undelayed && reading.pts() < index.lastPts() && reading.pts() >= index.lastPts() - reach();
    }

    private long reach() {
        return Math.max(MIN_REACH, MAX_REORDERED * index.frameLength());
    }

    private void readRest(Demuxer demuxer, byte[] parameterSets) {
        while (next(demuxer, parameterSets)) {
            Access access = kinds.access(reading);
            add(access, kinds.of(reading, access));
        }
        // What is missing because it was lost cannot be told from what is there.
        if (!demuxer.hasLosses()) {
            fillIn(demuxer, parameterSets);
        }
    }

    private void fillIn(Demuxer demuxer, byte[] parameterSets) {
        List<AVPacket> pictures = new ArrayList<>();
        for (int i = kept; i < index.size(); i++) {
            if (kindsRead.get(i) != PictureKind.SECOND_FIELD) {
                pictures.add(packets.get(i));
            }
        }
        long[] pts = pictures.stream().mapToLong(AVPacket::pts).toArray();
        double usual = usual(demuxer, pictures);
        long[] order;
        if (Arrays.stream(pts).anyMatch(time -> time == PacketIndex.NONE)) {
            order = PictureOrder.of(demuxer.parameters(), parameterSets, pictures);
            pts = order.length == 0 ? order : PictureTimes.presentation(pts, order, usual);
        } else {
            order = PictureTimes.orderOf(pts, reach());
        }
        if (pts.length == 0) {
            return;
        }
        long[] dts = PictureTimes.decoding(pts, order, Math.round(usual));
        for (int i = 0; i < pts.length; i++) {
            pictures.get(i).pts(pts[i]).dts(dts[i]);
        }
        indexAgain();
    }

    /** The length of a picture as the stream says it; else as their number and the playlist do. */
    private static double usual(Demuxer demuxer, List<AVPacket> pictures) {
        return pictures.stream()
                .mapToLong(AVPacket::duration)
                .filter(length -> length > 0)
                .mapToDouble(length -> length)
                .findFirst()
                .orElseGet(() -> demuxer.playlistTicks() / pictures.size());
    }

    private void indexAgain() {
        int size = index.size();
        index.clear();
        for (int i = 0; i < size; i++) {
            AVPacket packet = packets.get(i);
            boolean second = kindsRead.get(i) == PictureKind.SECOND_FIELD;
            index.add(packet.pts(), second ? PacketIndex.NONE : packet.dts(), starts.isKey(i), kindsRead.get(i));
        }
    }

    private void unwrap() {
        if (reading.pts() != AV_NOPTS_VALUE) {
            reading.pts(RunClock.unwrap(reading.pts(), near));
        }
        if (reading.dts() != AV_NOPTS_VALUE) {
            reading.dts(RunClock.unwrap(reading.dts(), near));
        }
    }

    private void add(Access access, PictureKind kind) {
        starts.add(access, (reading.flags() & AV_PKT_FLAG_KEY) != 0);
        // AV_NOPTS_VALUE is the smallest long, as PacketIndex.NONE is.
        index.add(reading.pts(), reading.dts(), starts.isKey(index.size()), kind);
        kindsRead.add(kind);
        if (packets.size() < index.size()) {
            packets.add(av_packet_alloc());
        }
        av_packet_move_ref(packets.get(index.size() - 1), reading);
    }

    /** Frees the data of packets that decoding cannot need any more: those before the last but one key frame. */
    public void forgetAllButTwoGops() {
        int last = index.keyAtOrBefore(index.size() - 1);
        int before = index.keyAtOrBefore(last - 1);
        while (kept < before) {
            forget(packets.get(kept++));
        }
    }

    /**
     * Whether H.264's pictures count others that are not among the packets.
     *
     * @param parameterSets for a stream whose container keeps none
     * @param from the first packet to look at
     */
    public boolean skipsReferences(AVCodecParameters parameters, byte[] parameterSets, int from) {
        if (parameters.codec_id() != AV_CODEC_ID_H264) {
            return false;
        }
        FrameNumbers numbers =
                new FrameNumbers(StreamHeader.of(parameters, parameterSets).bytes());
        for (int i = from; i < index.size(); i++) {
            AVPacket packet = packets.get(i);
            byte[] start = new byte[Math.min(packet.size(), SLICE_HEADER_SEARCHED)];
            packet.data().get(start);
            if (numbers.skips(start, packet.size())) {
                return true;
            }
        }
        return false;
    }

    /** All but what it says. */
    private static void forget(AVPacket packet) {
        long pts = packet.pts();
        long dts = packet.dts();
        int flags = packet.flags();
        av_packet_unref(packet);
        packet.pts(pts).dts(dts).flags(flags);
    }

    public PacketIndex index() {
        return index;
    }

    /** Where decoding can start among them. */
    public DecodeStarts starts() {
        return starts;
    }

    /** The latest time until which a packet's frame is shown, as the container says. */
    public long declaredEnd() {
        long end = PacketIndex.NONE;
        for (int i = kept; i < index.size(); i++) {
            end = Math.max(end, index.pts(i) + packets.get(i).duration());
        }
        return end;
    }

    /** Where a packet starts in its segment; where what was read ends, for the one behind the last. */
    public long position(int packet, long end) {
        return packet < index.size() ? packets.get(packet).pos() : end;
    }

    /** A packet, which stays this object's. */
    public AVPacket get(int packet) {
        return packets.get(packet);
    }

    public void clear() {
        for (int i = kept; i < index.size(); i++) {
            av_packet_unref(packets.get(i));
        }
        kept = 0;
        index.clear();
        starts.clear();
        kindsRead.clear();
    }

    @Override
    public void close() {
        clear();
        packets.forEach(packet -> av_packet_free(packet));
        packets.clear();
        av_packet_free(reading);
        kinds.close();
    }
}
