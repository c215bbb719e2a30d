package io.github.rokutrickplay.generator.bitstream;

/** The messages of an SEI NAL unit (Rec. ITU-T H.264, 7.3.2.3.1). */
final class SeiMessages {

    private static final int RECOVERY_POINT = 6;
    private static final int TRAILING = 16;

    private SeiMessages() {}

    /**
     * Whether one of them is a recovery point.
     *
     * @param payload what stands behind the NAL unit's header
     */
    static boolean haveRecoveryPoint(Bits payload) {
        while (payload.left() > TRAILING) {
            int type = extended(payload);
            int size = extended(payload);
            if (type == RECOVERY_POINT) {
                return true;
            }
            if (8L * size > payload.left()) {
                return false;
            }
            payload.skip(8 * size);
        }
        return false;
    }

    private static int extended(Bits payload) {
        int value = 0;
        int part = payload.read(8);
        while (part == 0xFF && payload.left() > 0) {
            value += part;
            part = payload.read(8);
        }
        return value + part;
    }
}
