package io.github.rokutrickplay.generator.bitstream;

/** Reads bits, the highest first. Behind the last there are zeros; whoever minds asks {@link #left}. */
final class Bits {

    private final byte[] bytes;
    private final int length;
    private int position;

    private Bits(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    static Bits of(byte[] bytes, int from, int to) {
        Bits bits = new Bits(bytes, to);
        bits.position = 8 * from;
        return bits;
    }

    /** Without the 3 of each 0, 0, 3 (Rec. ITU-T H.264, 7.4.1). */
    static Bits unescaped(byte[] bytes, int from, int to) {
        byte[] plain = new byte[to - from];
        int count = 0;
        int zeros = 0;
        for (int i = from; i < to; i++) {
            boolean escape = zeros >= 2 && bytes[i] == 3;
            if (!escape) {
                plain[count++] = bytes[i];
            }
            zeros = bytes[i] == 0 ? zeros + 1 : 0;
        }
        return new Bits(plain, count);
    }

    /** How many there are; negative where more were read than there were. */
    int left() {
        return 8 * length - position;
    }

    int one() {
        int at = position >> 3;
        int bit = at < length ? bytes[at] >> (7 - (position & 7)) & 1 : 0;
        position++;
        return bit;
    }

    int read(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | one();
        }
        return value;
    }

    void skip(int count) {
        position += count;
    }

    /** An Exp-Golomb code, ue(v). */
    int ue() {
        int zeros = 0;
        while (one() == 0) {
            if (++zeros > 31) {
                return -1;
            }
        }
        return (1 << zeros) - 1 + read(zeros);
    }
}
