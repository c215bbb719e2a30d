package io.github.rokutrickplay.sample;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Rewrites the boxes of fMP4 segments (ISO/IEC 14496-12), independently of the product. */
public final class MovieFragments {

    private static final int FLAGS = 0xFFFFFF;
    private static final int DATA_OFFSET = 0x1;
    private static final int FIRST_SAMPLE_FLAGS = 0x4;
    /** Of each sample: duration, size, flags, composition offset, which is the last. */
    private static final int SAMPLE_FIELDS = 0xF00;

    private MovieFragments() {}

    /**
     * A segment whose frames are decoded later, and presented when they were: its composition offsets are smaller.
     *
     * @param segment a fragment of one track, with a composition offset for each sample
     * @param ticks in units of the track
     */
    public static byte[] decodedLater(byte[] segment, int ticks) {
        ByteBuffer changed = ByteBuffer.wrap(segment.clone());
        int tfdt = contentOf(segment, "tfdt");
        if (segment[tfdt] == 1) {
            changed.putLong(tfdt + 4, changed.getLong(tfdt + 4) + ticks);
        } else {
            changed.putInt(tfdt + 4, changed.getInt(tfdt + 4) + ticks);
        }
        int trun = contentOf(segment, "trun");
        int flags = changed.getInt(trun) & FLAGS;
        changed.put(trun, (byte) 1); // whose offsets may be negative
        int fields = Integer.bitCount(flags & SAMPLE_FIELDS) * Integer.BYTES;
        int offset = trun + 8 + Integer.bitCount(flags & (DATA_OFFSET | FIRST_SAMPLE_FLAGS)) * Integer.BYTES;
        for (int sample = 0; sample < changed.getInt(trun + 4); sample++) {
            offset += fields;
            changed.putInt(offset - Integer.BYTES, changed.getInt(offset - Integer.BYTES) - ticks);
        }
        return changed.array();
    }

    private static int contentOf(byte[] segment, String type) {
        int at = new String(segment, StandardCharsets.ISO_8859_1).indexOf(type);
        if (at < 0) {
            throw new IllegalArgumentException("the segment has no " + type + " box");
        }
        return at + type.length();
    }
}
