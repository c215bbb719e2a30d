package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP16;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P16;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.picture.Conversion;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.picture.PictureDescription;
import io.github.rokutrickplay.generator.picture.PixelFormat;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes every size of one frame. What it takes stays open as long as frames are alike. Within one box all images of a film
 * measure the same: a picture of another shape lies in the middle, on black.
 */
public final class ThumbnailMaker implements AutoCloseable {

    /**
     * @param steps to the picture
     * @param frame from the picture to the image; null where they are the same
     * @param pixels for those of one image after the other
     */
    private record Output(
            Conversion.Output plan,
            List<PictureStep> steps,
            @Nullable Letterbox frame,
            JpegEncoder encoder,
            YuvImage pixels) {}

    static final Conversion.PixelFormats FORMATS = new Conversion.PixelFormats(
            new PixelFormat(AV_PIX_FMT_YUVJ420P, 2, 2, true),
            PixelFormat.whole(AV_PIX_FMT_GBRP),
            PixelFormat.whole(AV_PIX_FMT_YUV444P16),
            PixelFormat.whole(AV_PIX_FMT_GBRP16));

    private final ThumbnailSettings settings;
    private final ImageSizes sizes;
    private final ContainerCropping cropping = new ContainerCropping();
    private final List<Output> outputs = new ArrayList<>();
    private Map<String, Resolution> pictureSizes = Map.of();
    private Map<String, Resolution> imageSizes = Map.of();
    private @Nullable PictureDescription prepared;

    /**
     * @param sizes of the film's images, shared by all makers
     */
    public ThumbnailMaker(ThumbnailSettings settings, ImageSizes sizes) {
        this.settings = settings;
        this.sizes = sizes;
    }

    /** One picture for each box, or for several of them. They last until the next are made. */
    public List<Picture> make(AVFrame frame, AVStream stream) {
        AVFrame whole = cropping.of(frame, stream);
        prepare(FrameDescription.of(whole, stream));
        List<Picture> pictures = new ArrayList<>(outputs.size());
        AVFrame picture = whole;
        for (Output output : outputs) {
            picture = output.plan.fromFrame() ? whole : picture;
            for (PictureStep step : output.steps) {
                picture = step.apply(picture);
            }
            AVFrame image = output.frame == null ? picture : output.frame.apply(picture);
            pictures.add(new Picture(output.plan.boxes(), image, output.encoder, output.pixels));
        }
        return pictures;
    }

    /** Other frames need other steps; and where the film's images have grown, other margins. */
    private void prepare(PictureDescription wanted) {
        boolean sameFrame = wanted.equals(prepared);
        if (sameFrame && sizes.including(pictureSizes).equals(imageSizes)) {
            return;
        }
        closeOutputs();
        pictureSizes = Conversion.sizes(wanted, settings.boxes(), settings.upscale());
        imageSizes = sizes.including(pictureSizes);
        Conversion.of(wanted, settings.boxes(), FORMATS, settings.upscale(), imageSizes)
                .outputs()
                .forEach(this::open);
        prepared = wanted;
    }

    private void open(Conversion.Output plan) {
        boolean whole = plan.size().equals(plan.imageSize());
        Output output = new Output(
                plan,
                new ArrayList<>(),
                whole ? null : new Letterbox(plan.size(), plan.imageSize()),
                new JpegEncoder(plan.imageSize(), settings.quality()),
                YuvImage.black(plan.imageSize()));
        outputs.add(output);
        plan.operations().forEach(operation -> output.steps.add(step(operation)));
    }

    private static PictureStep step(Operation operation) {
        return switch (operation) {
            case Operation.Scale scale -> new Scaler(scale);
            case Operation.Resize resize -> SoftwareScaler.resizing(resize);
            case Operation.Filter filter -> new FilterGraph(filter);
        };
    }

    private void closeOutputs() {
        for (Output output : outputs) {
            output.steps.forEach(PictureStep::close);
            if (output.frame != null) {
                output.frame.close();
            }
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
