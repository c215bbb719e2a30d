package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.config.Grid;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

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

    public ThumbnailIndex write(
            ThumbnailIndex.Source source, List<Rendition> renditions, ThumbnailIndex.Pictures pictures) {
        return new ThumbnailIndex(
                ThumbnailIndex.versionOf(renditions),
                names.mediaKey(),
                names.mediaPath(),
                source,
                seconds(plan.interval()),
                seconds(plan.duration()),
                plan.discontinuities().stream().map(IndexWriter::seconds).toList(),
                renditions,
                pictures);
    }

    /**
     * @param gapsAreStored whether there is something to show under the key of each missing image
     * @param bytes the size of the image with this key
     */
    List<Image> images(ThumbnailBox box, boolean gapsAreStored, ToIntFunction<String> bytes) {
        return marks.stream()
                .map(mark -> image(box, mark, gapsAreStored, bytes))
                .toList();
    }

    private Image image(ThumbnailBox box, Mark mark, boolean gapsAreStored, ToIntFunction<String> bytes) {
        boolean last = mark.number() == marks.size();
        BigDecimal end =
                seconds(last ? plan.duration() : marks.get(mark.number()).time());
        BigDecimal start = seconds(mark.time());
        String key = names.imageKey(box.name(), mark.number());
        String reason = missing.get(mark.number());
        boolean stored = reason == null || gapsAreStored;
        return new Image(key, start, end.subtract(start), stored ? bytes.applyAsInt(key) : 0, reason);
    }

    /**
     * @param bytes the size of the sheet with this key
     */
    Sheets sheets(
            Grid grid, List<SheetLayout> layout, Function<SheetLayout, String> keys, ToIntFunction<String> bytes) {
        return new Sheets(
                grid.columns(),
                grid.rows(),
                layout.stream()
                        .map(sheet -> sheet(sheet, keys.apply(sheet), bytes))
                        .toList());
    }

    private Sheet sheet(SheetLayout sheet, String key, ToIntFunction<String> bytes) {
        List<Integer> gaps = new ArrayList<>();
        for (int i = 0; i < sheet.slots().size(); i++) {
            if (missing.containsKey(sheet.slots().get(i).number())) {
                gaps.add(i + 1);
            }
        }
        return new Sheet(
                key,
                seconds(sheet.startUs()),
                seconds(sheet.endUs() - sheet.startUs()),
                bytes.applyAsInt(key),
                sheet.slots().size(),
                gaps);
    }

    /** In microseconds, which is finer than any frame and stays readable. */
    public static BigDecimal seconds(Duration duration) {
        return seconds(Slot.microseconds(duration));
    }

    static BigDecimal seconds(long microseconds) {
        BigDecimal stripped =
                BigDecimal.valueOf(microseconds, MICROSECOND_DIGITS).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
