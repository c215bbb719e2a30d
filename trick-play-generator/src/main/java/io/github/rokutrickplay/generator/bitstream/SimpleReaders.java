package io.github.rokutrickplay.generator.bitstream;

/** Codecs whose pictures say what they are in a bit or two of their first header. */
final class SimpleReaders {

    private static final int PICTURE = 0x00;
    private static final int VOP = 0xB6;
    private static final int START_CODE = 3;
    private static final int VP9_MARKER = 2;
    private static final int VP9_RESERVED_PROFILE = 3;

    private SimpleReaders() {}

    /** VP9 Bitstream and Decoding Process Specification, 6.2; the first frame of a superframe stands at its start. */
    static Access vp9(byte[] start, int size) {
        if (start.length == 0) {
            return Access.UNKNOWN;
        }
        Bits bits = Bits.of(start, 0, start.length);
        int marker = bits.read(2);
        int profile = bits.one() | bits.one() << 1;
        if (profile == VP9_RESERVED_PROFILE) {
            bits.skip(1);
        }
        boolean existing = bits.one() == 1;
        boolean key = bits.one() == 0;
        if (marker != VP9_MARKER) {
            return Access.UNKNOWN;
        }
        return key && !existing ? Access.RANDOM_ACCESS : Access.DEPENDENT;
    }

    /** RFC 6386, 9.1. */
    static Access vp8(byte[] start, int size) {
        if (start.length == 0) {
            return Access.UNKNOWN;
        }
        return (start[0] & 1) == 0 ? Access.RANDOM_ACCESS : Access.DEPENDENT;
    }

    /** By picture_coding_type (ISO/IEC 13818-2, 6.2.3); 1 is I, and 4 the D of MPEG-1. */
    static Access mpegVideo(byte[] start, int size) {
        int header = behindStartCode(start, PICTURE);
        if (header < 0 || header + 1 >= start.length) {
            return start.length < size ? Access.TOO_SHORT : Access.UNKNOWN;
        }
        return switch (start[header + 1] >> 3 & 7) {
            case 1, 4 -> Access.RANDOM_ACCESS;
            case 2, 3 -> Access.DEPENDENT;
            default -> Access.UNKNOWN;
        };
    }

    /** By vop_coding_type (ISO/IEC 14496-2, 6.2.5); 0 is I. */
    static Access mpeg4Visual(byte[] start, int size) {
        int header = behindStartCode(start, VOP);
        if (header < 0 || header >= start.length) {
            return start.length < size ? Access.TOO_SHORT : Access.UNKNOWN;
        }
        return (start[header] >> 6 & 3) == 0 ? Access.RANDOM_ACCESS : Access.DEPENDENT;
    }

    /** The place behind the first start code with a value; -1 if there is none. */
    private static int behindStartCode(byte[] bytes, int value) {
        for (int i = 0; i + START_CODE < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1 && (bytes[i + START_CODE] & 0xFF) == value) {
                return i + START_CODE + 1;
            }
        }
        return -1;
    }
}
