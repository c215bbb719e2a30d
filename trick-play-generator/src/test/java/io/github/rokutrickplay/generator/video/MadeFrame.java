package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get_id;

import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.thumbnail.AlignedFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Frames as a decoder gives them out, whose colours change evenly from one end to the other. */
final class MadeFrame {

    /** What a component is at a place. */
    interface Content {
        /**
         * @param component luma and the two chroma components; or red, green, blue
         * @param x from 0 at the left edge to 1 at the right edge
         * @param y from 0 at the upper edge to 1 at the lower edge
         * @return from 0 to 1; of chroma from -0.5 to 0.5
         */
        double at(int component, double x, double y);
    }

    private MadeFrame() {}

    /** Chroma lies where MPEG-2 has it: with the left one of two samples, between two lines. */
    static AVFrame of(String pixelFormat, int width, int height, boolean fullRange, Content content) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(av_get_pix_fmt(pixelFormat));
        AVFrame frame = av_frame_alloc();
        frame.format(av_pix_fmt_desc_get_id(format)).width(width).height(height);
        LibavException.check(av_frame_get_buffer(frame, AlignedFrame.BYTES), "making a frame");
        for (int component = 0; component < format.nb_components(); component++) {
            fill(frame, format, component, fullRange, content);
        }
        return frame;
    }

    private static void fill(
            AVFrame frame, AVPixFmtDescriptor format, int component, boolean fullRange, Content content) {
        boolean chroma = component > 0 && (format.flags() & AV_PIX_FMT_FLAG_RGB) == 0;
        int groupWidth = chroma ? 1 << format.log2_chroma_w() : 1;
        int groupHeight = chroma ? 1 << format.log2_chroma_h() : 1;
        int width = (frame.width() + groupWidth - 1) / groupWidth;
        int height = (frame.height() + groupHeight - 1) / groupHeight;
        AVComponentDescriptor described = format.comp(component);
        int stride = frame.linesize(described.plane());
        ByteBuffer plane = new BytePointer(frame.data(described.plane()))
                .capacity((long) stride * height)
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = content.at(
                        component,
                        (x * groupWidth + 0.5) / frame.width(),
                        (y * groupHeight + groupHeight / 2.0) / frame.height());
                int coded = coded(value, described.depth(), chroma, fullRange);
                if (described.depth() > 8) {
                    plane.putShort(y * stride + 2 * x, (short) coded);
                } else {
                    plane.put(y * stride + x, (byte) coded);
                }
            }
        }
    }

    /** Rec. ITU-T H.273, 8.3. */
    private static int coded(double value, int depth, boolean chroma, boolean fullRange) {
        int unit = 1 << (depth - 8);
        double span = fullRange ? (1 << depth) - 1 : (chroma ? 224 : 219) * unit;
        double zero = chroma ? 128 * unit : fullRange ? 0 : 16 * unit;
        return Math.clamp(Math.round(zero + value * span), 0, (1 << depth) - 1);
    }

    /** Has some columns at the left edge not shown, as decoders do it: rows begin further to the right in the same memory. */
    static void cutLeft(AVFrame frame, int columns) {
        frame.crop_left(columns);
        LibavException.check(av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED), "cropping");
    }

    /** Has it shown turned: {@code a}, {@code b}, {@code c} and {@code d} of ISO/IEC 14496-12, 6.2.2, in whole numbers. */
    static void turn(AVFrame frame, int a, int b, int c, int d) {
        int one = 1 << 16;
        AVFrameSideData matrix = av_frame_new_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX, 9 * Integer.BYTES);
        new IntPointer(matrix.data()).put(a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30);
    }
}
