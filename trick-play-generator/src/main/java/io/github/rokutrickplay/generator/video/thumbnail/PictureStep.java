package io.github.rokutrickplay.generator.video.thumbnail;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes one picture of another. Holds native memory. */
interface PictureStep extends AutoCloseable {

    /** The result is the step's, until the next. */
    AVFrame apply(AVFrame picture);

    @Override
    void close();
}
