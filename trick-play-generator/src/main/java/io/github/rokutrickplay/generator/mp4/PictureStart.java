package io.github.rokutrickplay.generator.mp4;

/** What a sample's first bytes say of the pictures that its picture refers to, or those behind it. */
enum PictureStart {

    /** Nothing behind it refers to what was decoded before it: an IDR picture, a closed GOP. */
    CLOSED,

    /** It may refer to what was decoded before the last key frame. */
    REFERRING,

    /** Neither, or nothing is known of it. */
    OTHER;

    private static final int GROUP_START_CODE = 0xB8;
    private static final int PICTURE_START_CODE = 0;
    private static final int CLOSED_GOP = 0x40;

    /**
     * @param entry the sample's entry
     * @param head its first bytes
     */
    static PictureStart of(SampleEntry entry, byte[] head) {
        return entry.nalUnits().map(units -> ofSlice(units, head)).orElseGet(() -> ofMpeg2(head));
    }

    private static PictureStart ofSlice(NalUnits units, byte[] head) {
        int type = units.firstSlice(head);
        return switch (units.codec()) {
            // Rec. ITU-T H.264, table 7-1: an IDR picture; any other slice refers to whatever it likes.
            case AVC -> type == 5 ? CLOSED : type == NalUnits.NONE ? OTHER : REFERRING;
            // Rec. ITU-T H.265, table 7-1: IDR_W_RADL, IDR_N_LP; RASL_N, RASL_R.
            case HEVC -> type == 19 || type == 20 ? CLOSED : type == 8 || type == 9 ? REFERRING : OTHER;
            // Rec. ITU-T H.266, table 5: IDR_W_RADL, IDR_N_LP; RASL.
            case VVC -> type == 7 || type == 8 ? CLOSED : type == 3 ? REFERRING : OTHER;
        };
    }

    /** Rec. ITU-T H.262, 6.2.2.6: the header of a group of pictures says whether it is closed. */
    private static PictureStart ofMpeg2(byte[] head) {
        for (int i = 0; i + 7 < head.length; i++) {
            if (head[i] != 0 || head[i + 1] != 0 || head[i + 2] != 1) {
                continue;
            }
            int code = Byte.toUnsignedInt(head[i + 3]);
            if (code == GROUP_START_CODE) {
                return (head[i + 7] & CLOSED_GOP) != 0 ? CLOSED : REFERRING;
            }
            if (code == PICTURE_START_CODE) {
                return REFERRING;
            }
        }
        return OTHER;
    }
}
