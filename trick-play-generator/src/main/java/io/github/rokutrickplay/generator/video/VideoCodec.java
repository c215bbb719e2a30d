package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import io.github.rokutrickplay.failure.PermanentFailure;
import org.bytedeco.javacpp.BytePointer;

/** What can be decoded, in one place: H.264 in 8 bits, 4:2:0. */
final class VideoCodec {

    private VideoCodec() {}

    static void requireSupported(int codec, String where) {
        if (codec != AV_CODEC_ID_H264) {
            throw new PermanentFailure(where + " is encoded as "
                    + avcodec_get_name(codec).getString() + ", which is not supported: H.264 is");
        }
    }

    static void requireSupportedPixels(int format, String where) {
        if (format != AV_PIX_FMT_YUV420P && format != AV_PIX_FMT_YUVJ420P) {
            BytePointer name = av_get_pix_fmt_name(format);
            throw new PermanentFailure(where + " has pixels in the format " + (name == null ? format : name.getString())
                    + ", which is not supported: 8-bit 4:2:0 is");
        }
    }
}
