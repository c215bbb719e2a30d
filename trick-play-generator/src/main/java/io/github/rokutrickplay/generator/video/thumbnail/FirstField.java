package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.github.rokutrickplay.generator.picture.Scan;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Shows every other line of interlaced frames, without copying them. Progressive ones are handed through. */
final class FirstField implements AutoCloseable {

    private final Scan scan;
    private final AVFrame view = av_frame_alloc();

    FirstField(Scan scan) {
        this.scan = scan;
    }

    /** The result is this object's, until the next. */
    AVFrame of(AVFrame frame) {
        if (!scan.interlaced()) {
            return frame;
        }
        av_frame_unref(view);
        LibavException.check(av_frame_ref(view, frame), "looking at a field");
        int first = scan == Scan.TOP_FIELD_FIRST ? 0 : 1;
        for (int plane = 0; plane < AVFrame.AV_NUM_DATA_POINTERS && frame.data(plane) != null; plane++) {
            int line = frame.linesize(plane);
            view.data(plane, new BytePointer(frame.data(plane)).position((long) first * line));
            view.linesize(plane, 2 * line);
        }
        view.height((frame.height() + 1 - first) / 2);
        return view;
    }

    @Override
    public void close() {
        av_frame_free(view);
    }
}
