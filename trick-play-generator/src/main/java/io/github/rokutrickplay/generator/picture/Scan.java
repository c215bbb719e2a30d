package io.github.rokutrickplay.generator.picture;

/** Of what moments the lines of a frame are: of one, or of two that alternate line by line. */
public enum Scan {
    PROGRESSIVE,
    /** Interlaced; the lines 0, 2, 4, … are the earlier ones. */
    TOP_FIELD_FIRST,
    /** Interlaced; the lines 1, 3, 5, … are the earlier ones. */
    BOTTOM_FIELD_FIRST;

    public boolean interlaced() {
        return this != PROGRESSIVE;
    }
}
