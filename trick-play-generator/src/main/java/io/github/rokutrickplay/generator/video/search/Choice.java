package io.github.rokutrickplay.generator.video.search;

/** Where the frame for a mark is, as far as one segment tells. */
public sealed interface Choice {

    /**
     * A frame of the segment at hand.
     *
     * @param packet its packet's place in decode order
     */
    record Frame(int packet) implements Choice {}

    /**
     * A frame that is held longer than is usual, over the mark: the right one unless others behind it were lost.
     *
     * @param packet its packet's place in decode order
     * @param followed where the frame behind it is
     */
    record Held(int packet, Followed followed) implements Choice {}

    /**
     * A frame of the segment, where one that was decoded in the segment before may be presented later and still in time.
     *
     * @param packet its packet's place in decode order
     */
    record Overlapped(int packet) implements Choice {}

    /** All frames of the segment that could be it lie before the next one's first, which is in time as well. */
    record Next() implements Choice {}

    /** No frame of the segment is presented in time. */
    record Previous() implements Choice {}

    /** Where the frame behind one that is held is found. */
    enum Followed {
        IN_THE_SEGMENT,
        IN_ANOTHER
    }

    Choice NEXT = new Next();
    Choice PREVIOUS = new Previous();

    static Choice frame(int packet) {
        return new Frame(packet);
    }
}
