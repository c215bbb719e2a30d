package io.github.rokutrickplay.generator.video.libav;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.jspecify.annotations.Nullable;

/** What a container says of a stream beside its codec. */
public final class SideData {

    private SideData() {}

    /**
     * @param type one of libav's {@code AV_PKT_DATA_} numbers
     */
    public static @Nullable AVPacketSideData of(AVCodecParameters parameters, int type) {
        return parameters.nb_coded_side_data() == 0
                ? null
                : av_packet_side_data_get(parameters.coded_side_data(), parameters.nb_coded_side_data(), type);
    }
}
