package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.hls.Resolution;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Pixels between libav's frames and {@link YuvImage}s. */
public final class JpegImages {

    private static final int PLANES = 3;

    private JpegImages() {}

    /**
     * @param quality FFmpeg's scale from 2 (best) to 31
     */
    public static byte[] encode(YuvImage picture, int quality) {
        AVFrame frame = av_frame_alloc();
        try (JpegEncoder encoder = new JpegEncoder(picture.size(), quality)) {
            Resolution size = picture.size();
            frame.format(ThumbnailMaker.FORMATS.jpeg().number())
                    .width(size.width())
                    .height(size.height());
            frame.color_range(AVCOL_RANGE_JPEG);
            LibavException.check(av_frame_get_buffer(frame, AlignedFrame.BYTES), "making a picture");
            for (int plane = 0; plane < PLANES; plane++) {
                int width = YuvImage.samples(size.width(), plane);
                BytePointer data = new BytePointer(frame.data(plane));
                for (int row = 0; row < YuvImage.samples(size.height(), plane); row++) {
                    data.position((long) row * frame.linesize(plane)).put(picture.planes()[plane], row * width, width);
                }
            }
            return encoder.encode(frame);
        } finally {
            av_frame_free(frame);
        }
    }

    /** Copies the pixels of a frame in a JPEG's format into an image of its size. */
    static void copy(AVFrame frame, YuvImage image) {
        for (int plane = 0; plane < PLANES; plane++) {
            int width = YuvImage.samples(frame.width(), plane);
            BytePointer data = new BytePointer(frame.data(plane));
            for (int row = 0; row < YuvImage.samples(frame.height(), plane); row++) {
                data.position((long) row * frame.linesize(plane)).get(image.planes()[plane], row * width, width);
            }
        }
    }
}
