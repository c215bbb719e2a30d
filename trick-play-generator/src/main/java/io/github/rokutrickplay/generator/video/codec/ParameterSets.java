package io.github.rokutrickplay.generator.video.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import io.github.rokutrickplay.generator.video.libav.LibavException;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * What a stream brings along that its decoder must be told: parameter sets, sequence headers. Encoders need not repeat it at
 * every key frame, and a segment cut at one that lacks it cannot be decoded alone.
 */
public final class ParameterSets {

    private static final byte[] NONE = {};

    private ParameterSets() {}

    /** Those in a packet; empty if there are none, or the codec has no such thing. */
    public static byte[] of(AVCodecParameters parameters, AVPacket packet) {
        AVBSFContext filter = new AVBSFContext(null);
        AVPacket copy = av_packet_alloc();
        try {
            LibavException.check(av_bsf_alloc(av_bsf_get_by_name("extract_extradata"), filter), "looking at it");
            LibavException.check(avcodec_parameters_copy(filter.par_in(), parameters), "looking at it");
            LibavException.check(av_packet_ref(copy, packet), "looking at it");
            boolean understood = av_bsf_init(filter) >= 0
                    && av_bsf_send_packet(filter, copy) >= 0
                    && av_bsf_receive_packet(filter, copy) >= 0;
            return understood ? of(copy) : NONE;
        } finally {
            av_packet_free(copy);
            av_bsf_free(filter);
        }
    }

    private static byte[] of(AVPacket filtered) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer found = av_packet_get_side_data(filtered, AV_PKT_DATA_NEW_EXTRADATA, size);
            if (found == null) {
                return NONE;
            }
            byte[] sets = new byte[(int) size.get()];
            found.get(sets);
            return sets;
        }
    }
}
