package io.github.rokutrickplay.generator.bitstream;

/** VVC (Rec. ITU-T H.266, 7.3.1.2 and 7.4.2.2). */
final class VvcReader implements AccessUnitReader {

    private static final int RADL = 2;
    private static final int IDR_W_RADL = 7;
    private static final int CRA = 9;
    private static final int GDR = 10;
    private static final int LAST_SLICE = 11;

    private final int lengthSize;

    VvcReader(int lengthSize) {
        this.lengthSize = lengthSize;
    }

    @Override
    public Access read(byte[] start, int size) {
        NalUnits units = new NalUnits(start, size, lengthSize);
        while (units.next()) {
            int layer = units.header(0) & 0x3F;
            int type = units.header(1) >> 3;
            if (type <= LAST_SLICE && layer == 0) {
                return ofSlice(type);
            }
        }
        return units.nothing();
    }

    private static Access ofSlice(int type) {
        if (type >= IDR_W_RADL && type <= CRA) {
            return Access.RANDOM_ACCESS;
        }
        return switch (type) {
            case RADL -> Access.DECODABLE_LEADING;
            // Gradual refresh: whether a decoder starts there is left to the container.
            case GDR -> Access.UNKNOWN;
            default -> Access.DEPENDENT;
        };
    }
}
