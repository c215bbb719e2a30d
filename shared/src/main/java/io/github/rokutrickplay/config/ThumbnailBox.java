package io.github.rokutrickplay.config;

import io.github.rokutrickplay.hls.Resolution;

/**
 * One size of thumbnails: the box that a picture is fitted into with its display aspect ratio kept.
 *
 * @param name {@code small}, {@code big}, or of a further size its pixels, as {@code 854x480}; part of the images' keys
 * @param size the box in pixels
 * @param grid how many thumbnails an image holds
 */
public record ThumbnailBox(String name, Resolution size, Grid grid) {

    /** One thumbnail an image. */
    public ThumbnailBox(String name, Resolution size) {
        this(name, size, Grid.SINGLE);
    }

    /** Whether thumbnails are put together to sheets. */
    public boolean isTiled() {
        return grid.tiles() > 1;
    }
}
