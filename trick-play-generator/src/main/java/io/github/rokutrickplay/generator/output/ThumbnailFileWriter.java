package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;

/** All thumbnails of one size in one file, which come in order. For one thread at a time. */
interface ThumbnailFileWriter {

    /**
     * @param number one more than that of the call before, from 1
     * @param size of all images
     */
    void image(int number, byte[] jpeg, Resolution size);

    /** Instead of an image; never the first. */
    void missing(int number);

    /** Completes the file. */
    ThumbnailFile finish();

    /** Begins again. */
    void restart();
}
