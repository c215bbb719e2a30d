package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.SideData;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;

/** Takes away what the container says is not to be seen (MP4's clean aperture, {@code clap}), without copying. */
final class ContainerCropping implements AutoCloseable {

    private final AVFrame view = av_frame_alloc();

    /** The result is this object's, until the next. */
    AVFrame of(AVFrame frame, AVStream stream) {
        AVPacketSideData cropping = SideData.of(stream.codecpar(), AV_PKT_DATA_FRAME_CROPPING);
        if (cropping == null) {
            return frame;
        }
        av_frame_unref(view);
        LibavException.check(av_frame_ref(view, frame), "cropping");
        IntPointer edges = new IntPointer(cropping.data());
        view.crop_top(edges.get(0))
                .crop_bottom(edges.get(1))
                .crop_left(edges.get(2))
                .crop_right(edges.get(3));
        // What the sample description says may not be true of a picture whose size has changed since.
        return av_frame_apply_cropping(view, AV_FRAME_CROP_UNALIGNED) < 0 ? frame : view;
    }

    @Override
    public void close() {
        av_frame_free(view);
    }
}
