package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;

/** Writes down what was made. Pure. */
public final class IndexWriter {

    private static final int MICROSECOND_DIGITS = 6;

    private final AssetNames names;
    private final ThumbnailPlan plan;
    private final List<Mark> marks;
    private final Map<Integer, String> missing;

    /**
     * @param missing the numbers of the marks that have no image, and why
     */
    public IndexWriter(AssetNames names, ThumbnailPlan plan, Map<Integer, String> missing) {
        this.names = names;
        this.plan = plan;
        marks = plan.marks();
        this.missing = missing;
    }

    /**
     * @param sizes each box's true image size, by the box's name
     * @param imageBytes the bytes of the image with this number in this box
     */
    public ThumbnailIndex write(
            ThumbnailIndex.Source source,
            List<ThumbnailBox> boxes,
            Map<String, Resolution> sizes,
            ToIntBiFunction<ThumbnailBox, Integer> imageBytes) {
        List<Rendition> renditions = new ArrayList<>();
        for (ThumbnailBox box : boxes) {
            Resolution size = sizes.get(box.name());
            if (size == null) {
                throw new IllegalStateException("no size is known for box " + box.name());
            }
            ThumbnailBox kept = keptUnder(boxes, sizes, size);
            List<Image> images =
                    marks.stream().map(mark -> image(kept, mark, imageBytes)).toList();
            renditions.add(new Rendition(
                    box.name(), box.size().width(), box.size().height(), size.width(), size.height(), images));
        }
        return new ThumbnailIndex(
                ThumbnailIndex.VERSION,
                names.mediaKey(),
                names.mediaPath(),
                source,
                seconds(plan.interval()),
                seconds(plan.duration()),
                discontinuities(),
                renditions);
    }

    /** Of boxes that come to one size, the smallest has the images. */
    private static ThumbnailBox keptUnder(List<ThumbnailBox> boxes, Map<String, Resolution> sizes, Resolution size) {
        return boxes.stream()
                .filter(box -> size.equals(sizes.get(box.name())))
                .min(Comparator.comparingInt(
                        box -> box.size().width() * box.size().height()))
                .orElseThrow();
    }

    private Image image(ThumbnailBox box, Mark mark, ToIntBiFunction<ThumbnailBox, Integer> imageBytes) {
        boolean last = mark.number() == marks.size();
        BigDecimal end =
                seconds(last ? plan.duration() : marks.get(mark.number()).time());
        BigDecimal start = seconds(mark.time());
        String key = names.imageKey(box.name(), mark.number());
        String reason = missing.get(mark.number());
        return reason == null
                ? new Image(key, start, end.subtract(start), imageBytes.applyAsInt(box, mark.number()))
                : Image.missing(key, start, end.subtract(start), reason);
    }

    private List<BigDecimal> discontinuities() {
        List<BigDecimal> times = new ArrayList<>();
        int run = 0;
        for (PlannedSegment segment : plan.segments()) {
            if (segment.run() != run) {
                run = segment.run();
                times.add(seconds(segment.start()));
            }
        }
        return times;
    }

    /** In microseconds, which is finer than any frame and stays readable. */
    public static BigDecimal seconds(Duration duration) {
        BigDecimal rounded = BigDecimal.valueOf(duration.toNanos(), 9)
                .setScale(MICROSECOND_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
