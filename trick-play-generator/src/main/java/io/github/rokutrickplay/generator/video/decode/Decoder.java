package io.github.rokutrickplay.generator.video.decode;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.github.rokutrickplay.generator.video.codec.StreamHeader;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes from a key frame to the frames wanted. Stays open from segment to segment as long as the stream is the same. */
public final class Decoder implements AutoCloseable {

    private static final int EAGAIN = avutil.AVERROR_EAGAIN();

    private final AVFrame frame = av_frame_alloc();
    private @Nullable AVCodecContext context;
    private @Nullable StreamHeader opened;
    private long framesDecoded;
    private int skipping = AVDISCARD_DEFAULT;
    private boolean damaged;
    private boolean unsure;
    private final DisplayMatrix turn = new DisplayMatrix();

    /**
     * Makes the decoder one for the stream.
     *
     * @param parameterSets for a stream whose container keeps none
     */
    public void prepare(AVCodecParameters parameters, byte[] parameterSets) {
        StreamHeader header = StreamHeader.of(parameters, parameterSets);
        // What it was fed of damage may have replaced its parameter sets: it is not used again.
        if (context != null && !damaged && header.equals(opened)) {
            return;
        }
        closeContext();
        AVCodecContext opening = avcodec_alloc_context3(VideoCodec.decoder(parameters.codec_id()));
        context = opening;
        LibavException.check(avcodec_parameters_to_context(opening, parameters), "describing its stream");
        if (parameters.extradata_size() == 0) {
            header.giveTo(opening);
        }
        // Frame threads would each decode a frame ahead of the one wanted; the workers are the parallelism.
        opening.thread_count(1);
        // Without, a picture cropped at its left begins at a multiple of what CPUs like.
        opening.flags(opening.flags() | AV_CODEC_FLAG_UNALIGNED);
        opening.max_pixels(VideoCodec.MAX_PIXELS);
        LibavException.check(
                avcodec_open2(opening, opening.codec(), (AVDictionary) null), "opening the decoder for it");
        opened = header;
        skipping = header.skipsUnreferenced() ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    }

    /**
     * Begins at a key frame. What was not drained is dropped.
     *
     * @param intra whether it is an I picture of which the decoder does not know that it can begin there: it then takes every
     *     picture for one that may lack something, and whoever asks has to know better
     */
    public void start(boolean intra) {
        AVCodecContext open = opened();
        avcodec_flush_buffers(open);
        dropHeldBack(open);
        unsure = intra;
        open.flags(intra ? open.flags() | AV_CODEC_FLAG_OUTPUT_CORRUPT : open.flags() & ~AV_CODEC_FLAG_OUTPUT_CORRUPT);
        damaged = false;
        turn.forget();
    }

    /** A flush of the HEVC decoder keeps the frames that are ready: of another run, they may have the timestamps of this one. */
    private void dropHeldBack(AVCodecContext open) {
        while (avcodec_receive_frame(open, frame) >= 0) {
            av_frame_unref(frame);
        }
    }

    /**
     * Decodes a packet.
     *
     * @param wantedPacket whether its frame is needed even if no other frame refers to it
     * @param wanted the timestamps of the frames to hand out; each is taken out when it was taken
     * @param sink is lent the frame, and says whether it takes it
     */
    public void decode(AVPacket packet, boolean wantedPacket, Set<Long> wanted, Predicate<AVFrame> sink) {
        AVCodecContext open = opened();
        // Its container has lost data of it: what the decoder makes of the rest is not the picture.
        damaged |= (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
        open.skip_frame(wantedPacket ? AVDISCARD_DEFAULT : skipping);
        int code = avcodec_send_packet(open, packet);
        if (code < 0 && code != AVERROR_EOF) {
            damaged = true;
        }
        receive(wanted, sink);
    }

    /** Has the decoder give out what it holds back. */
    public void drain(Set<Long> wanted, Predicate<AVFrame> sink) {
        avcodec_send_packet(opened(), null);
        receive(wanted, sink);
    }

    /** Ends with EAGAIN or the end of the stream, or an error: each frame that comes out was sent in. */
    private void receive(Set<Long> wanted, Predicate<AVFrame> sink) {
        while (!wanted.isEmpty()) {
            int code = avcodec_receive_frame(opened(), frame);
            if (code < 0) {
                damaged |= code != EAGAIN && code != AVERROR_EOF;
                return;
            }
            try {
                framesDecoded++;
                turn.keepFor(frame);
                damaged |= frame.decode_error_flags() != 0 || (!unsure && (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0);
                // What refers to a damaged frame is damaged as well, and says nothing of it.
                long pts = frame.pts(); // it may be gone behind the sink
                if (!damaged && wanted.contains(pts) && sink.test(frame)) {
                    wanted.remove(pts);
                }
            } finally {
                av_frame_unref(frame);
            }
        }
    }

    private AVCodecContext opened() {
        if (context == null) {
            throw new IllegalStateException("no stream was prepared");
        }
        return context;
    }

    /** Whether something since the start could not be decoded as it should be. */
    public boolean damaged() {
        return damaged;
    }

    public long framesDecoded() {
        return framesDecoded;
    }

    private void closeContext() {
        if (context != null) {
            avcodec_free_context(context);
        }
        context = null;
    }

    @Override
    public void close() {
        closeContext();
        turn.close();
        av_frame_free(frame);
    }
}
