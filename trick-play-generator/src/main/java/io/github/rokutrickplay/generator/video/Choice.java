package io.github.rokutrickplay.generator.video;

/** Where the frame for a mark is. */
sealed interface Choice {

    /** In the segment at hand: the frame of a packet, by its place in decode order. */
    record Frame(int packet) implements Choice {}

    /** In another segment. */
    enum Elsewhere implements Choice {
        NEXT,
        PREVIOUS
    }
}
