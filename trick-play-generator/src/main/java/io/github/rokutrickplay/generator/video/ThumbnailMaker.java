package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP16;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P16;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.picture.Conversion;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.picture.PictureDescription;
import io.github.rokutrickplay.generator.picture.PixelFormat;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Makes every size of one frame. What it takes stays open as long as frames are alike. */
final class ThumbnailMaker implements AutoCloseable {

    private record Output(Conversion.Output plan, List<PictureStep> steps, JpegEncoder encoder) {}

    static final Conversion.PixelFormats FORMATS = new Conversion.PixelFormats(
            new PixelFormat(AV_PIX_FMT_YUVJ420P, 2, 2, true),
            PixelFormat.whole(AV_PIX_FMT_GBRP),
            PixelFormat.whole(AV_PIX_FMT_YUV444P16),
            PixelFormat.whole(AV_PIX_FMT_GBRP16));

    private final ThumbnailSettings settings;
    private final ContainerCropping cropping = new ContainerCropping();
    private final List<Output> outputs = new ArrayList<>();
    private final Map<String, Resolution> sizes = new LinkedHashMap<>();
    private @Nullable PictureDescription prepared;

    ThumbnailMaker(ThumbnailSettings settings) {
        this.settings = settings;
    }

    /** A JPEG for a box. */
    record Picture(ThumbnailBox box, byte[] jpeg) {}

    /** One picture for each box. */
    List<Picture> make(AVFrame frame, AVStream stream) {
        AVFrame whole = cropping.of(frame, stream);
        prepare(FrameDescription.of(whole, stream));
        List<Picture> pictures = new ArrayList<>(outputs.size());
        AVFrame picture = whole;
        for (Output output : outputs) {
            picture = output.plan.fromFrame() ? whole : picture;
            for (PictureStep step : output.steps) {
                picture = step.apply(picture);
            }
            pictures.add(new Picture(output.plan.box(), output.encoder.encode(picture)));
        }
        return pictures;
    }

    private void prepare(PictureDescription wanted) {
        if (wanted.equals(prepared)) {
            return;
        }
        closeOutputs();
        Conversion conversion = Conversion.of(wanted, settings.boxes(), FORMATS, settings.upscale());
        for (Conversion.Output plan : conversion.outputs()) {
            Output output = new Output(plan, new ArrayList<>(), new JpegEncoder(plan.size(), settings.quality()));
            outputs.add(output);
            plan.operations().forEach(operation -> output.steps.add(step(operation)));
            sizes.merge(plan.box().name(), plan.size(), ThumbnailMaker::enclosing);
        }
        prepared = wanted;
    }

    private static PictureStep step(Operation operation) {
        return switch (operation) {
            case Operation.Scale scale -> new Scaler(scale);
            case Operation.Resize resize -> SoftwareScaler.resizing(resize);
            case Operation.Filter filter -> new FilterGraph(filter);
        };
    }

    static Resolution enclosing(Resolution one, Resolution other) {
        return new Resolution(Math.max(one.width(), other.width()), Math.max(one.height(), other.height()));
    }

    /** The size of each box's images so far. */
    Map<String, Resolution> sizes() {
        return sizes;
    }

    private void closeOutputs() {
        for (Output output : outputs) {
            output.steps.forEach(PictureStep::close);
            output.encoder.close();
        }
        outputs.clear();
        prepared = null;
    }

    @Override
    public void close() {
        closeOutputs();
        cropping.close();
    }
}
