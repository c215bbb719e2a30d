package io.github.rokutrickplay.generator.video.transport;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AVS2;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AVS3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_CAVS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_DIRAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG1VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VC1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VVC;

import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A video stream as a program map names it: by a stream type (ISO/IEC 13818-1 table 2-34 and what others have registered),
 * or by a registration descriptor where the type is a private one.
 *
 * @param type the stream type
 * @param name of the encoding, in words
 * @param codec libav's number; that of no codec where it cannot be read from a transport stream
 */
public record TransportVideo(int pid, int type, String name, int codec) {

    private static final int PRIVATE = 0x06;

    private record Encoding(String name, int codec) {}

    private static final Map<Integer, Encoding> BY_TYPE = Map.ofEntries(
            Map.entry(0x01, new Encoding("MPEG-1 video", AV_CODEC_ID_MPEG1VIDEO)),
            Map.entry(0x02, new Encoding("MPEG-2 video", AV_CODEC_ID_MPEG2VIDEO)),
            Map.entry(0x10, new Encoding("MPEG-4 part 2", AV_CODEC_ID_MPEG4)),
            Map.entry(0x1B, new Encoding("H.264", AV_CODEC_ID_H264)),
            Map.entry(0x21, new Encoding("JPEG 2000", AV_CODEC_ID_JPEG2000)),
            Map.entry(0x24, new Encoding("HEVC", AV_CODEC_ID_HEVC)),
            Map.entry(0x32, new Encoding("JPEG XS", AV_CODEC_ID_NONE)),
            Map.entry(0x33, new Encoding("VVC", AV_CODEC_ID_VVC)),
            Map.entry(0x35, new Encoding("EVC", AV_CODEC_ID_NONE)),
            Map.entry(0x42, new Encoding("AVS", AV_CODEC_ID_CAVS)),
            Map.entry(0xD1, new Encoding("Dirac", AV_CODEC_ID_DIRAC)),
            Map.entry(0xD2, new Encoding("AVS2", AV_CODEC_ID_AVS2)),
            Map.entry(0xD4, new Encoding("AVS3", AV_CODEC_ID_AVS3)),
            Map.entry(0xDB, new Encoding("H.264 encrypted by SAMPLE-AES", AV_CODEC_ID_NONE)),
            Map.entry(0xEA, new Encoding("VC-1", AV_CODEC_ID_VC1)));

    private static final Map<String, Encoding> BY_REGISTRATION = Map.of(
            "HEVC", new Encoding("HEVC", AV_CODEC_ID_HEVC),
            "VVC ", new Encoding("VVC", AV_CODEC_ID_VVC),
            "VC-1", new Encoding("VC-1", AV_CODEC_ID_VC1),
            "drac", new Encoding("Dirac", AV_CODEC_ID_DIRAC),
            "AV01", new Encoding("AV1", AV_CODEC_ID_NONE),
            "VP09", new Encoding("VP9", AV_CODEC_ID_NONE));

    /**
     * @param registration the four characters of the registration descriptor; empty where there is none
     * @return empty where it is no video
     */
    public static Optional<TransportVideo> of(int pid, int type, String registration) {
        Encoding encoding = BY_TYPE.get(type);
        if ((encoding == null && type >= 0x80) || type == PRIVATE) {
            encoding = BY_REGISTRATION.get(registration);
        }
        return Optional.ofNullable(encoding).map(known -> new TransportVideo(pid, type, known.name, known.codec));
    }

    /** Whether libav knows how it is packed. */
    public boolean isReadable() {
        return codec != AV_CODEC_ID_NONE;
    }

    public boolean isDecodable() {
        return isReadable() && VideoCodec.hasDecoder(codec);
    }

    @Override
    public String toString() {
        return name + " (stream type 0x" + HexFormat.of().toHexDigits((byte) type) + ")";
    }
}
