package io.github.rokutrickplay.sample;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/** Reads from the sequence parameter set what RFC 6381 wants in CODECS. */
final class CodecName {

    private static final int NAL_TYPE_SPS = 7;

    private CodecName() {}

    /** {@code avc1.PPCCLL} of an encoder's first packet, or of its global header where the packet has no parameter sets. */
    static String of(AVPacket packet, AVCodecContext encoder) {
        boolean global = encoder.extradata_size() > 0;
        byte[] bytes = new byte[global ? encoder.extradata_size() : packet.size()];
        BytePointer source = global ? encoder.extradata() : packet.data();
        source.get(bytes);
        return of(bytes);
    }

    private static String of(byte[] annexB) {
        for (int i = 0; i + 6 < annexB.length; i++) {
            boolean startCode = annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1;
            if (startCode && (annexB[i + 3] & 0x1F) == NAL_TYPE_SPS) {
                return "avc1.%02x%02x%02x".formatted(annexB[i + 4], annexB[i + 5], annexB[i + 6]);
            }
        }
        throw new IllegalStateException("the encoder wrote no sequence parameter set");
    }
}
