package io.github.rokutrickplay.generator;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What was made of an asset.
 *
 * @param source the media playlist that was decoded
 * @param durationSeconds of the presentation
 * @param thumbnails how many of each size
 * @param missing how many marks have no frame at or after them: they lie behind the last one
 * @param sizes each size's true size in pixels, as {@code 640x360}, by its name
 * @param bytesRead of segments
 * @param framesDecoded by the decoder
 * @param imageBytes of all images together
 */
public record GeneratedAsset(
        String mediaKey,
        String mediaPath,
        String source,
        BigDecimal durationSeconds,
        int thumbnails,
        int missing,
        Map<String, String> sizes,
        long bytesRead,
        long framesDecoded,
        long imageBytes) {}
