package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;

import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.hls.Resolution;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Centres pictures in a JPEG's colours on black. */
final class Letterbox implements PictureStep {

    private static final int PLANES = 3;
    private static final int BLACK = 0;
    private static final int NO_COLOUR = 128;

    private final AVFrame image = av_frame_alloc();
    private final int left;
    private final int top;

    Letterbox(Resolution picture, Resolution size) {
        left = middle(size.width() - picture.width());
        top = middle(size.height() - picture.height());
        image.format(ThumbnailMaker.FORMATS.jpeg().number()).width(size.width()).height(size.height());
        image.color_range(AVCOL_RANGE_JPEG);
        LibavException.check(av_frame_get_buffer(image, AlignedFrame.BYTES), "making a picture");
        for (int plane = 0; plane < PLANES; plane++) {
            Pointer.memset(
                    image.data(plane),
                    plane == 0 ? BLACK : NO_COLOUR,
                    (long) image.linesize(plane) * samples(size.height(), plane));
        }
    }

    /** Two samples share one of chroma: a picture begins between such pairs. */
    private static int middle(int room) {
        return room / 2 / 2 * 2;
    }

    private static int samples(int luma, int plane) {
        return plane == 0 ? luma : (luma + 1) / 2;
    }

    @Override
    public AVFrame apply(AVFrame picture) {
        for (int plane = 0; plane < PLANES; plane++) {
            int stride = image.linesize(plane);
            long place = (long) samples(top, plane) * stride + samples(left, plane);
            av_image_copy_plane(
                    new BytePointer(image.data(plane)).position(place),
                    stride,
                    picture.data(plane),
                    picture.linesize(plane),
                    samples(picture.width(), plane),
                    samples(picture.height(), plane));
        }
        return image;
    }

    @Override
    public void close() {
        av_frame_free(image);
    }
}
