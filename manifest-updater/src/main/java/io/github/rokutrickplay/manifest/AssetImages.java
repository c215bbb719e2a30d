package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * All that is to be published of an asset.
 *
 * @param durationUs the length of the presentation, microseconds
 * @param intervalUs the time from one thumbnail to the next, microseconds
 * @param discontinuitiesUs presentation times of the video's discontinuities, microseconds
 * @param renditions one for each size, smallest first, at least one
 * @param record the bytes of the index that says so; empty where there is none
 */
record AssetImages(
        long durationUs,
        long intervalUs,
        List<Long> discontinuitiesUs,
        List<ImageRendition> renditions,
        byte[] record) {

    private static final int MICRO_DIGITS = 6;

    AssetImages {
        discontinuitiesUs = List.copyOf(discontinuitiesUs);
        renditions = List.copyOf(renditions);
    }

    /** The keys of what the generator has written beside the main playlist. */
    List<String> fileKeys() {
        return renditions.stream()
                .flatMap(rendition -> rendition.files().stream())
                .map(ThumbnailFile::key)
                .toList();
    }

    /** Rounds to the microsecond, the finest that is written into a playlist. */
    static long microseconds(BigDecimal seconds) {
        return seconds.movePointRight(MICRO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
