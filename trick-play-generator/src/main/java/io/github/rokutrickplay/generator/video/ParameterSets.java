package io.github.rokutrickplay.generator.video;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * What comes before the first slice of an H.264 access unit in Annex B form: its parameter sets. Encoders need not repeat
 * them at every key frame, and a segment cut at one that lacks them cannot be decoded alone.
 */
final class ParameterSets {

    private static final int SEARCHED = 4096;
    private static final int FIRST_SLICE_TYPE = 1;
    private static final int LAST_SLICE_TYPE = 5;

    private ParameterSets() {}

    /** The parameter sets of a run's first packet; empty if none are found. */
    static byte[] of(AVPacket packet) {
        byte[] bytes = new byte[Math.min(packet.size(), SEARCHED)];
        packet.data().get(bytes);
        return of(bytes);
    }

    static byte[] of(byte[] annexB) {
        for (int i = 0; i + 3 < annexB.length; i++) {
            boolean startCode = annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1;
            int type = annexB[i + 3] & 0x1F;
            if (startCode && type >= FIRST_SLICE_TYPE && type <= LAST_SLICE_TYPE) {
                return Arrays.copyOf(annexB, i);
            }
        }
        return new byte[0];
    }
}
