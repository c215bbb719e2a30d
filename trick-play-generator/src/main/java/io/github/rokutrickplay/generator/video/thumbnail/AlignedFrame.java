package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.github.rokutrickplay.generator.video.libav.LibavException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Gives filters frames whose every row begins where vector instructions may read: zimg takes it for granted, and where the
 * processor has AVX-512 a row that begins elsewhere ends the process. FFmpeg's zscale copies a frame whose first plane lies
 * elsewhere, but does not look at the others. Rows lie elsewhere where a part of the picture was cut off.
 */
public final class AlignedFrame implements AutoCloseable {

    /** Bytes in the longest vector that any processor reads at once. */
    public static final int BYTES = 64;

    private final AVFrame copy = av_frame_alloc();

    /** The frame itself, where it may be; else a copy that is this object's, until the next. */
    AVFrame of(AVFrame frame) {
        if (isAligned(frame)) {
            return frame;
        }
        av_frame_unref(copy);
        copy.format(frame.format()).width(frame.width()).height(frame.height());
        LibavException.check(av_frame_get_buffer(copy, BYTES), "making a picture");
        LibavException.check(av_frame_copy(copy, frame), "copying a picture");
        LibavException.check(av_frame_copy_props(copy, frame), "copying a picture");
        return copy;
    }

    private static boolean isAligned(AVFrame frame) {
        for (int plane = 0; plane < AVFrame.AV_NUM_DATA_POINTERS && frame.data(plane) != null; plane++) {
            if (frame.data(plane).address() % BYTES != 0 || frame.linesize(plane) % BYTES != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        av_frame_free(copy);
    }
}
