package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRAP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.github.rokutrickplay.generator.picture.Colours;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.picture.PictureDescription;
import io.github.rokutrickplay.generator.picture.PixelFormat;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Scales pictures to the size, and to the colours, of a JPEG: by zimg and libav's colorspace filter, which take a twentieth of
 * libswscale's time for it; by libswscale what zimg does not understand.
 */
final class Scaler implements PictureStep {

    private static final Set<Colours.Matrix> ONE_PASS = Set.of(Colours.Matrix.BT601, Colours.Matrix.RGB);

    private static final PixelFormat RGB_AND_ALPHA = new PixelFormat(AV_PIX_FMT_GBRAP, 1, 1, false);

    private final FirstField field;
    private final List<PictureStep> passes = new ArrayList<>(2);

    Scaler(Operation.Scale scale) {
        field = new FirstField(scale.from().scan());
        PictureDescription from = scale.samples();
        Resolution to = scale.to();
        if (byZimg(from, to)) {
            passes.add(new FilterGraph(new Operation.Filter(from.toJpeg(to, deep(from)), 1)));
            return;
        }
        SoftwareScaler.Side source = SoftwareScaler.Side.of(from);
        SoftwareScaler.Side jpeg = SoftwareScaler.Side.of(PictureDescription.jpeg(to, ThumbnailMaker.FORMATS.jpeg()));
        boolean alpha = has(from.pixels().number(), AV_PIX_FMT_FLAG_ALPHA);
        if (ONE_PASS.contains(from.colours().matrix()) && !alpha) {
            passes.add(new SoftwareScaler(source, jpeg));
            return;
        }
        // Between two matrices libswscale goes through RGB by itself, too, but forgets where chroma lies; and not every
        // format with transparency can it lay over black.
        SoftwareScaler.Side rgb = SoftwareScaler.Side.of(
                PictureDescription.rgb(to, alpha ? RGB_AND_ALPHA : ThumbnailMaker.FORMATS.rgb()));
        passes.add(new SoftwareScaler(source, rgb));
        passes.add(new SoftwareScaler(rgb, jpeg));
    }

    /** Into groups of samples that share chroma the result has to be divisible as well. */
    private static boolean byZimg(PictureDescription from, Resolution to) {
        return from.understoodByZimg()
                && from.colours().matrix() != Colours.Matrix.RGB
                && to.width() % 2 == 0
                && to.height() % 2 == 0;
    }

    private static boolean deep(PictureDescription from) {
        return av_pix_fmt_desc_get(from.pixels().number()).comp(0).depth() > 8;
    }

    private static boolean has(int pixelFormat, long flag) {
        return (av_pix_fmt_desc_get(pixelFormat).flags() & flag) != 0;
    }

    @Override
    public AVFrame apply(AVFrame picture) {
        AVFrame result = field.of(picture);
        for (PictureStep pass : passes) {
            result = pass.apply(result);
        }
        // The same as full range, which is what zimg says.
        result.format(AV_PIX_FMT_YUVJ420P).color_range(AVCOL_RANGE_JPEG);
        return result;
    }

    @Override
    public void close() {
        passes.forEach(PictureStep::close);
        field.close();
    }
}
