package io.github.rokutrickplay.generator.video;

/** From where a search came to a segment. */
enum Direction {
    /** It is the one that covers the mark by the playlist's durations. */
    COVERING,
    /** All frames of the segment before lie before the mark: the first frame here will do, if none was lost between. */
    FORWARD,
    /** The segment before cannot be read: the first frame here will do only where no other fits before it. */
    OVER,
    /** The segment behind began too late, or cannot be read. */
    BACKWARD
}
