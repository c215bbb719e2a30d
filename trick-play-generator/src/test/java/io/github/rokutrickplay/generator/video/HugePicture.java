package io.github.rokutrickplay.generator.video;

import java.io.ByteArrayOutputStream;

/**
 * An H.264 stream (ITU-T H.264 section 7.3) that says that its pictures measure 15872x15872 pixels: about the largest that
 * FFmpeg takes by itself, and 380 MB each.
 */
final class HugePicture {

    private static final int BASELINE = 66;
    private static final int LEVEL_6_2 = 62;
    private static final int MACROBLOCKS = 15872 / 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int bits;

    private HugePicture() {}

    /** In Annex B form: parameter sets and some pictures' first slices. */
    static byte[] annexB(int pictures) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < pictures; i++) {
            write(stream, 0x67, sequence());
            write(stream, 0x68, picture());
            write(stream, 0x65, slice());
        }
        return stream.toByteArray();
    }

    private static void write(ByteArrayOutputStream stream, int header, byte[] payload) {
        stream.writeBytes(new byte[] {0, 0, 0, 1, (byte) header});
        stream.writeBytes(payload);
    }

    private static byte[] sequence() {
        HugePicture sps = new HugePicture();
        sps.fixed(BASELINE, 8).fixed(0, 8).fixed(LEVEL_6_2, 8);
        sps.golomb(0).golomb(0).golomb(2).golomb(0).fixed(0, 1); // id, frame numbers, order 2, references, gaps
        sps.golomb(MACROBLOCKS - 1).golomb(MACROBLOCKS - 1);
        return sps.fixed(1, 1).fixed(1, 1).fixed(0, 1).fixed(0, 1).end();
    }

    private static byte[] picture() {
        HugePicture pps = new HugePicture();
        pps.golomb(0).golomb(0).fixed(0, 1).fixed(0, 1).golomb(0).golomb(0).golomb(0);
        return pps.fixed(0, 1)
                .fixed(0, 2)
                .golomb(0)
                .golomb(0)
                .golomb(0)
                .fixed(0, 3)
                .end();
    }

    private static byte[] slice() {
        HugePicture slice = new HugePicture();
        slice.golomb(0).golomb(7).golomb(0).fixed(0, 4).golomb(0).fixed(0, 2).golomb(0);
        for (int i = 0; i < 200; i++) {
            slice.fixed(0x5A, 8);
        }
        return slice.end();
    }

    private HugePicture fixed(int value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            current = (current << 1) | ((value >> bit) & 1);
            bits++;
            if (bits == 8) {
                bytes.write(current);
                bits = 0;
                current = 0;
            }
        }
        return this;
    }

    private HugePicture golomb(int value) {
        int length = 32 - Integer.numberOfLeadingZeros(value + 1);
        return fixed(0, length - 1).fixed(value + 1, length);
    }

    private byte[] end() {
        fixed(1, 1);
        while (bits != 0) {
            fixed(0, 1);
        }
        return bytes.toByteArray();
    }
}
