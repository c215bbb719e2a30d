package io.github.rokutrickplay.local.verify;

/** Where a thumbnail is. */
sealed interface Picture {

    /** The address of what holds it. */
    String object();

    /** An image, or a part of one. */
    record Tile(String object, int left, int top) implements Picture {}

    /**
     * A JPEG within a file.
     *
     * @param offset of its first byte
     */
    record Part(String object, long offset, long bytes) implements Picture {}
}
