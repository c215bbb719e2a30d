package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRAP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.github.rokutrickplay.generator.picture.Colours;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.picture.PictureDescription;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Scales pictures to the size, and to the colours, of a JPEG. */
final class Scaler implements PictureStep {

    private static final Set<Colours.Matrix> ONE_PASS = Set.of(Colours.Matrix.BT601, Colours.Matrix.RGB);

    private final FirstField field;
    private final List<SoftwareScaler> passes = new ArrayList<>(2);

    Scaler(Operation.Scale scale) {
        field = new FirstField(scale.from().scan());
        PictureDescription from = scale.samples();
        Resolution to = scale.to();
        SoftwareScaler.Side source = SoftwareScaler.Side.of(from);
        SoftwareScaler.Side jpeg = SoftwareScaler.Side.of(PictureDescription.jpeg(to, AV_PIX_FMT_YUVJ420P));
        boolean alpha = hasAlpha(from.pixelFormat());
        if (ONE_PASS.contains(from.colours().matrix()) && !alpha) {
            passes.add(new SoftwareScaler(source, jpeg));
            return;
        }
        // Between two matrices libswscale goes through RGB by itself, too, but forgets where chroma lies; and not every
        // format with transparency can it lay over black.
        SoftwareScaler.Side rgb =
                SoftwareScaler.Side.of(PictureDescription.rgb(to, alpha ? AV_PIX_FMT_GBRAP : AV_PIX_FMT_GBRP));
        passes.add(new SoftwareScaler(source, rgb));
        passes.add(new SoftwareScaler(rgb, jpeg));
    }

    private static boolean hasAlpha(int pixelFormat) {
        return (av_pix_fmt_desc_get(pixelFormat).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
    }

    @Override
    public AVFrame apply(AVFrame picture) {
        AVFrame result = field.of(picture);
        for (SoftwareScaler pass : passes) {
            result = pass.scale(result);
        }
        return result;
    }

    @Override
    public void close() {
        passes.forEach(SoftwareScaler::close);
        field.close();
    }
}
