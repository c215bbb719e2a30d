package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.Grid;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.manifest.dash.ImageRepresentation;
import io.github.rokutrickplay.message.AssetNames;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What MPDs name of an asset's images: DASH counts them, so all of a size have to be of one duration, and there. */
final class DashImages {

    private static final Logger log = LoggerFactory.getLogger(DashImages.class);

    private DashImages() {}

    /** One for each size whose images can be counted. */
    static List<ImageRepresentation> of(AssetNames names, AssetImages asset, Documents documents) {
        return asset.renditions().stream()
                .flatMap(rendition -> documents.images().stream()
                        .filter(playlist -> playlist.key().equals(names.imagePlaylistKey(rendition.box())))
                        .findFirst()
                        .flatMap(playlist -> representation(names, asset, rendition, playlist))
                        .stream())
                .toList();
    }

    private static Optional<ImageRepresentation> representation(
            AssetNames names, AssetImages asset, ImageRendition rendition, ImageMediaPlaylist playlist) {
        Tiling tiling = rendition.tiling();
        if (tiling != null && asset.discontinuitiesUs().isEmpty()) {
            return Optional.of(representation(
                    rendition,
                    playlist,
                    names.sheetPrefix(rendition.name(), tiling.grid()),
                    tiling.grid(),
                    tiling.tileUs(),
                    rendition.images()));
        }
        List<TimedImage> singles = tiling == null ? rendition.images() : rendition.singles();
        boolean countable = singles.stream()
                .allMatch(image -> image.stored() && !image.key().equals(names.gapImageKey(rendition.name())));
        if (singles.isEmpty() || !countable) {
            log.warn(
                    "no MPD names the images of size {}: {}; send the event again with DASH_ENABLED=true",
                    rendition.box(),
                    singles.isEmpty()
                            ? "the film has discontinuities, and there are sheets alone"
                            : "there is nothing under the numbers of those that are missing");
            return Optional.empty();
        }
        return Optional.of(representation(
                rendition, playlist, names.imagePrefix(rendition.name()), Grid.SINGLE, asset.intervalUs(), singles));
    }

    private static ImageRepresentation representation(
            ImageRendition rendition,
            ImageMediaPlaylist playlist,
            String prefix,
            Grid grid,
            long tileUs,
            List<TimedImage> images) {
        Resolution size = grid.of(rendition.imageSize());
        return new ImageRepresentation(
                "thumbs_" + rendition.box(),
                playlist.peakBitsPerSecond(),
                size.width(),
                size.height(),
                grid.columns(),
                grid.rows(),
                prefix,
                ".jpg",
                AssetNames.NUMBER_DIGITS,
                tileUs * grid.tiles(),
                images.size());
    }
}
