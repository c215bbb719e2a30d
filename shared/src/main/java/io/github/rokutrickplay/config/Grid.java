package io.github.rokutrickplay.config;

import io.github.rokutrickplay.hls.Resolution;

/** How many thumbnails lie side by side in one image, and in how many rows: {@code 5x4}. */
public record Grid(int columns, int rows) {

    /** One thumbnail an image. */
    public static final Grid SINGLE = new Grid(1, 1);

    public Grid {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException("a grid of " + columns + "x" + rows + " holds no thumbnail");
        }
    }

    /** The largest whose image of such tiles measures no more than that in either direction. */
    static Grid within(int pixels, Resolution tile) {
        return new Grid(Math.max(1, pixels / tile.width()), Math.max(1, pixels / tile.height()));
    }

    public int tiles() {
        return columns * rows;
    }

    /** What a whole image of such tiles measures. */
    public Resolution of(Resolution tile) {
        return new Resolution(columns * tile.width(), rows * tile.height());
    }

    @Override
    public String toString() {
        return columns + "x" + rows;
    }
}
