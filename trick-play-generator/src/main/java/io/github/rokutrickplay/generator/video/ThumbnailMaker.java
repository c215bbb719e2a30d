package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Makes every size of one frame: the largest from the frame, each smaller one from the one before, where it fits inside. */
final class ThumbnailMaker implements AutoCloseable {

    private record Source(PictureShape shape, Colours colours) {}

    private record Step(ThumbnailBox box, boolean fromFrame, Scaler scaler, JpegEncoder encoder) {}

    private final int quality;
    private final List<ThumbnailBox> boxes;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Resolution> sizes = new LinkedHashMap<>();
    private @Nullable Source source;

    ThumbnailMaker(ThumbnailSettings settings) {
        quality = settings.quality();
        boxes = settings.boxes().stream()
                .sorted(Comparator.comparingInt((ThumbnailBox box) ->
                                box.size().width() * box.size().height())
                        .reversed())
                .toList();
    }

    /** One JPEG for each box. */
    Map<ThumbnailBox, byte[]> make(AVFrame frame, PictureShape shape) {
        prepare(new Source(shape, Colours.of(frame)));
        Map<ThumbnailBox, byte[]> jpegs = new LinkedHashMap<>();
        AVFrame picture = frame;
        for (Step step : steps) {
            picture = step.scaler.scale(step.fromFrame ? frame : picture);
            jpegs.put(step.box, step.encoder.encode(picture));
        }
        return jpegs;
    }

    private void prepare(Source wanted) {
        if (wanted.equals(source)) {
            return;
        }
        closeSteps();
        Resolution whole = new Resolution(wanted.shape.width(), wanted.shape.height());
        @Nullable Resolution before = null;
        for (ThumbnailBox box : boxes) {
            Resolution to = wanted.shape.fitted(box.size());
            boolean fromFrame = before == null || to.width() > before.width() || to.height() > before.height();
            Scaler scaler = fromFrame || before == null
                    ? new Scaler(whole, wanted.colours, to)
                    : new Scaler(before, Colours.JPEG, to);
            steps.add(new Step(box, fromFrame, scaler, new JpegEncoder(to, quality)));
            sizes.merge(box.name(), to, ThumbnailMaker::enclosing);
            before = to;
        }
        source = wanted;
    }

    static Resolution enclosing(Resolution one, Resolution other) {
        return new Resolution(Math.max(one.width(), other.width()), Math.max(one.height(), other.height()));
    }

    /** The size of each box's images so far. */
    Map<String, Resolution> sizes() {
        return sizes;
    }

    private void closeSteps() {
        for (Step step : steps) {
            step.scaler.close();
            step.encoder.close();
        }
        steps.clear();
        source = null;
    }

    @Override
    public void close() {
        closeSteps();
    }
}
