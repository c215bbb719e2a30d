package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What was made of an asset.
 *
 * @param source the media playlist that was decoded, or the file
 * @param refusedSources what would have been used before it, and why it could not be
 * @param durationSeconds of the presentation
 * @param thumbnails how many of each size
 * @param missing the marks without a thumbnail
 * @param sizes each size's true size in pixels, as {@code 640x360}, by its name
 * @param bytesRead of segments, or of the file
 * @param framesDecoded by the decoder
 * @param imageBytes of all images together
 */
public record GeneratedAsset(
        String mediaKey,
        String mediaPath,
        String source,
        List<RefusedSource> refusedSources,
        BigDecimal durationSeconds,
        int thumbnails,
        List<Missing> missing,
        Map<String, String> sizes,
        long bytesRead,
        long framesDecoded,
        long imageBytes) {

    /**
     * A mark that has no thumbnail.
     *
     * @param number the image's number, from 1
     * @param timeSeconds the presentation time
     * @param reason what is wrong with the film there
     */
    public record Missing(int number, BigDecimal timeSeconds, String reason) {}

    public GeneratedAsset {
        missing = List.copyOf(missing);
    }

    /** Those of the missing thumbnails that damage has taken: no gaps that the playlist declares. */
    public static List<Missing> lost(List<Missing> missing) {
        return missing.stream()
                .filter(mark -> !mark.reason.equals(PlannedSegment.GAP))
                .toList();
    }
}
