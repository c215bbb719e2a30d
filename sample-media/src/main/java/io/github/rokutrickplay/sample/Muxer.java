package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Puts the packets of one run (from a discontinuity to the next) into segments. */
final class Muxer implements AutoCloseable {

    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);

    /** libavformat's AVFMT_AVOID_NEG_TS_DISABLED, which the bindings leave out. */
    private static final int KEEP_TIMESTAMPS = 0;

    private final AVFormatContext context = new AVFormatContext(null);
    private final SegmentFormat format;
    private final long offsetMicros;
    private final byte[] initialization;
    private boolean bufferOpen;

    Muxer(FilmSpec film, AVCodecContext video, @Nullable AVCodecContext audio) {
        format = film.format();
        offsetMicros = film.timestampOffset().toNanos() / 1000;
        boolean stream = format == SegmentFormat.MPEG_TS;
        Libav.check(
                avformat_alloc_output_context2(context, null, stream ? "mpegts" : "mp4", null), "opening the muxer");
        add(video);
        if (audio != null) {
            add(audio);
        }
        context.avoid_negative_ts(KEEP_TIMESTAMPS);
        if (!stream) {
            // frag_discont: each fragment's decode time is what its packets say, not counted from zero.
            av_opt_set(
                    context.priv_data(),
                    "movflags",
                    "+frag_custom+empty_moov+default_base_moof+skip_trailer+frag_discont",
                    0);
            av_opt_set(context.priv_data(), "use_editlist", "0", 0);
        }
        openBuffer();
        Libav.check(avformat_write_header(context, (AVDictionary) null), "writing the header");
        initialization = stream ? new byte[0] : takeBuffer();
    }

    private void add(AVCodecContext encoder) {
        AVStream stream = avformat_new_stream(context, null);
        Libav.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describing a stream");
        stream.codecpar().codec_tag(0);
        stream.time_base(encoder.time_base());
        if (encoder.framerate().num() > 0) {
            stream.avg_frame_rate(encoder.framerate());
        }
        stream.sample_aspect_ratio(encoder.sample_aspect_ratio());
    }

    /** What comes before the segments of an fMP4 rendition; empty for a transport stream. */
    byte[] initialization() {
        return initialization;
    }

    /**
     * Adds a packet to the segment.
     *
     * @param time its time since the run's start, in the encoder's units
     */
    void write(int stream, AVPacket packet, long time, long duration, AVRational unit) {
        if (!bufferOpen) {
            openBuffer();
        }
        AVPacket copy = av_packet_clone(packet);
        AVRational base = context.streams(stream).time_base();
        long pts = av_rescale_q(time, unit, base) + av_rescale_q(offsetMicros, MICROSECONDS, base);
        copy.stream_index(stream).pts(pts).dts(pts).duration(av_rescale_q(duration, unit, base));
        if (stream > 0) {
            copy.flags(copy.flags() | AV_PKT_FLAG_KEY);
        }
        int code = av_write_frame(context, copy);
        av_packet_free(copy);
        Libav.check(code, "muxing a packet");
    }

    /** Ends the segment. */
    byte[] finishSegment() {
        Libav.check(av_write_frame(context, null), "ending a segment");
        if (format == SegmentFormat.MPEG_TS) {
            av_opt_set(context.priv_data(), "mpegts_flags", "+resend_headers", 0);
        }
        return takeBuffer();
    }

    private void openBuffer() {
        AVIOContext buffer = new AVIOContext(null);
        Libav.check(avio_open_dyn_buf(buffer), "opening a buffer");
        context.pb(buffer);
        bufferOpen = true;
    }

    private byte[] takeBuffer() {
        BytePointer bytes = new BytePointer();
        byte[] taken = new byte[avio_close_dyn_buf(context.pb(), bytes)];
        bytes.get(taken);
        av_free(bytes);
        context.pb(null);
        bufferOpen = false;
        return taken;
    }

    @Override
    public void close() {
        if (bufferOpen) {
            takeBuffer();
        }
        avformat_free_context(context);
    }
}
