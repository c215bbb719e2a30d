package io.github.rokutrickplay.generator.bitstream;

/** How pictures are coded, as far as their beginnings look alike. */
public enum Coding {
    H264,
    HEVC,
    VVC,
    AV1,
    VP9,
    VP8,
    /** MPEG-1 and MPEG-2. */
    MPEG_VIDEO,
    /** MPEG-4 part 2. */
    MPEG4_VISUAL,
    /** Every picture stands for itself: ProRes, DNxHD, JPEG and their like. */
    INTRA_ONLY,
    /** Any other. */
    UNKNOWN
}
