package io.github.rokutrickplay.generator.bitstream;

import java.util.Arrays;

/**
 * Looks for pictures that H.264 counts and that are not there: {@code frame_num} goes up by one with each reference frame (Rec.
 * ITU-T H.264, 7.4.3), unless the sequence parameter set allows gaps. A decoder conceals what is missing and says nothing of it.
 * Sees access units in decode order; for one thread.
 */
public final class FrameNumbers {

    private static final int SLICE = 1;
    private static final int PARTITION = 2;
    private static final int IDR = 5;
    private static final int SPS = 7;
    private static final int UNKNOWN = -1;

    /** profile_idc of those whose parameter sets tell the chroma format. */
    private static final int[] WITH_CHROMA_FORMAT = {44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244};

    private static final int MAX_LOG2 = 16;

    private final int lengthSize;
    private int log2MaxFrameNum = UNKNOWN;
    private boolean gapsAllowed;
    private boolean separateColourPlanes;
    /** Of the last reference picture. */
    private int reference = UNKNOWN;

    /**
     * @param configuration the decoder configuration record (avcC), or parameter sets behind start codes; may be empty
     */
    public FrameNumbers(byte[] configuration) {
        lengthSize = NalUnits.lengthSizeOfAvcC(configuration);
        if (lengthSize == 0) {
            readSets(new NalUnits(configuration, configuration.length, 0));
        } else if (configuration.length > 8 && (configuration[5] & 0x1F) > 0) {
            // avcC: five bytes, the number of sequence parameter sets, then each behind its length of two bytes.
            int length =
                    Math.min(((configuration[6] & 0xFF) << 8) | (configuration[7] & 0xFF), configuration.length - 8);
            readSequence(Bits.unescaped(configuration, 9, 8 + Math.max(1, length)));
        }
    }

    private void readSets(NalUnits units) {
        while (units.next()) {
            if ((units.header(0) & 0x1F) == SPS) {
                readSequence(units.payload(1));
            }
        }
    }

    /** As much of seq_parameter_set_data as it takes (7.3.2.1.1). */
    private void readSequence(Bits bits) {
        int profile = bits.read(8);
        bits.skip(16);
        bits.ue(); // seq_parameter_set_id
        separateColourPlanes = false;
        if (Arrays.binarySearch(WITH_CHROMA_FORMAT, profile) >= 0) {
            if (bits.ue() == 3) {
                separateColourPlanes = bits.one() == 1;
            }
            bits.ue();
            bits.ue();
            bits.skip(1);
            if (bits.one() == 1) {
                log2MaxFrameNum = UNKNOWN; // scaling lists, which nobody has in these films, come before it
                return;
            }
        }
        int log2 = bits.ue() + 4;
        int orderType = bits.ue();
        if (orderType == 0) {
            bits.ue();
        } else if (orderType == 1) {
            bits.skip(1);
            bits.ue();
            bits.ue();
            int cycle = bits.ue();
            for (int i = 0; i < cycle && bits.left() > 0; i++) {
                bits.ue();
            }
        }
        bits.ue(); // max_num_ref_frames
        gapsAllowed = bits.one() == 1;
        log2MaxFrameNum = bits.left() > 0 && log2 <= MAX_LOG2 ? log2 : UNKNOWN;
    }

    /**
     * Looks at an access unit, or at a field of one.
     *
     * @param start its first bytes, with the first slice's header
     * @param size how many bytes it has
     * @return whether reference pictures before it are missing
     */
    public boolean skips(byte[] start, int size) {
        NalUnits units = new NalUnits(start, size, lengthSize);
        while (units.next()) {
            int header = units.header(0);
            int type = header & 0x1F;
            if (type == SPS) {
                readSequence(units.payload(1));
            } else if (type == SLICE || type == PARTITION || type == IDR) {
                return skips(units.payloadStart(1), type == IDR, (header >> 5 & 3) != 0);
            }
        }
        return false;
    }

    private boolean skips(Bits slice, boolean idr, boolean isReference) {
        if (log2MaxFrameNum == UNKNOWN) {
            return false;
        }
        slice.ue(); // first_mb_in_slice
        slice.ue(); // slice_type
        slice.ue(); // pic_parameter_set_id
        slice.skip(separateColourPlanes ? 2 : 0);
        int number = slice.read(log2MaxFrameNum);
        if (slice.left() < 0) {
            return false;
        }
        int before = idr ? number : reference;
        boolean follows = before == UNKNOWN
                || number == before
                || number == (before + 1) % (1 << log2MaxFrameNum)
                || number == 0; // as behind memory_management_control_operation 5
        if (isReference || idr) {
            reference = number;
        }
        return !follows && !gapsAllowed;
    }
}
