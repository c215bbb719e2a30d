package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** Scales pictures to a rendition's size and encodes them as H.264. Every picture gives its packet at once. */
final class VideoEncoder implements AutoCloseable {

    private final AVCodecContext context;
    private final AVFrame scaled = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final SwsContext scaler;

    VideoEncoder(FilmSpec film, RenditionSpec rendition, AVFrame source) {
        context = avcodec_alloc_context3(avcodec_find_encoder_by_name("libopenh264"));
        Rational rate = film.frameRate();
        Rational shape = rendition.sampleAspect();
        context.width(rendition.width()).height(rendition.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base(av_make_q(rate.denominator(), rate.numerator()));
        context.framerate(av_make_q(rate.numerator(), rate.denominator()));
        context.sample_aspect_ratio(av_make_q(shape.numerator(), shape.denominator()));
        context.colorspace(AVCOL_SPC_BT709).color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709);
        context.color_range(AVCOL_RANGE_MPEG);
        context.bit_rate(rendition.bitsPerSecond()).thread_count(1);
        // Key frames are asked for one by one.
        context.gop_size(Integer.MAX_VALUE / 2);
        if (film.format() != SegmentFormat.MPEG_TS) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        av_opt_set(context.priv_data(), "allow_skip_frames", "0", 0);
        Libav.check(avcodec_open2(context, context.codec(), (AVDictionary) null), "opening the video encoder");
        scaled.format(AV_PIX_FMT_YUV420P).width(rendition.width()).height(rendition.height());
        Libav.check(av_frame_get_buffer(scaled, 0), "making a picture");
        scaler = sws_getContext(
                source.width(),
                source.height(),
                AV_PIX_FMT_YUV420P,
                rendition.width(),
                rendition.height(),
                AV_PIX_FMT_YUV420P,
                SWS_AREA,
                null,
                null,
                (DoublePointer) null);
    }

    /** Encodes a picture; the packet is lent to the sink, its timestamp is the frame's number. */
    void encode(AVFrame source, long number, boolean key, Consumer<AVPacket> sink) {
        sws_scale(scaler, source.data(), source.linesize(), 0, source.height(), scaled.data(), scaled.linesize());
        scaled.pts(number).pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        Libav.check(avcodec_send_frame(context, scaled), "encoding a picture");
        Libav.check(avcodec_receive_packet(context, packet), "encoding a picture");
        sink.accept(packet);
        av_packet_unref(packet);
    }

    AVCodecContext context() {
        return context;
    }

    @Override
    public void close() {
        sws_freeContext(scaler);
        av_frame_free(scaled);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
