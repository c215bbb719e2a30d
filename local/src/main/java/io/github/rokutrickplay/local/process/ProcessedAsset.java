package io.github.rokutrickplay.local.process;

import io.github.rokutrickplay.generator.GeneratedAsset;
import io.github.rokutrickplay.manifest.Published;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of {@code ./trickplay process}, as {@code --json} prints it.
 *
 * @param durationSeconds of the presentation
 * @param thumbnails how many there are of each size
 * @param sizes each size's true pixels
 * @param missing the marks that have no thumbnail, and why
 * @param source the rendition that was decoded
 * @param bytesRead of its segments
 * @param imageBytes of all images
 * @param announced whether the main playlist names the image playlists; a media playlist cannot
 * @param changed the playlists that were written
 * @param seconds that it took
 */
public record ProcessedAsset(
        String mediaKey,
        String mediaPath,
        BigDecimal durationSeconds,
        Map<String, Integer> thumbnails,
        Map<String, String> sizes,
        List<GeneratedAsset.Missing> missing,
        String source,
        long bytesRead,
        long framesDecoded,
        long imageBytes,
        boolean announced,
        List<String> changed,
        double seconds) {

    static ProcessedAsset of(GeneratedAsset made, Published published, Duration time) {
        Map<String, Integer> thumbnails = new TreeMap<>();
        made.sizes().keySet().forEach(size -> thumbnails.put(size, made.thumbnails()));
        return new ProcessedAsset(
                made.mediaKey(),
                made.mediaPath(),
                made.durationSeconds(),
                thumbnails,
                made.sizes(),
                made.missing(),
                made.source(),
                made.bytesRead(),
                made.framesDecoded(),
                made.imageBytes(),
                published.announced(),
                published.written().stream().map(S3Location::toString).toList(),
                time.toMillis() / 1000.0);
    }
}
