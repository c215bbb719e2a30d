package io.github.rokutrickplay.local.preview;

import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A time that a thumbnail stands for.
 *
 * @param durationSeconds until the next one
 * @param missing why there is none; null where there is
 */
record Mark(
        BigDecimal timeSeconds,
        BigDecimal durationSeconds,
        @Nullable String missing) {

    /** Of sheets, the index keeps the places alone. */
    private static final String NO_REASON =
            "left out, since the film is damaged there; of sheets the index keeps no reasons";

    /** With what a person calls things in the place of locations. */
    Mark readable(UnaryOperator<String> names) {
        return missing == null ? this : new Mark(timeSeconds, durationSeconds, names.apply(missing));
    }

    /** Those of all sizes, which differ in nothing but the way in which they are recorded. */
    static List<Mark> of(ThumbnailIndex index) {
        for (Rendition rendition : index.renditions()) {
            if (!rendition.images().isEmpty()) {
                return rendition.images().stream().map(Mark::of).toList();
            }
        }
        for (Rendition rendition : index.renditions()) {
            Sheets sheets = rendition.sheets();
            if (sheets != null) {
                return sheets.images().stream()
                        .flatMap(sheet -> of(sheet, index.intervalSeconds()).stream())
                        .toList();
            }
        }
        return List.of();
    }

    static Mark of(Image image) {
        return new Mark(image.timeSeconds(), image.durationSeconds(), image.missing());
    }

    /** The tiles of a sheet. */
    static List<Mark> of(Sheet sheet, BigDecimal interval) {
        List<Mark> marks = new ArrayList<>();
        BigDecimal end = sheet.timeSeconds().add(sheet.durationSeconds());
        for (int tile = 0; tile < sheet.tiles(); tile++) {
            BigDecimal time = sheet.timeSeconds().add(interval.multiply(BigDecimal.valueOf(tile)));
            BigDecimal left = end.subtract(time);
            marks.add(new Mark(time, left.min(interval), sheet.missingTiles().contains(tile + 1) ? NO_REASON : null));
        }
        return marks;
    }
}
