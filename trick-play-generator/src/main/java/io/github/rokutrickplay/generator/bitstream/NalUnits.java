package io.github.rokutrickplay.generator.bitstream;

/**
 * The NAL units at the beginning of an access unit, one after the other: behind start codes (Annex B), or behind their
 * lengths (ISO/IEC 14496-15).
 */
final class NalUnits {

    private static final int START_CODE = 3;
    private static final int PAYLOAD_START = 16;
    private static final int CONFIGURATION_VERSION = 1;
    private static final int MIN_AVCC = 7;
    private static final int AVCC_LENGTH_SIZE = 4;
    private static final int MIN_HVCC = 23;
    private static final int HVCC_LENGTH_SIZE = 21;

    private final byte[] bytes;
    private final int size;
    private final int lengthSize;
    private int start;
    private int end;
    private int next;
    private boolean malformed;

    /**
     * @param bytes the access unit's first
     * @param size how many it has
     * @param lengthSize of the lengths before the NAL units; 0 for start codes
     */
    NalUnits(byte[] bytes, int size, int lengthSize) {
        this.bytes = bytes;
        this.size = size;
        this.lengthSize = lengthSize;
        next = lengthSize == 0 ? behindStartCode(0) : 0;
    }

    static int lengthSizeOfAvcC(byte[] configuration) {
        return isRecord(configuration, MIN_AVCC) ? (configuration[AVCC_LENGTH_SIZE] & 3) + 1 : 0;
    }

    static int lengthSizeOfHvcC(byte[] configuration) {
        return isRecord(configuration, MIN_HVCC) ? (configuration[HVCC_LENGTH_SIZE] & 3) + 1 : 0;
    }

    /** Its first five bits are reserved, and set; parameter sets behind start codes begin with zeros. */
    static int lengthSizeOfVvcC(byte[] configuration) {
        return configuration.length > 0 && (configuration[0] & 0xF8) == 0xF8 ? (configuration[0] >> 1 & 3) + 1 : 0;
    }

    private static boolean isRecord(byte[] configuration, int length) {
        return configuration.length >= length && configuration[0] == CONFIGURATION_VERSION;
    }

    /** Goes on to the next NAL unit of which at least two bytes are there. */
    boolean next() {
        if (malformed || next < 0) {
            return false;
        }
        return lengthSize == 0 ? nextBehindStartCode() : nextBehindLength();
    }

    private boolean nextBehindStartCode() {
        start = next;
        next = behindStartCode(start);
        end = next < 0 ? bytes.length : next - START_CODE;
        return start + 1 < bytes.length;
    }

    /** -1 if there is none. */
    private int behindStartCode(int from) {
        for (int i = from; i + START_CODE < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i + START_CODE;
            }
        }
        return -1;
    }

    private boolean nextBehindLength() {
        if ((long) next + lengthSize + 1 >= bytes.length) {
            return false;
        }
        long length = 0;
        for (int i = 0; i < lengthSize; i++) {
            length = (length << 8) | (bytes[next + i] & 0xFF);
        }
        start = next + lengthSize;
        malformed = length == 0 || length > size - start;
        next = malformed ? -1 : (int) (start + length);
        end = Math.min(next, bytes.length);
        return !malformed;
    }

    /** A byte of the NAL unit's header. */
    int header(int index) {
        return bytes[start + index] & 0xFF;
    }

    /** What stands behind its header, as far as it is there, without the bytes that prevent start codes. */
    Bits payload(int headerBytes) {
        return Bits.unescaped(bytes, Math.min(end, start + headerBytes), end);
    }

    /** The first of that. */
    Bits payloadStart(int headerBytes) {
        return Bits.unescaped(
                bytes, Math.min(end, start + headerBytes), Math.min(end, start + headerBytes + PAYLOAD_START));
    }

    /** What there is to say where no picture was found. */
    Access nothing() {
        return !malformed && bytes.length < size ? Access.TOO_SHORT : Access.UNKNOWN;
    }
}
