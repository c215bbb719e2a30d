package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.github.rokutrickplay.hls.Resolution;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** Scales pictures of one size to another, and to the colours of a JPEG. */
final class Scaler implements AutoCloseable {

    /** One, in libswscale's 16.16 fixed point: contrast and saturation as they are. */
    private static final int UNCHANGED = 1 << 16;

    private final SwsContext context;
    private final AVFrame result = av_frame_alloc();

    Scaler(Resolution from, Colours colours, Resolution to) {
        context = sws_getContext(
                from.width(),
                from.height(),
                AV_PIX_FMT_YUV420P,
                to.width(),
                to.height(),
                AV_PIX_FMT_YUV420P,
                SWS_BICUBIC | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new IllegalStateException("libswscale cannot scale " + from + " to " + to);
        }
        // Between two matrices libswscale goes through RGB by itself; between two ranges it does not need to.
        LibavException.check(
                sws_setColorspaceDetails(
                        context,
                        sws_getCoefficients(colours.matrix()),
                        colours.fullRange() ? 1 : 0,
                        sws_getCoefficients(Colours.JPEG.matrix()),
                        1,
                        0,
                        UNCHANGED,
                        UNCHANGED),
                "setting colours");
        result.format(AV_PIX_FMT_YUVJ420P).width(to.width()).height(to.height()).color_range(AVCOL_RANGE_JPEG);
        LibavException.check(av_frame_get_buffer(result, 0), "making a picture");
    }

    /** Scales; the result is the scaler's, until the next. */
    AVFrame scale(AVFrame frame) {
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), result.data(), result.linesize());
        return result;
    }

    @Override
    public void close() {
        av_frame_free(result);
        sws_freeContext(context);
    }
}
