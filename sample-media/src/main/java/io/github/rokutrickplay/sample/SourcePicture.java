package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A frame of the film as it is drawn, in native memory for the encoders. */
final class SourcePicture implements AutoCloseable {

    private final FilmSpec film;
    private final Landscape landscape = new Landscape();
    private final Canvas canvas;
    private final AVFrame frame = av_frame_alloc();

    SourcePicture(FilmSpec film, int width, int height) {
        this.film = film;
        canvas = Canvas.of(width, height);
        frame.format(AV_PIX_FMT_YUV420P).width(width).height(height);
        frame.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
        // Rows without padding, so that a plane is copied at once.
        Libav.check(av_frame_get_buffer(frame, 1), "making a picture");
    }

    void paint(int number) {
        landscape.paint(canvas, film.timeOf(number).toNanos() / 1e9);
        TimeCode.paint(canvas, film.timeOf(number));
        FrameNumber.paint(canvas, number);
        copy(0, canvas.luma(), canvas.width(), canvas.height());
        copy(1, canvas.cb(), canvas.width() / 2, canvas.height() / 2);
        copy(2, canvas.cr(), canvas.width() / 2, canvas.height() / 2);
    }

    private void copy(int plane, byte[] bytes, int width, int height) {
        int lineSize = frame.linesize(plane);
        if (lineSize == width) {
            frame.data(plane).put(bytes, 0, width * height);
            return;
        }
        for (int y = 0; y < height; y++) {
            frame.data(plane).position((long) y * lineSize).put(bytes, y * width, width);
        }
    }

    /** The picture painted last; owned by this object. */
    AVFrame frame() {
        return frame;
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
