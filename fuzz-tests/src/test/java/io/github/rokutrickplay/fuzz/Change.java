package io.github.rokutrickplay.fuzz;

import java.util.Arrays;

/** A change of a segment's bytes. */
enum Change {
    BYTE {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            return write(bytes, bits.below(bytes.length), new byte[] {(byte) bits.next()});
        }
    },
    BIT {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            int at = bits.below(bytes.length);
            byte old = bytes.length == 0 ? 0 : bytes[at];
            return write(bytes, at, new byte[] {(byte) (old ^ (1 << (bits.next() % 8)))});
        }
    },
    /** Sizes, counts and offsets are numbers of 32 bits. */
    NUMBER {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            return write(bytes, bits.below(bytes.length), number(bits));
        }
    },
    CUT {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            return Arrays.copyOf(bytes, bits.below(bytes.length + 1));
        }
    },
    LEAVE_OUT {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            return move(bytes, bits.below(bytes.length), bits.below(2000), 0);
        }
    },
    REPEAT {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            return move(bytes, bits.below(bytes.length), bits.below(2000), 2);
        }
    },
    FILL {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            byte[] filling = new byte[bits.below(2000)];
            int at = bits.below(bytes.length);
            Arrays.fill(filling, (byte) bits.next());
            return write(bytes, at, filling);
        }
    },
    NOISE {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            int at = bits.below(bytes.length);
            byte[] noise = new byte[64];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) bits.next();
            }
            return write(bytes, at, noise);
        }
    },
    /** Behind the header of a transport packet: what a packet carries, its tables and timestamps too. */
    PACKET_PAYLOAD {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            int packet = bits.below(Math.max(1, bytes.length / PACKET)) * PACKET;
            return write(bytes, packet + HEADER + bits.below(PACKET - HEADER), new byte[] {
                (byte) bits.next(), (byte) bits.next()
            });
        }
    },
    PACKETS_LEFT_OUT {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            return move(bytes, bits.below(bytes.length / PACKET) * PACKET, PACKET * (1 + bits.next() % 16), 0);
        }
    },
    PACKETS_REPEATED {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            return move(bytes, bits.below(bytes.length / PACKET) * PACKET, PACKET * (1 + bits.next() % 16), 2);
        }
    },
    /** A number inside one of an MP4's boxes, wherever it is. */
    BOX_FIELD {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            int box = Boxes.at(bytes, bits.next());
            return write(bytes, box + 4 * (bits.next() % 16), number(bits));
        }
    },
    BOX_TYPE {
        @Override
        byte[] of(byte[] bytes, Bits bits) {
            int box = Boxes.at(bytes, bits.next());
            int other = Boxes.at(bytes, bits.next());
            return other + 8 > bytes.length
                    ? bytes
                    : write(bytes, box + 4, Arrays.copyOfRange(bytes, other + 4, other + 8));
        }
    };

    private static final int PACKET = 188;
    private static final int HEADER = 4;
    private static final int[] NUMBERS = {
        0, 1, 2, 7, 8, 0x7F, 0xFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF, 0x00FFFFFF
    };

    abstract byte[] of(byte[] bytes, Bits bits);

    private static byte[] number(Bits bits) {
        int kind = bits.next();
        int value = kind < 128 ? NUMBERS[kind % NUMBERS.length] : bits.below(1 << 24);
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    private static byte[] write(byte[] bytes, int at, byte[] written) {
        byte[] changed = bytes.clone();
        int from = Math.clamp(at, 0, changed.length);
        System.arraycopy(written, 0, changed, from, Math.min(written.length, changed.length - from));
        return changed;
    }

    /** Puts a part so many times in its place. */
    private static byte[] move(byte[] bytes, int at, int wanted, int times) {
        int from = Math.clamp(at, 0, bytes.length);
        int length = Math.min(wanted, bytes.length - from);
        byte[] changed = new byte[bytes.length - length + times * length];
        System.arraycopy(bytes, 0, changed, 0, from);
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, from, changed, from + i * length, length);
        }
        System.arraycopy(bytes, from + length, changed, from + times * length, bytes.length - from - length);
        return changed;
    }
}
