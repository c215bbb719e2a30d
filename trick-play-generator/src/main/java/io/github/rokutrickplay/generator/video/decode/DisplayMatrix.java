package io.github.rokutrickplay.generator.video.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data_from_buf;

import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.jspecify.annotations.Nullable;

/**
 * How a bitstream wants its pictures turned. It says so at a key frame and means all up to the next (display orientation SEI,
 * H.264 D.2.27 and H.265 D.3.17); libav puts it on the key frame alone.
 */
final class DisplayMatrix implements AutoCloseable {

    /** libavutil's AV_FRAME_FLAG_KEY, which the bindings lack. */
    private static final int AV_FRAME_FLAG_KEY = 1 << 1;

    private @Nullable AVBufferRef matrix;

    /** Gives a decoded frame that says nothing what the key frame before it has said. */
    void keepFor(AVFrame frame) {
        AVFrameSideData said = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (said != null) {
            forget();
            matrix = av_buffer_ref(said.buf());
        } else if ((frame.flags() & AV_FRAME_FLAG_KEY) != 0) {
            forget();
        } else if (matrix != null) {
            av_frame_new_side_data_from_buf(frame, AV_FRAME_DATA_DISPLAYMATRIX, av_buffer_ref(matrix));
        }
    }

    void forget() {
        if (matrix != null) {
            av_buffer_unref(matrix);
        }
        matrix = null;
    }

    @Override
    public void close() {
        forget();
    }
}
