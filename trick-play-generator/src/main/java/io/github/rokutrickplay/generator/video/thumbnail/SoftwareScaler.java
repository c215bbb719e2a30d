package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_FCC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.github.rokutrickplay.generator.picture.ChromaSite;
import io.github.rokutrickplay.generator.picture.Colours;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.picture.PictureDescription;
import io.github.rokutrickplay.generator.picture.PixelFormat;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.hls.Resolution;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** One context of libswscale and the picture that it fills. */
final class SoftwareScaler implements PictureStep {

    /** One, in libswscale's 16.16 fixed point: contrast and saturation as they are. */
    private static final int UNCHANGED = 1 << 16;

    private static final int OVER_BLACK = 1;

    private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;

    /** Where chroma lies in a direction in which it is not subsampled. */
    private static final int WITH_LUMA = 0;

    /** What libswscale has to know of what goes in, or comes out. */
    record Side(Resolution size, PixelFormat pixels, Colours colours, ChromaSite site) {

        static Side of(PictureDescription picture) {
            Resolution size =
                    new Resolution(picture.shape().width(), picture.shape().height());
            return new Side(size, picture.pixels(), picture.colours(), picture.site());
        }

        private void tell(SwsContext context, String which) {
            set(
                    context,
                    Map.of(
                            which + "w",
                            size.width(),
                            which + "h",
                            size.height(),
                            which + "_format",
                            pixels.number(),
                            which + "_range",
                            range(),
                            which + "_h_chr_pos",
                            pixels.chromaWidth() == 1 ? WITH_LUMA : site.horizontal(),
                            which + "_v_chr_pos",
                            pixels.chromaHeight() == 1 ? WITH_LUMA : site.vertical()));
        }

        private int range() {
            return colours.fullRange() ? 1 : 0;
        }

        private int coefficients() {
            return switch (colours.matrix()) {
                case BT709 -> SWS_CS_ITU709;
                case FCC -> SWS_CS_FCC;
                case SMPTE240M -> SWS_CS_SMPTE240M;
                case BT2020 -> SWS_CS_BT2020;
                default -> SWS_CS_ITU601;
            };
        }
    }

    /** Scales without a change of colours. */
    static SoftwareScaler resizing(Operation.Resize resize) {
        Side from = Side.of(resize.from());
        return new SoftwareScaler(from, new Side(resize.to(), resize.pixels(), from.colours, from.site));
    }

    private final SwsContext context = sws_alloc_context();
    private final AVFrame result = av_frame_alloc();

    SoftwareScaler(Side from, Side to) {
        from.tell(context, "src");
        to.tell(context, "dst");
        set(context, Map.of("sws_flags", FLAGS, "alphablend", OVER_BLACK));
        LibavException.check(sws_init_context(context, null, null), "scaling " + from + " to " + to);
        LibavException.check(
                sws_setColorspaceDetails(
                        context,
                        sws_getCoefficients(from.coefficients()),
                        from.range(),
                        sws_getCoefficients(to.coefficients()),
                        to.range(),
                        0,
                        UNCHANGED,
                        UNCHANGED),
                "setting colours");
        result.format(to.pixels().number())
                .width(to.size().width())
                .height(to.size().height());
        result.color_range(to.colours.fullRange() ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        LibavException.check(av_frame_get_buffer(result, AlignedFrame.BYTES), "making a picture");
    }

    private static void set(SwsContext context, Map<String, Integer> options) {
        options.forEach((name, value) ->
                LibavException.check(av_opt_set_int(context, name, value, 0), "setting " + name + " to " + value));
    }

    @Override
    public AVFrame apply(AVFrame frame) {
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), result.data(), result.linesize());
        return result;
    }

    @Override
    public void close() {
        av_frame_free(result);
        sws_freeContext(context);
    }
}
