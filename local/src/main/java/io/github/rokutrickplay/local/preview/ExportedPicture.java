package io.github.rokutrickplay.local.preview;

import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image of a film's smallest thumbnails, with the thumbnails that are on it.
 *
 * @param key where it lies
 * @param bytes its size; 0 where there is none
 * @param columns of thumbnails on it
 * @param rows likewise
 * @param marks what they stand for, row by row
 */
record ExportedPicture(String key, long bytes, int columns, int rows, List<Mark> marks) {

    ExportedPicture {
        marks = List.copyOf(marks);
    }

    /** All of them, in the order of their times; none where the index names none. */
    static List<ExportedPicture> of(ThumbnailIndex index) {
        return smallest(index).map(rendition -> of(rendition, index)).orElse(List.of());
    }

    /** The size that they are of. */
    static Optional<Rendition> smallest(ThumbnailIndex index) {
        return index.renditions().stream()
                .filter(rendition -> !rendition.images().isEmpty() || rendition.sheets() != null)
                .findFirst();
    }

    private static List<ExportedPicture> of(Rendition rendition, ThumbnailIndex index) {
        Sheets sheets = rendition.images().isEmpty() ? rendition.sheets() : null;
        List<ExportedPicture> pictures = new ArrayList<>();
        if (sheets == null) {
            for (Image image : rendition.images()) {
                long bytes = image.isMissing() ? 0 : image.bytes();
                pictures.add(new ExportedPicture(image.key(), bytes, 1, 1, List.of(Mark.of(image))));
            }
        } else {
            for (Sheet sheet : sheets.images()) {
                pictures.add(new ExportedPicture(
                        sheet.key(),
                        sheet.bytes(),
                        sheets.columns(),
                        sheets.rows(),
                        Mark.of(sheet, index.intervalSeconds())));
            }
        }
        return pictures;
    }

    /** Whether there is anything on it to see. */
    boolean shows() {
        return marks.stream().anyMatch(mark -> mark.missing() == null);
    }
}
