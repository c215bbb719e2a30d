package io.github.rokutrickplay.generator.bitstream;

/** HEVC (Rec. ITU-T H.265, 7.3.1.2 and 7.4.2.2). */
final class HevcReader implements AccessUnitReader {

    private static final int RADL_N = 6;
    private static final int RADL_R = 7;
    private static final int FIRST_IRAP = 16;
    private static final int LAST_IRAP = 23;
    private static final int LAST_SLICE = 31;
    private static final int PREFIX_SEI = 39;
    private static final int HEADER = 2;

    private final int lengthSize;

    HevcReader(int lengthSize) {
        this.lengthSize = lengthSize;
    }

    @Override
    public Access read(byte[] start, int size) {
        NalUnits units = new NalUnits(start, size, lengthSize);
        boolean recoveryPoint = false;
        while (units.next()) {
            int type = units.header(0) >> 1 & 0x3F;
            int layer = (units.header(0) & 1) << 5 | units.header(1) >> 3;
            if (type == PREFIX_SEI) {
                recoveryPoint |= SeiMessages.haveRecoveryPoint(units.payload(HEADER));
            } else if (type <= LAST_SLICE && layer == 0) {
                return ofSlice(type, recoveryPoint);
            }
        }
        return units.nothing();
    }

    private static Access ofSlice(int type, boolean recoveryPoint) {
        if (type >= FIRST_IRAP && type <= LAST_IRAP) {
            return Access.RANDOM_ACCESS;
        }
        if (type == RADL_N || type == RADL_R) {
            return Access.DECODABLE_LEADING;
        }
        // Gradual refresh: whether a decoder starts there is left to the container.
        return recoveryPoint ? Access.UNKNOWN : Access.DEPENDENT;
    }
}
