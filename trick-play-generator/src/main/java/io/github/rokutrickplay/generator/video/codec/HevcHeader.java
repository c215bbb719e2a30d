package io.github.rokutrickplay.generator.video.codec;

/** The few bits of HEVC's headers that matter here (Rec. ITU-T H.265, 7.3.2.2; ISO/IEC 14496-15, 8.3.3.1). */
final class HevcHeader {

    private static final int SPS = 33;
    private static final int CONFIGURATION_VERSION = 1;
    private static final int CONFIGURATION_SIZE = 23;
    private static final int LAYERS = 21;

    private HevcHeader() {}

    /**
     * Whether all pictures are of one temporal sub-layer.
     *
     * @param header an {@code hvcC} record, or parameter sets behind start codes. What says nothing is taken to have several
     */
    static boolean hasOneTemporalLayer(byte[] header) {
        if (isConfiguration(header)) {
            return (header[LAYERS] >> 3 & 7) == 1;
        }
        for (int i = nextNal(header, 0); i >= 0 && i + 2 < header.length; i = nextNal(header, i)) {
            if (type(header[i]) == SPS) {
                return (header[i + 2] >> 1 & 7) == 0;
            }
        }
        return false;
    }

    private static boolean isConfiguration(byte[] header) {
        return header.length >= CONFIGURATION_SIZE && header[0] == CONFIGURATION_VERSION;
    }

    private static int type(byte first) {
        return first >> 1 & 0x3F;
    }

    /** The place behind the next start code; -1 if there is none. */
    private static int nextNal(byte[] bytes, int from) {
        for (int i = from; i + 3 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i + 3;
            }
        }
        return -1;
    }
}
