package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.hls.Resolution;

/** A media playlist of thumbnails that the main playlist names. */
interface AnnouncedPlaylist extends Document {

    ThumbnailStream.Form form();

    /** Of one thumbnail. */
    Resolution imageSize();

    /** The BANDWIDTH: the bits of the segment that has most of them a second, rounded up. */
    long peakBitsPerSecond();

    /** The AVERAGE-BANDWIDTH. */
    long averageBitsPerSecond();
}
