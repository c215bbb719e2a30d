package io.github.rokutrickplay.players;

/** A size that thumbnails are made in, with its name in keys. */
enum Size {
    SMALL(320, 180),
    BIG(640, 360);

    private final int width;
    private final int height;

    Size(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** As in keys: {@code small}. */
    String key() {
        return this == SMALL ? "small" : "big";
    }

    /** As in names of documents: {@code 320x180}. */
    String pixels() {
        return width + "x" + height;
    }

    String webVtt() {
        return "thumbs_" + pixels() + ".vtt";
    }
}
