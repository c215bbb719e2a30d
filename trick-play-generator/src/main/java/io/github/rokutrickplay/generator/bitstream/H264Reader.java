package io.github.rokutrickplay.generator.bitstream;

/** H.264 (Rec. ITU-T H.264, 7.3 and 7.4). */
final class H264Reader implements AccessUnitReader {

    private static final int SLICE = 1;
    private static final int PARTITION = 2;
    private static final int IDR = 5;
    private static final int SEI = 6;
    private static final int DELIMITER = 9;
    /** slice_type of I slices. */
    private static final int I = 2;
    /** The same, where all slices of the picture are of one type. */
    private static final int ALL_I = 7;

    private final int lengthSize;

    H264Reader(int lengthSize) {
        this.lengthSize = lengthSize;
    }

    @Override
    public Access read(byte[] start, int size) {
        NalUnits units = new NalUnits(start, size, lengthSize);
        boolean recoveryPoint = false;
        boolean saidIntra = false;
        while (units.next()) {
            switch (units.header(0) & 0x1F) {
                case IDR -> {
                    return Access.RANDOM_ACCESS;
                }
                case SEI -> recoveryPoint |= SeiMessages.haveRecoveryPoint(units.payload(1));
                // primary_pic_type 0: I slices only.
                case DELIMITER -> saidIntra = units.payloadStart(1).read(3) == 0;
                case SLICE, PARTITION -> {
                    return recoveryPoint ? Access.RANDOM_ACCESS : ofSlices(units, saidIntra);
                }
                default -> {}
            }
        }
        return units.nothing();
    }

    /**
     * @param units at the first slice
     */
    private static Access ofSlices(NalUnits units, boolean saidIntra) {
        int type = sliceType(units);
        if (type == ALL_I || (type == I && saidIntra)) {
            return Access.INTRA;
        }
        while (type == I) {
            if (!units.next()) {
                return units.nothing() == Access.TOO_SHORT ? Access.TOO_SHORT : Access.INTRA;
            }
            int unit = units.header(0) & 0x1F;
            type = unit == SLICE || unit == PARTITION ? sliceType(units) : I;
        }
        return type < 0 ? units.nothing() : Access.DEPENDENT;
    }

    /** -1 where it is not there. */
    private static int sliceType(NalUnits units) {
        Bits slice = units.payloadStart(1);
        slice.ue(); // first_mb_in_slice
        int type = slice.ue();
        return slice.left() < 0 ? -1 : type;
    }
}
