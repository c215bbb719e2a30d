package io.github.rokutrickplay.generator.video.codec;

import static org.bytedeco.ffmpeg.avcodec.AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_B;

import io.github.rokutrickplay.generator.video.libav.LibavException;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** The order in which pictures are presented, as their bitstream tells it, whatever their timestamps. */
public final class PictureOrder {

    /** Those whose pictures have a count of their own (picture order count). */
    private static final Set<Integer> COUNTED = Set.of(AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_VVC);

    private PictureOrder() {}

    /**
     * A number for each packet, in decode order: a picture with a smaller one is presented earlier.
     *
     * @param parameterSets those that the run starts with, if its container keeps none
     * @return empty where there is no telling
     */
    public static long[] of(AVCodecParameters parameters, byte[] parameterSets, List<AVPacket> packets) {
        AVCodecParserContext parser = av_parser_init(parameters.codec_id());
        if (parser == null) {
            return new long[0];
        }
        AVCodecContext context = avcodec_alloc_context3(null);
        try (BytePointer parsed = new BytePointer();
                IntPointer size = new IntPointer(1)) {
            parser.flags(parser.flags() | PARSER_FLAG_COMPLETE_FRAMES);
            LibavException.check(avcodec_parameters_to_context(context, parameters), "describing its stream");
            if (parameters.extradata_size() == 0) {
                StreamHeader.of(parameters, parameterSets).giveTo(context);
            }
            long[] counts = new long[packets.size()];
            boolean[] backward = new boolean[packets.size()];
            for (int i = 0; i < counts.length; i++) {
                AVPacket packet = packets.get(i);
                av_parser_parse2(
                        parser,
                        context,
                        parsed,
                        size,
                        packet.data(),
                        packet.size(),
                        packet.pts(),
                        packet.dts(),
                        packet.pos());
                counts[i] = parser.output_picture_number();
                backward[i] = parser.pict_type() == AV_PICTURE_TYPE_B;
            }
            return COUNTED.contains(parameters.codec_id()) ? unbroken(counts, packets) : byTypes(backward);
        } finally {
            avcodec_free_context(context);
            av_parser_close(parser);
        }
    }

    /** Counts start again at key frames that need nothing before them, whose count is then no larger than those before. */
    private static long[] unbroken(long[] counts, List<AVPacket> packets) {
        long[] order = new long[counts.length];
        long sequence = 0;
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < counts.length; i++) {
            boolean key = (packets.get(i).flags() & AV_PKT_FLAG_KEY) != 0;
            if (key && counts[i] <= highest) {
                sequence++;
                highest = Long.MIN_VALUE;
            }
            highest = Math.max(highest, counts[i]);
            order[i] = (sequence << Integer.SIZE) + counts[i];
        }
        return order;
    }

    /** A B picture is presented when it is decoded; another when the next of its kind is (ISO/IEC 13818-2 section 6.1.1.11). */
    public static long[] byTypes(boolean[] backward) {
        long[] order = new long[backward.length];
        int next = backward.length;
        for (int i = backward.length - 1; i >= 0; i--) {
            order[i] = backward[i] ? 2L * i : 2L * next - 1;
            next = backward[i] ? next : i;
        }
        return order;
    }
}
