package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG1VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_BOTTOM;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_BOTTOMLEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_TOP;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_TOPLEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PLANAR;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.github.rokutrickplay.generator.picture.ChromaSite;
import io.github.rokutrickplay.generator.picture.Orientation;
import io.github.rokutrickplay.generator.picture.PictureDescription;
import io.github.rokutrickplay.generator.picture.PictureShape;
import io.github.rokutrickplay.generator.picture.PixelFormat;
import io.github.rokutrickplay.generator.picture.Scan;
import io.github.rokutrickplay.generator.video.libav.SideData;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Says what a decoded frame is. What the bitstream leaves open, the container is asked. */
final class FrameDescription {

    private FrameDescription() {}

    static PictureDescription of(AVFrame frame, AVStream stream) {
        return new PictureDescription(
                shape(frame, stream),
                orientation(frame, stream),
                holdsOneField(frame, stream) ? Scan.PROGRESSIVE : scan(frame),
                pixels(frame.format()),
                ColourTags.of(frame, stream.codecpar()),
                site(frame, stream));
    }

    private static PixelFormat pixels(int number) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(number);
        boolean threePlanes = format.nb_components() == 3
                && IntStream.range(0, 3)
                                .map(i -> format.comp(i).plane())
                                .distinct()
                                .count()
                        == 3
                && (format.flags() & AV_PIX_FMT_FLAG_PLANAR) != 0
                && (format.flags() & AV_PIX_FMT_FLAG_BE) == 0;
        return new PixelFormat(number, 1 << format.log2_chroma_w(), 1 << format.log2_chroma_h(), threePlanes);
    }

    private static PictureShape shape(AVFrame frame, AVStream stream) {
        AVRational sample = av_guess_sample_aspect_ratio(null, stream, frame);
        // A field's lines are those of a frame, and as many again would lie between them.
        int lines = holdsOneField(frame, stream) ? 2 : 1;
        boolean known = sample.num() > 0 && sample.den() > 0;
        return known
                ? new PictureShape(frame.width(), frame.height(), sample.num(), lines * sample.den())
                : new PictureShape(frame.width(), frame.height(), 1, lines);
    }

    private static Scan scan(AVFrame frame) {
        if ((frame.flags() & AV_FRAME_FLAG_INTERLACED) == 0) {
            return Scan.PROGRESSIVE;
        }
        return (frame.flags() & AV_FRAME_FLAG_TOP_FIELD_FIRST) == 0 ? Scan.BOTTOM_FIELD_FIRST : Scan.TOP_FIELD_FIRST;
    }

    /** HEVC codes each field as a picture of its own, and libav hands them out as they are. */
    private static boolean holdsOneField(AVFrame frame, AVStream stream) {
        return stream.codecpar().codec_id() == AV_CODEC_ID_HEVC && scan(frame).interlaced();
    }

    private static Orientation orientation(AVFrame frame, AVStream stream) {
        AVFrameSideData ofFrame = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (ofFrame != null) {
            return orientation(ofFrame.data());
        }
        AVPacketSideData ofStream = SideData.of(stream.codecpar(), AV_PKT_DATA_DISPLAYMATRIX);
        return ofStream == null ? Orientation.UPRIGHT : orientation(ofStream.data());
    }

    private static Orientation orientation(BytePointer matrix) {
        IntPointer numbers = new IntPointer(matrix);
        return Orientation.ofMatrix(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
    }

    private static ChromaSite site(AVFrame frame, AVStream stream) {
        return switch (frame.chroma_location()) {
            case AVCHROMA_LOC_LEFT -> ChromaSite.LEFT;
            case AVCHROMA_LOC_CENTER -> ChromaSite.CENTER;
            case AVCHROMA_LOC_TOPLEFT -> ChromaSite.TOP_LEFT;
            case AVCHROMA_LOC_TOP -> ChromaSite.TOP;
            case AVCHROMA_LOC_BOTTOMLEFT -> ChromaSite.BOTTOM_LEFT;
            case AVCHROMA_LOC_BOTTOM -> ChromaSite.BOTTOM;
            default -> stream.codecpar().codec_id() == AV_CODEC_ID_MPEG1VIDEO ? ChromaSite.CENTER : ChromaSite.LEFT;
        };
    }
}
