package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_SMPTE431;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_SMPTE432;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_CHROMA_DERIVED_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_CHROMA_DERIVED_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_ICTCP;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_YCGCO;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.github.rokutrickplay.generator.picture.Colours;
import io.github.rokutrickplay.generator.picture.Colours.Matrix;
import io.github.rokutrickplay.generator.picture.Colours.Primaries;
import io.github.rokutrickplay.generator.picture.Colours.Transfer;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Reads what a frame, or else its container, says of colours; where neither does, it is what players assume. */
final class ColourTags {

    private static final int HD_WIDTH = 1280;
    private static final int HD_HEIGHT = 720;
    private static final Set<Integer> FULL_RANGE_FORMATS = Set.of(
            AV_PIX_FMT_YUVJ411P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ444P);

    private ColourTags() {}

    static Colours of(AVFrame frame, AVCodecParameters container) {
        Transfer transfer = transfer(known(frame.color_trc(), container.color_trc(), AVCOL_TRC_UNSPECIFIED));
        boolean rgb = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        return new Colours(
                rgb ? Matrix.RGB : matrix(frame, container, transfer),
                transfer,
                primaries(known(frame.color_primaries(), container.color_primaries(), AVCOL_PRI_UNSPECIFIED), transfer),
                fullRange(frame, container, rgb));
    }

    private static int known(int ofFrame, int ofContainer, int unspecified) {
        return ofFrame == unspecified ? ofContainer : ofFrame;
    }

    private static boolean fullRange(AVFrame frame, AVCodecParameters container, boolean rgb) {
        int range = known(frame.color_range(), container.color_range(), AVCOL_RANGE_UNSPECIFIED);
        return range == AVCOL_RANGE_JPEG
                || FULL_RANGE_FORMATS.contains(frame.format())
                || (rgb && range == AVCOL_RANGE_UNSPECIFIED);
    }

    private static Matrix matrix(AVFrame frame, AVCodecParameters container, Transfer transfer) {
        return switch (known(frame.colorspace(), container.color_space(), AVCOL_SPC_UNSPECIFIED)) {
            case AVCOL_SPC_BT709 -> Matrix.BT709;
            case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M -> Matrix.BT601;
            case AVCOL_SPC_FCC -> Matrix.FCC;
            case AVCOL_SPC_SMPTE240M -> Matrix.SMPTE240M;
            case AVCOL_SPC_BT2020_NCL -> Matrix.BT2020;
            case AVCOL_SPC_BT2020_CL -> Matrix.BT2020_CONSTANT;
            case AVCOL_SPC_YCGCO -> Matrix.YCGCO;
            case AVCOL_SPC_CHROMA_DERIVED_NCL -> Matrix.CHROMA_DERIVED;
            case AVCOL_SPC_CHROMA_DERIVED_CL -> Matrix.CHROMA_DERIVED_CONSTANT;
            case AVCOL_SPC_ICTCP -> Matrix.ICTCP;
            default -> assumed(frame, transfer);
        };
    }

    private static Matrix assumed(AVFrame frame, Transfer transfer) {
        if (transfer != Transfer.SDR) {
            return Matrix.BT2020;
        }
        return frame.height() >= HD_HEIGHT || frame.width() >= HD_WIDTH ? Matrix.BT709 : Matrix.BT601;
    }

    private static Transfer transfer(int tag) {
        return switch (tag) {
            case AVCOL_TRC_SMPTE2084 -> Transfer.PQ;
            case AVCOL_TRC_ARIB_STD_B67 -> Transfer.HLG;
            default -> Transfer.SDR;
        };
    }

    private static Primaries primaries(int tag, Transfer transfer) {
        return switch (tag) {
            case AVCOL_PRI_BT2020 -> Primaries.BT2020;
            case AVCOL_PRI_SMPTE431 -> Primaries.P3_DCI;
            case AVCOL_PRI_SMPTE432 -> Primaries.P3_D65;
            case AVCOL_PRI_UNSPECIFIED -> transfer == Transfer.SDR ? Primaries.BT709 : Primaries.BT2020;
            default -> Primaries.BT709;
        };
    }
}
