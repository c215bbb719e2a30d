package io.github.rokutrickplay.generator.video.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_DNXHD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H263;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG1VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PRORES;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.swscale.sws_isSupportedInput;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.bitstream.Coding;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.libav.SideData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** What can be decoded, and what has to be known of codecs, in one place. */
public final class VideoCodec {

    /** FFmpeg's own decoder for AV1, which is an interface to graphics cards only. */
    private static final String NEEDS_HARDWARE = "av1";

    /** Dolby Vision profiles whose base layer may have colours of its own (Dolby Vision profiles and levels, 1.3.3). */
    private static final Set<Integer> DOLBY_VISION_ALONE = Set.of(5, 10, 20);

    /**
     * All that is decoded. FFmpeg knows some hundred codecs more, each a parser of bytes that anybody may have written: docs/decisions/0028.
     */
    private static final Set<Integer> ALLOWED = Set.of(
            AV_CODEC_ID_H264,
            AV_CODEC_ID_HEVC,
            AV_CODEC_ID_AV1,
            AV_CODEC_ID_VP9,
            AV_CODEC_ID_VP8,
            AV_CODEC_ID_MPEG1VIDEO,
            AV_CODEC_ID_MPEG2VIDEO,
            AV_CODEC_ID_MPEG4,
            AV_CODEC_ID_H263,
            AV_CODEC_ID_PRORES,
            AV_CODEC_ID_DNXHD,
            AV_CODEC_ID_MJPEG,
            AV_CODEC_ID_PNG);

    /** Libav goes through a list of hundreds for each answer. */
    private static final Map<Integer, Boolean> DECODABLE = new ConcurrentHashMap<>();

    private static final Map<Integer, Boolean> INTRA_ONLY = new ConcurrentHashMap<>();

    /** Twice 8K. What says that it is larger is damaged, and would take gigabytes. */
    public static final long MAX_PIXELS = 8192L * 8192;

    private VideoCodec() {}

    /**
     * @throws PermanentFailure if no decoder makes pictures of it that can be looked at
     */
    public static void requireSupported(AVCodecParameters parameters, PlannedSegment segment) {
        if (!hasDecoder(parameters.codec_id())) {
            throw new PermanentFailure(SegmentName.of(segment) + " is encoded as " + name(parameters)
                    + ", which is not decoded: encode it as one of " + allowed());
        }
        requireViewable(parameters, segment);
    }

    private static String allowed() {
        return ALLOWED.stream()
                .map(codec -> avcodec_get_name(codec).getString())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A codec's name; of one that libav does not know the four characters by which its container names it. */
    private static String name(AVCodecParameters parameters) {
        if (parameters.codec_id() != AV_CODEC_ID_NONE) {
            return avcodec_get_name(parameters.codec_id()).getString();
        }
        byte[] tag = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(parameters.codec_tag())
                .array();
        return "'" + new String(tag, StandardCharsets.ISO_8859_1).replaceAll("\\p{Cntrl}", "?") + "'";
    }

    public static boolean hasDecoder(int codec) {
        return DECODABLE.computeIfAbsent(codec, id -> findDecoder(id) != null);
    }

    private static void requireViewable(AVCodecParameters parameters, PlannedSegment segment) {
        AVPacketSideData record = SideData.of(parameters, AV_PKT_DATA_DOVI_CONF);
        if (record == null) {
            return;
        }
        // AVDOVIDecoderConfigurationRecord: a byte each for version (2), profile, level, three flags, compatibility.
        int profile = record.data().get(2);
        int compatibility = record.data().get(7);
        if (compatibility == 0 && DOLBY_VISION_ALONE.contains(profile)) {
            throw new PermanentFailure(
                    SegmentName.of(segment) + " is Dolby Vision of profile " + profile
                            + " without a compatible base layer: its colours cannot be shown; another variant may have some that can");
        }
    }

    private static @Nullable AVCodec findDecoder(int codec) {
        AVCodec decoder = ALLOWED.contains(codec) ? avcodec_find_decoder(codec) : null;
        return decoder == null || decoder.name().getString().equals(NEEDS_HARDWARE) ? null : decoder;
    }

    /** The decoder of a codec that is supported. */
    public static AVCodec decoder(int codec) {
        AVCodec decoder = findDecoder(codec);
        if (decoder == null) {
            throw new IllegalArgumentException("no decoder for codec " + codec);
        }
        return decoder;
    }

    /** How to tell key frames of a codec. */
    public static Coding coding(int codec) {
        return switch (codec) {
            case AV_CODEC_ID_H264 -> Coding.H264;
            case AV_CODEC_ID_HEVC -> Coding.HEVC;
            case AV_CODEC_ID_VVC -> Coding.VVC;
            case AV_CODEC_ID_AV1 -> Coding.AV1;
            case AV_CODEC_ID_VP9 -> Coding.VP9;
            case AV_CODEC_ID_VP8 -> Coding.VP8;
            case AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO -> Coding.MPEG_VIDEO;
            case AV_CODEC_ID_MPEG4 -> Coding.MPEG4_VISUAL;
            default -> INTRA_ONLY.computeIfAbsent(codec, VideoCodec::isIntraOnly) ? Coding.INTRA_ONLY : Coding.UNKNOWN;
        };
    }

    private static boolean isIntraOnly(int codec) {
        AVCodecDescriptor descriptor = avcodec_descriptor_get(codec);
        return descriptor != null && (descriptor.props() & AV_CODEC_PROP_INTRA_ONLY) != 0;
    }

    /**
     * Whether frames that nothing refers to can be told from the others, and left out without a trace.
     *
     * @param header as a container or a stream brings it
     */
    static boolean skipsUnreferenced(int codec, byte[] header) {
        return switch (codec) {
            case AV_CODEC_ID_H264, AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG1VIDEO -> true;
            // What nothing in its own sub-layer refers to, pictures of a higher one may.
            case AV_CODEC_ID_HEVC -> HevcHeader.hasOneTemporalLayer(header);
            default -> false;
        };
    }

    /**
     * Whether pictures that lead the key frame at which decoding starts have to be kept from the decoder. Others leave out by
     * themselves those that refer to what was before, and only those. So does that of MPEG-4 part 2, but it takes the length of
     * a frame from the first B picture that it sees, and skips later ones of an interlaced film if that is wrong.
     */
    public static boolean leavesOutLeadingPictures(int codec) {
        return codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_MPEG4;
    }

    public static void requireSupportedPixels(int format, PlannedSegment segment) {
        if (sws_isSupportedInput(format) == 0) {
            BytePointer name = av_get_pix_fmt_name(format);
            throw new PermanentFailure(SegmentName.of(segment) + " has pixels in the format "
                    + (name == null ? format : name.getString()) + ", which cannot be scaled");
        }
    }
}
