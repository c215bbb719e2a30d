package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.github.rokutrickplay.generator.bitstream.Access;
import io.github.rokutrickplay.generator.bitstream.FrameNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The video packets of a segment from its start on, kept for decoding; reused from segment to segment. */
final class SegmentPackets implements AutoCloseable {

    /** Parameter sets and messages come before the first slice of a picture. */
    private static final int SLICE_HEADER_SEARCHED = 4096;

    private final PacketIndex index = new PacketIndex();
    private final List<AVPacket> packets = new ArrayList<>();
    private final AVPacket reading = av_packet_alloc();
    private final PictureKinds kinds = new PictureKinds();
    private final DecodeStarts starts = new DecodeStarts();
    /** Packets before it were let go. */
    private int kept;

    /** The same where the segment brings its own parameter sets, or they do not matter. */
    boolean read(Demuxer demuxer, long expected, BooleanSupplier enough) {
        return read(demuxer, new byte[0], expected, enough);
    }

    /**
     * Reads packets until enough are known.
     *
     * @param parameterSets those that the run starts with, if its container keeps none
     * @param expected the timestamp expected at the segment's start, for unwrapping; {@link PacketIndex#NONE} takes the
     *     first timestamp for it
     * @return whether it stopped because enough were known; if not, the segment is at its end
     */
    boolean read(Demuxer demuxer, byte[] parameterSets, long expected, BooleanSupplier enough) {
        clear();
        boolean begun = false;
        long near = expected;
        while (demuxer.read(reading)) {
            if (!begun) {
                // A transport stream says what it holds with its first packets only.
                kinds.begin(demuxer.parameters(), parameterSets);
                begun = true;
            }
            if (demuxer.wraps()) {
                if (near == PacketIndex.NONE) {
                    near = reading.pts();
                }
                unwrap(near);
            }
            add();
            if (enough.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    private void unwrap(long near) {
        if (reading.pts() != AV_NOPTS_VALUE) {
            reading.pts(RunClock.unwrap(reading.pts(), near));
        }
        if (reading.dts() != AV_NOPTS_VALUE) {
            reading.dts(RunClock.unwrap(reading.dts(), near));
        }
    }

    private void add() {
        boolean flagged = (reading.flags() & AV_PKT_FLAG_KEY) != 0;
        Access access = kinds.access(reading);
        starts.add(access, flagged);
        // AV_NOPTS_VALUE is the smallest long, as PacketIndex.NONE is.
        index.add(reading.pts(), reading.dts(), starts.isKey(index.size()), kinds.of(reading, access));
        if (packets.size() < index.size()) {
            packets.add(av_packet_alloc());
        }
        av_packet_move_ref(packets.get(index.size() - 1), reading);
    }

    /** Frees the data of packets that decoding cannot need any more: those before the last but one key frame. */
    void forgetAllButTwoGops() {
        int last = index.keyAtOrBefore(index.size() - 1);
        int before = index.keyAtOrBefore(last - 1);
        while (kept < before) {
            av_packet_unref(packets.get(kept++));
        }
    }

    /**
     * Whether H.264's pictures count others that are not among the packets.
     *
     * @param parameterSets for a stream whose container keeps none
     * @param from the first packet to look at
     */
    boolean skipsReferences(AVCodecParameters parameters, byte[] parameterSets, int from) {
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

    PacketIndex index() {
        return index;
    }

    /** Where decoding can start among them. */
    DecodeStarts starts() {
        return starts;
    }

    /** The latest time until which a packet's frame is shown, as the container says. */
    long declaredEnd() {
        long end = PacketIndex.NONE;
        for (int i = kept; i < index.size(); i++) {
            end = Math.max(end, index.pts(i) + packets.get(i).duration());
        }
        return end;
    }

    /** Where a packet starts in its segment; where what was read ends, for the one behind the last. */
    long position(int packet, long end) {
        return packet < index.size() ? packets.get(packet).pos() : end;
    }

    /** A packet, which stays this object's. */
    AVPacket get(int packet) {
        return packets.get(packet);
    }

    void clear() {
        for (int i = kept; i < index.size(); i++) {
            av_packet_unref(packets.get(i));
        }
        kept = 0;
        index.clear();
        starts.clear();
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
