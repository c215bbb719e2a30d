package io.github.rokutrickplay.generator.mp4;

import java.util.Optional;

/** Sample sizes, one after the other. */
final class SampleSizes {

    private final Box box;
    private final int each;
    private final int bits;
    private final long count;
    private int pair = -1;

    /**
     * @param each the size of all samples; 0 where each has its own
     * @param bits of an entry
     */
    private SampleSizes(Box box, int each, int bits, long count) {
        this.box = box;
        this.each = each;
        this.bits = bits;
        this.count = count;
    }

    /** The sizes of a sample table box: of its stsz, or its stz2. */
    static SampleSizes of(Box stbl) {
        Optional<Box> stsz = stbl.find("stsz");
        if (stsz.isPresent()) {
            Box box = stsz.get().skip(Integer.BYTES);
            int each = box.signed32();
            return each != 0
                    ? new SampleSizes(box, each, 0, box.unsigned32())
                    : new SampleSizes(box, 0, 32, box.count(4));
        }
        Box stz2 = stbl.find("stz2").orElseThrow(() -> Mp4Exception.bad("stbl", "it has neither stsz nor stz2"));
        int bits = stz2.skip(Integer.BYTES + 3).unsigned8();
        if (bits != 4 && bits != 8 && bits != 16) {
            throw Mp4Exception.bad("stz2", "its field_size is " + bits);
        }
        long count = stz2.unsigned32();
        if (count * bits > 8L * stz2.remaining()) {
            throw Mp4Exception.bad(
                    "stz2", "it says that it has " + count + " entries, and has " + stz2.remaining() + " bytes");
        }
        return new SampleSizes(stz2, 0, bits, count);
    }

    long count() {
        return count;
    }

    int next() {
        int size = each != 0 ? each : read();
        if (size < 0) {
            throw Mp4Exception.bad(box.type(), "a sample is " + Integer.toUnsignedString(size) + " bytes large");
        }
        return size;
    }

    private int read() {
        return switch (bits) {
            case 4 -> nibble();
            case 8 -> box.unsigned8();
            case 16 -> box.unsigned16();
            default -> box.signed32();
        };
    }

    private int nibble() {
        int value = pair < 0 ? box.unsigned8() : pair;
        boolean first = pair < 0;
        pair = first ? value : -1;
        return first ? value >> 4 : value & 0xF;
    }
}
