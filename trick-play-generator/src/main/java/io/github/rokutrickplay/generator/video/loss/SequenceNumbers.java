package io.github.rokutrickplay.generator.video.loss;

import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers that a muxer counts on from packet to packet, and often from segment to segment: a transport stream's continuity
 * counters (ISO/IEC 13818-1 section 2.4.3.3), and the sequence numbers of movie fragments (ISO/IEC 14496-12 section 8.8.5).
 * Where they go on from one segment to the next, nothing was lost in between.
 *
 * @param first of each stream, by its PID; fragments are one stream
 * @param last likewise
 * @param modulus where counting starts again
 */
record SequenceNumbers(Map<Integer, Long> first, Map<Integer, Long> last, long modulus) {

    private static final int FRAGMENTS = -1;
    private static final int PACKET = 188;
    private static final int NULL_PID = 0x1FFF;
    private static final int PAYLOAD = 0x10;
    private static final int ADAPTATION = 0x20;
    private static final int DISCONTINUITY = 0x80;
    private static final int HEADER = 8;
    private static final int MFHD_NUMBER = 20;

    /** How the numbers of two segments lie to each other. */
    enum Succession {
        /** They go on. */
        FOLLOWS,
        /** Some between them are missing. */
        BROKEN,
        /** They are counted from the start again, or there are none. */
        UNKNOWN
    }

    /** Those of a segment of which nothing is damaged. */
    static SequenceNumbers of(SegmentBytes bytes, boolean transportStream) {
        return transportStream ? ofPackets(bytes) : ofFragments(bytes);
    }

    private static SequenceNumbers ofPackets(SegmentBytes bytes) {
        SequenceNumbers numbers = new SequenceNumbers(new TreeMap<>(), new TreeMap<>(), 16);
        byte[] packet = new byte[PACKET];
        for (long at = 0; filled(bytes, at, packet); at += PACKET) {
            int pid = ((packet[1] & 0x1F) << 8) | (packet[2] & 0xFF);
            if (pid == NULL_PID || (packet[3] & PAYLOAD) == 0) {
                continue;
            }
            long counter = packet[3] & 0x0F;
            boolean announced = (packet[3] & ADAPTATION) != 0 && packet[4] != 0 && (packet[5] & DISCONTINUITY) != 0;
            // Whatever comes before what starts anew does not count.
            numbers.first.putIfAbsent(pid, announced ? -1L : counter);
            numbers.last.put(pid, counter);
        }
        return numbers;
    }

    private static SequenceNumbers ofFragments(SegmentBytes bytes) {
        SequenceNumbers numbers = new SequenceNumbers(new TreeMap<>(), new TreeMap<>(), 1L << 32);
        byte[] header = new byte[MFHD_NUMBER + Integer.BYTES];
        long at = 0;
        while (filled(bytes, at, header)) {
            ByteBuffer box = ByteBuffer.wrap(header);
            long size = Integer.toUnsignedLong(box.getInt(0));
            if (size == 1) {
                size = box.getLong(HEADER);
            }
            // A fragment's header is its first box.
            if (box.getInt(4) == type("moof") && box.getInt(HEADER + 4) == type("mfhd")) {
                long number = Integer.toUnsignedLong(box.getInt(MFHD_NUMBER));
                numbers.first.putIfAbsent(FRAGMENTS, number);
                numbers.last.put(FRAGMENTS, number);
            }
            if (size < HEADER) {
                break;
            }
            at += size;
        }
        return numbers;
    }

    private static int type(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    private static boolean filled(SegmentBytes bytes, long position, byte[] target) {
        int filled = 0;
        int read = 1;
        while (read > 0 && filled < target.length) {
            read = bytes.read(position + filled, target, filled, target.length - filled);
            filled += read;
        }
        return filled == target.length;
    }

    /** How the next segment's numbers lie to this one's. */
    Succession succession(SequenceNumbers next) {
        Succession found = Succession.UNKNOWN;
        for (Map.Entry<Integer, Long> stream : last.entrySet()) {
            Long behind = next.first.get(stream.getKey());
            if (behind == null || behind < 0) {
                continue;
            }
            if (behind == (stream.getValue() + 1) % modulus) {
                found = found == Succession.BROKEN ? found : Succession.FOLLOWS;
            } else if (!behind.equals(first.get(stream.getKey()))) {
                found = Succession.BROKEN;
            }
        }
        return found;
    }
}
