package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_FCC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How a picture's numbers stand for colours.
 *
 * @param matrix one of libswscale's {@code SWS_CS_} numbers
 * @param fullRange whether luma goes from 0 to 255
 */
record Colours(int matrix, boolean fullRange) {

    /** What JFIF says a JPEG has. */
    static final Colours JPEG = new Colours(SWS_CS_ITU601, true);

    private static final int HD_WIDTH = 1280;
    private static final int HD_HEIGHT = 720;

    static Colours of(AVFrame frame) {
        boolean full = frame.color_range() == AVCOL_RANGE_JPEG || frame.format() == AV_PIX_FMT_YUVJ420P;
        return new Colours(matrix(frame.colorspace(), frame.width(), frame.height()), full);
    }

    /** Where the stream does not say, its size does: what players assume. */
    private static int matrix(int space, int width, int height) {
        return switch (space) {
            case AVCOL_SPC_BT709 -> SWS_CS_ITU709;
            case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M -> SWS_CS_ITU601;
            case AVCOL_SPC_FCC -> SWS_CS_FCC;
            case AVCOL_SPC_SMPTE240M -> SWS_CS_SMPTE240M;
            case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL -> SWS_CS_BT2020;
            default -> height >= HD_HEIGHT || width >= HD_WIDTH ? SWS_CS_ITU709 : SWS_CS_ITU601;
        };
    }
}
