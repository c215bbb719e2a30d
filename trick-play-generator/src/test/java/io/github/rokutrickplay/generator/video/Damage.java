package io.github.rokutrickplay.generator.video;

import java.util.Arrays;
import java.util.Random;

/** What happens to the bytes of a segment. */
enum Damage {
    CUT {
        @Override
        byte[] of(byte[] whole, Random random) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
    },
    CUT_AT_A_PACKET {
        @Override
        byte[] of(byte[] whole, Random random) {
            return Arrays.copyOf(whole, random.nextInt(whole.length / PACKET) * PACKET);
        }
    },
    NOISE {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            byte[] noise = new byte[1 + random.nextInt(whole.length / 3)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, damaged, random.nextInt(whole.length - noise.length), noise.length);
            return damaged;
        }
    },
    /** The packets' headers stay in order: only what they carry is gone. */
    NOISE_IN_PACKETS {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            int first = random.nextInt(3) == 0 ? 2 : random.nextInt(whole.length / PACKET);
            int end = Math.min(whole.length / PACKET, first + 1 + random.nextInt(100));
            for (int packet = first; packet < end; packet++) {
                byte[] noise = new byte[PACKET - 4];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, damaged, packet * PACKET + 4, noise.length);
            }
            return damaged;
        }
    },
    ZEROS {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            int from = random.nextInt(whole.length);
            Arrays.fill(damaged, from, Math.min(whole.length, from + 1 + random.nextInt(whole.length / 3)), (byte) 0);
            return damaged;
        }
    },
    BYTES_LEFT_OUT {
        @Override
        byte[] of(byte[] whole, Random random) {
            return without(whole, random.nextInt(whole.length), 1 + random.nextInt(5000));
        }
    },
    PACKETS_LEFT_OUT {
        @Override
        byte[] of(byte[] whole, Random random) {
            return without(whole, random.nextInt(whole.length / PACKET) * PACKET, (1 + random.nextInt(200)) * PACKET);
        }
    },
    SINGLE_BYTES {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(40); i++) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            return damaged;
        }
    };

    private static final int PACKET = 188;

    abstract byte[] of(byte[] whole, Random random);

    private static byte[] without(byte[] whole, int from, int count) {
        int to = Math.min(whole.length, from + count);
        byte[] damaged = Arrays.copyOf(whole, whole.length - (to - from));
        System.arraycopy(whole, to, damaged, from, whole.length - to);
        return damaged;
    }
}
