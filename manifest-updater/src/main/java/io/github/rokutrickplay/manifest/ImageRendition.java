package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.hls.Resolution;
import java.util.List;
import java.util.stream.Stream;

/**
 * One size of an asset's images.
 *
 * @param name {@code small} or {@code big}
 * @param box the box that the pictures were fitted into; it names the playlist
 * @param imageSize what every image really measures
 * @param images in the order of their times, missing ones among them; at least one that is there
 */
record ImageRendition(String name, Resolution box, Resolution imageSize, List<TimedImage> images) {
    ImageRendition {
        images = List.copyOf(images);
    }

    /** Whether it is another name for the very same images. */
    boolean isSameAs(ImageRendition other) {
        return imageSize.equals(other.imageSize) && images.equals(other.images);
    }

    /** Those that are in the store. */
    Stream<TimedImage> stored() {
        return images.stream().filter(image -> !image.missing());
    }
}
