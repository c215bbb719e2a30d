package io.github.rokutrickplay.generator.video.search;

/** From where a search came to a segment. */
public enum Direction {
    /** It is the one that covers the mark by the playlist's durations. */
    COVERING,
    /** Its first frame is presented in time. */
    FORWARD,
    /** The segment before cannot be read: a frame here will do only where one is presented in time. */
    OVER,
    /** The segment behind has no frame that is presented in time, or none at all, or cannot be read. */
    BACKWARD,
    /** The segment behind has a frame that will do; one here may be presented later. */
    OVERLAP,
    /** The segment before was looked at. */
    ALONE,
    /** There is nothing before it that could be shown: its first frame will do. */
    FIRST
}
