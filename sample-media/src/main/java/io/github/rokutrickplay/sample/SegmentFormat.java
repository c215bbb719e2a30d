package io.github.rokutrickplay.sample;

/** How a sample film's media segments are stored. */
public enum SegmentFormat {
    /** An MPEG transport stream a segment. */
    MPEG_TS,
    /** A fragmented MP4 file a segment, with an initialization section of its own (EXT-X-MAP). */
    FMP4,
    /** One fragmented MP4 file a rendition, its parts named by EXT-X-BYTERANGE. */
    FMP4_SINGLE_FILE
}
