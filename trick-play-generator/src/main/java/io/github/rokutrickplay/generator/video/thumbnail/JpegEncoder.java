package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.hls.Resolution;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Encodes pictures of one size as JFIF: baseline, 4:2:0, full range. The same picture always gives the same bytes. */
final class JpegEncoder implements AutoCloseable {

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final int lambda;
    private long pictures;

    /**
     * @param quality FFmpeg's scale from 2 (best) to 31
     */
    JpegEncoder(Resolution size, int quality) {
        lambda = quality * FF_QP2LAMBDA;
        context = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_MJPEG));
        context.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUVJ420P);
        context.color_range(AVCOL_RANGE_JPEG).time_base(av_make_q(1, 1)).thread_count(1);
        // With a sample shape there is a JFIF header; bit-exact, no comment that names the encoder.
        context.sample_aspect_ratio(av_make_q(1, 1));
        context.flags(context.flags() | AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT);
        context.global_quality(lambda);
        av_opt_set(context.priv_data(), "huffman", "optimal", 0);
        LibavException.check(avcodec_open2(context, context.codec(), (AVDictionary) null), "opening the JPEG encoder");
    }

    byte[] encode(AVFrame picture) {
        picture.pts(pictures++).quality(lambda);
        LibavException.check(avcodec_send_frame(context, picture), "encoding a JPEG");
        LibavException.check(avcodec_receive_packet(context, packet), "encoding a JPEG");
        byte[] jpeg = new byte[packet.size()];
        packet.data().get(jpeg);
        av_packet_unref(packet);
        return jpeg;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
