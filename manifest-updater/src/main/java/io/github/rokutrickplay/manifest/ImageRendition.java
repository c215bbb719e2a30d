package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One size of an asset's thumbnails.
 *
 * @param name {@code small}, {@code big}, or the box's pixels
 * @param box the box that the pictures were fitted into; it names the playlist
 * @param imageSize what every thumbnail really measures
 * @param images those that the image playlist names, in the order of their times, missing ones among them; at least one that is
 *     there. Sheets, where there are any
 * @param tiling null where an image holds one thumbnail
 * @param tiles every thumbnail that is there, in the order of their times
 * @param singles images of one thumbnail each that lie beside sheets, missing ones among them
 * @param files all thumbnails in one file
 */
record ImageRendition(
        String name,
        Resolution box,
        Resolution imageSize,
        List<TimedImage> images,
        @Nullable Tiling tiling,
        List<Tile> tiles,
        List<TimedImage> singles,
        List<ThumbnailFile> files) {

    ImageRendition {
        images = List.copyOf(images);
        tiles = List.copyOf(tiles);
        singles = List.copyOf(singles);
        files = List.copyOf(files);
    }

    /** One of images of one thumbnail each. */
    static ImageRendition ofSingles(
            String name, Resolution box, Resolution imageSize, List<TimedImage> images, List<ThumbnailFile> files) {
        List<Tile> tiles = images.stream()
                .filter(image -> !image.missing())
                .map(image -> new Tile(image.key(), 0, 0, image.timeUs()))
                .toList();
        return new ImageRendition(name, box, imageSize, images, null, tiles, List.of(), files);
    }

    /** Whether it is another name for the very same images. */
    boolean isSameAs(ImageRendition other) {
        return imageSize.equals(other.imageSize) && images.equals(other.images);
    }

    /** The keys of all images that are in the store: those in the place of missing ones too. */
    Set<String> imageKeys() {
        return Stream.concat(images.stream(), singles.stream())
                .filter(TimedImage::stored)
                .map(TimedImage::key)
                .collect(Collectors.toSet());
    }

    /** Those that show the film. */
    Stream<TimedImage> shown() {
        return Stream.concat(images.stream(), singles.stream()).filter(image -> !image.missing());
    }

    Optional<ThumbnailFile> file(String form) {
        return files.stream().filter(file -> file.form().equals(form)).findFirst();
    }
}
