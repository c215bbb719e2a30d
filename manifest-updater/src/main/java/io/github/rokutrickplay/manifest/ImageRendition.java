package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.hls.Resolution;
import java.util.List;

/**
 * One size of an asset's images.
 *
 * @param name {@code small} or {@code big}
 * @param box the box that the pictures were fitted into; it names the playlist
 * @param imageSize what every image really measures
 * @param images in the order of their times, at least one
 */
record ImageRendition(String name, Resolution box, Resolution imageSize, List<TimedImage> images) {
    ImageRendition {
        images = List.copyOf(images);
    }
}
