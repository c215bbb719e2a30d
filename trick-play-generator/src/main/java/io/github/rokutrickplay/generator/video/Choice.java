package io.github.rokutrickplay.generator.video;

/** Where the frame for a mark is. */
sealed interface Choice {

    /** In the segment at hand: the frame of a packet, by its place in decode order. */
    record Frame(int packet) implements Choice {}

    /**
     * The same, but there is room for more frames between it and the one before it. It is the right one if the film is so;
     * not if frames were lost.
     */
    record AfterBreak(int packet) implements Choice {}

    /** In another segment. */
    enum Elsewhere implements Choice {
        NEXT,
        PREVIOUS
    }
}
