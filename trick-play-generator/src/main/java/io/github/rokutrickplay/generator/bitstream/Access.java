package io.github.rokutrickplay.generator.bitstream;

/** What an access unit is to a decoder that has seen nothing before it. */
public enum Access {
    /** Decoding can start here: a key frame, or a point from which on a decoder recovers and says when it has. */
    RANDOM_ACCESS,
    /**
     * An intra picture (H.264) that stands for itself, but promises nothing of the pictures behind it: they may refer to what
     * comes before.
     */
    INTRA,
    /** A picture that is presented before the key frame that it follows, but decodable from it on (RADL). */
    DECODABLE_LEADING,
    /** It refers to other pictures. */
    DEPENDENT,
    /** The bytes end before they say it: the next ones will. */
    TOO_SHORT,
    /** The bytes do not say it, be they damaged or of a codec that is not read: what the container says is all there is. */
    UNKNOWN
}
