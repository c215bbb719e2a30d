package io.github.rokutrickplay.generator.mp4;

import java.util.List;
import java.util.Optional;

/**
 * How the samples of an entry are put together of NAL units (ISO/IEC 14496-15).
 *
 * @param codec whose NAL units they are
 * @param lengthSize the bytes of the length in front of each
 */
record NalUnits(Codec codec, int lengthSize) {

    /** In place of a type: there is no slice. */
    static final int NONE = -1;

    /** Video that is written in NAL units. */
    enum Codec {
        AVC,
        HEVC,
        VVC
    }

    /**
     * @param extensions the boxes in a sample entry, among them the one that configures its decoder
     * @return empty where they are not written so
     */
    static Optional<NalUnits> of(List<Box> extensions) {
        return extensions.stream().flatMap(box -> of(box.copy()).stream()).findFirst();
    }

    private static Optional<NalUnits> of(Box box) {
        return switch (box.type()) {
            case "avcC" -> Optional.of(new NalUnits(Codec.AVC, (box.skip(4).unsigned8() & 3) + 1));
            case "hvcC" -> Optional.of(new NalUnits(Codec.HEVC, (box.skip(21).unsigned8() & 3) + 1));
            case "vvcC" -> Optional.of(new NalUnits(Codec.VVC, (box.skip(4).unsigned8() >> 1 & 3) + 1));
            default -> Optional.empty();
        };
    }

    /**
     * The nal_unit_type of a sample's first slice.
     *
     * @param head the sample's first bytes
     * @return {@value #NONE} if there is no slice in them
     */
    int firstSlice(byte[] head) {
        long at = 0;
        while (at + lengthSize + 1 < head.length) {
            long length = 0;
            for (int i = 0; i < lengthSize; i++) {
                length = length << 8 | Byte.toUnsignedInt(head[(int) at + i]);
            }
            int type = type(head, (int) at + lengthSize);
            if (isSlice(type)) {
                return type;
            }
            at += lengthSize + length;
        }
        return NONE;
    }

    private int type(byte[] bytes, int at) {
        return switch (codec) {
            case AVC -> bytes[at] & 0x1F;
            case HEVC -> bytes[at] >> 1 & 0x3F;
            case VVC -> bytes[at + 1] >> 3 & 0x1F;
        };
    }

    private boolean isSlice(int type) {
        return switch (codec) {
            case AVC -> type >= 1 && type <= 5;
            case HEVC -> type <= 31;
            case VVC -> type <= 11;
        };
    }
}
