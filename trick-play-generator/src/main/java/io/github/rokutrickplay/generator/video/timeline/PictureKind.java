package io.github.rokutrickplay.generator.video.timeline;

/** What a packet holds, as far as its frame's time and its decoding depend on it. */
public enum PictureKind {
    FRAME,
    /** A field of which the frame's other one is in the next packet (H.264, PAFF). */
    FIRST_FIELD,
    /** The other field of the frame before: no frame of its own. */
    SECOND_FIELD,
    /** A frame presented before the key frame that it follows, but decodable from it on (HEVC's RADL). */
    DECODABLE_LEADING
}
