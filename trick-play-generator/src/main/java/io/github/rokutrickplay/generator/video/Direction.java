package io.github.rokutrickplay.generator.video;

/** From where a search came to a segment. */
enum Direction {
    /** It is the one that covers the mark by the playlist's durations. */
    COVERING,
    /** The segment before ended too early: the first frame here will do, however late. */
    FORWARD,
    /** The segment behind began too late. */
    BACKWARD
}
