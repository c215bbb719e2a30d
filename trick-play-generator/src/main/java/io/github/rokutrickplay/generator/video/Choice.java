package io.github.rokutrickplay.generator.video;

/**
 * Where the frame for a mark is.
 *
 * @param packet of a frame in the segment at hand, its packet's place in decode order
 */
record Choice(Place place, int packet) {

    enum Place {
        /** The frame of the packet. */
        FRAME,
        /**
         * The same, but there is room for more frames between it and the one before it. It is the right one if the film is so;
         * not if frames were lost.
         */
        FRAME_AFTER_BREAK,
        NEXT_SEGMENT,
        PREVIOUS_SEGMENT
    }

    static final Choice NEXT = new Choice(Place.NEXT_SEGMENT, -1);
    static final Choice PREVIOUS = new Choice(Place.PREVIOUS_SEGMENT, -1);

    static Choice frame(int packet) {
        return new Choice(Place.FRAME, packet);
    }

    static Choice afterBreak(int packet) {
        return new Choice(Place.FRAME_AFTER_BREAK, packet);
    }
}
