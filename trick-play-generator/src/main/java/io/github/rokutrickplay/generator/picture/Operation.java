package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.hls.Resolution;

/** A step of a conversion. */
public sealed interface Operation {

    /**
     * Scales, and makes a JPEG's colours of what are other ways to write them.
     *
     * @param from what it is given. Of an interlaced frame it takes the first field
     */
    record Scale(PictureDescription from, Resolution to) implements Operation {

        /** The samples that are read: a field's, where there are two. */
        public PictureDescription samples() {
            return from.scan().interlaced() ? from.firstField() : from;
        }
    }

    /**
     * Scales, keeps the colours, and makes chroma as large as luma: for filters that cannot read a picture as it is.
     *
     * @param from what it is given; not interlaced
     * @param pixels what it gives, in planes of one size
     */
    record Resize(PictureDescription from, PixelFormat pixels, Resolution to) implements Operation {}

    /**
     * Goes through FFmpeg's filters.
     *
     * @param filters in the notation of {@code ffmpeg -vf}
     * @param times how often the frame has to be given until it comes out
     */
    record Filter(String filters, int times) implements Operation {}
}
