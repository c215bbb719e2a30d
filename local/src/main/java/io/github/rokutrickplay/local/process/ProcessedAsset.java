package io.github.rokutrickplay.local.process;

import io.github.rokutrickplay.generator.GenerateTrickPlay.Generated;
import io.github.rokutrickplay.generator.GeneratedAsset;
import io.github.rokutrickplay.manifest.Published;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The result of {@code ./trickplay process}, as {@code --json} prints it.
 *
 * @param durationSeconds of the presentation
 * @param thumbnails how many there are of each size
 * @param sizes each size's true pixels
 * @param missing the marks that have no thumbnail, and why
 * @param source the rendition that was decoded, or the file
 * @param refusedSources what would have been used before it, and why it could not be
 * @param bytesRead of its segments, or of the file
 * @param imageBytes of all images
 * @param index the record of what was made
 * @param announced whether the main playlist names the image playlists; a media playlist cannot, and a file is none
 * @param changed the playlists that were written; none for a file, which has no playlist
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
        List<RefusedSource> refusedSources,
        long bytesRead,
        long framesDecoded,
        long imageBytes,
        String index,
        boolean announced,
        List<String> changed,
        double seconds) {

    static ProcessedAsset of(Generated generated, Optional<Published> published, Duration time) {
        GeneratedAsset made = generated.asset();
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
                made.refusedSources(),
                made.bytesRead(),
                made.framesDecoded(),
                made.imageBytes(),
                generated.index().toString(),
                published.map(Published::announced).orElse(false),
                published.map(Published::written).orElse(List.of()).stream()
                        .map(S3Location::toString)
                        .toList(),
                time.toMillis() / 1000.0);
    }
}
