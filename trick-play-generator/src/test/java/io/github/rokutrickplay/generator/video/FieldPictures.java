package io.github.rokutrickplay.generator.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A small H.264 encoder that codes both fields of each frame as pictures of their own (PAFF), which no installed encoder
 * does: every macroblock is I_PCM, every frame an IDR picture and a field that refers to nothing.
 */
final class FieldPictures {

    private static final int MACROBLOCK = 16;
    private static final int I_PCM = 25;
    private static final int I_SLICE = 7;
    private static final int IDR = 0x65;
    private static final int NOT_IDR = 0x61;

    private final int width;
    private final int height;

    /**
     * @param width a multiple of 16
     * @param height a multiple of 32
     */
    FieldPictures(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Each frame is an access unit of two, for its two fields. */
    byte[][] encode(List<BufferedImage> frames) {
        byte[][] fields = new byte[2 * frames.size()][];
        for (int i = 0; i < fields.length; i++) {
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            if (i % 2 == 0) {
                field.writeBytes(nal(0x67, sequenceParameters()));
                field.writeBytes(nal(0x68, pictureParameters()));
            }
            field.writeBytes(nal(i % 2 == 0 ? IDR : NOT_IDR, slice(frames.get(i / 2), i)));
            fields[i] = field.toByteArray();
        }
        return fields;
    }

    private Bits sequenceParameters() {
        Bits bits = new Bits();
        bits.u(8, 77).u(8, 0).u(8, 30); // Main profile, level 3
        bits.ue(0).ue(0); // id, log2_max_frame_num - 4
        bits.ue(0).ue(0); // pic_order_cnt_type, log2_max_pic_order_cnt_lsb - 4
        bits.ue(1).u(1, 0); // max_num_ref_frames, gaps
        bits.ue(width / MACROBLOCK - 1).ue(height / MACROBLOCK / 2 - 1);
        bits.u(1, 0).u(1, 0); // frame_mbs_only_flag, mb_adaptive_frame_field_flag
        bits.u(1, 1).u(1, 0).u(1, 0); // direct_8x8_inference, cropping, VUI
        return bits.trail();
    }

    private static Bits pictureParameters() {
        Bits bits = new Bits();
        bits.ue(0).ue(0).u(1, 0).u(1, 0).ue(0); // ids, CAVLC, no bottom_field_pic_order, one slice group
        bits.ue(0).ue(0).u(1, 0).u(2, 0); // references, weighting
        bits.ue(0).ue(0).ue(0); // quantisers
        bits.u(1, 1).u(1, 0).u(1, 0); // deblocking control, constrained intra, redundant pictures
        return bits.trail();
    }

    private Bits slice(BufferedImage frame, int field) {
        boolean bottom = field % 2 == 1;
        Bits bits = new Bits();
        bits.ue(0).ue(I_SLICE).ue(0).u(4, 0); // first_mb, type, parameter set, frame_num
        bits.u(1, 1).u(1, bottom ? 1 : 0); // field_pic_flag, bottom_field_flag
        if (!bottom) {
            bits.ue(field / 2 % 2); // idr_pic_id
        }
        bits.u(4, bottom ? 1 : 0); // pic_order_cnt_lsb
        if (bottom) {
            bits.u(1, 0); // adaptive_ref_pic_marking_mode_flag
        } else {
            bits.u(1, 0).u(1, 0); // no_output_of_prior_pics, long_term_reference
        }
        bits.ue(0).ue(1); // slice_qp_delta, no deblocking
        for (int y = 0; y < height / 2; y += MACROBLOCK) {
            for (int x = 0; x < width; x += MACROBLOCK) {
                macroblock(bits, frame, x, y, bottom ? 1 : 0);
            }
        }
        return bits.trail();
    }

    private static void macroblock(Bits bits, BufferedImage frame, int left, int top, int parity) {
        bits.ue(I_PCM).align();
        for (int y = 0; y < MACROBLOCK; y++) {
            for (int x = 0; x < MACROBLOCK; x++) {
                int green = (frame.getRGB(left + x, 2 * (top + y) + parity) >> 8) & 0xFF;
                bits.u(8, 16 + green * 219 / 255);
            }
        }
        for (int chroma = 0; chroma < MACROBLOCK * MACROBLOCK / 2; chroma++) {
            bits.u(8, 128);
        }
    }

    private static byte[] nal(int header, Bits payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 1, (byte) header});
        int zeros = 0;
        for (byte b : payload.bytes.toByteArray()) {
            if (zeros == 2 && (b & 0xFF) <= 3) {
                bytes.write(3); // emulation prevention
                zeros = 0;
            }
            bytes.write(b);
            zeros = b == 0 ? zeros + 1 : 0;
        }
        return bytes.toByteArray();
    }

    /** Bits, as H.264 writes them (9.1). */
    private static final class Bits {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int pending;
        private int count;

        Bits u(int length, int value) {
            for (int i = length - 1; i >= 0; i--) {
                pending = (pending << 1) | ((value >> i) & 1);
                if (++count == 8) {
                    bytes.write(pending);
                    pending = 0;
                    count = 0;
                }
            }
            return this;
        }

        Bits ue(int value) {
            int length = 32 - Integer.numberOfLeadingZeros(value + 1);
            return u(length - 1, 0).u(length, value + 1);
        }

        void align() {
            while (count != 0) {
                u(1, 0);
            }
        }

        Bits trail() {
            u(1, 1);
            align();
            return this;
        }
    }
}
