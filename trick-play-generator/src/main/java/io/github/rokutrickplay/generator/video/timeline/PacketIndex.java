package io.github.rokutrickplay.generator.video.timeline;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The timestamps of a segment's video packets, in decode order, from the first on. Knows nothing of libav.
 *
 * <p>That a packet's frame is presented no earlier than it is decoded (pts >= dts), and that packets come in the order of
 * their dts, is what tells that nothing earlier can follow.
 */
public final class PacketIndex {

    /** In place of a timestamp that a packet does not have. */
    public static final long NONE = Long.MIN_VALUE;

    private long[] pts = new long[64];
    private long[] dts = new long[64];
    private boolean[] keys = new boolean[64];
    private PictureKind[] kinds = new PictureKind[64];
    private int size;
    private long lastDts = NONE;
    private long lastFrameDts = NONE;
    private long shortestStep = Long.MAX_VALUE;

    public void clear() {
        size = 0;
        lastDts = NONE;
        lastFrameDts = NONE;
        shortestStep = Long.MAX_VALUE;
    }

    public void add(long packetPts, long packetDts, boolean key) {
        add(packetPts, packetDts, key, PictureKind.FRAME);
    }

    public void add(long packetPts, long packetDts, boolean key, PictureKind kind) {
        if (size == pts.length) {
            pts = Arrays.copyOf(pts, 2 * size);
            dts = Arrays.copyOf(dts, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        // A second field is shown with the first.
        pts[size] = kind == PictureKind.SECOND_FIELD ? NONE : packetPts;
        dts[size] = packetDts;
        keys[size] = key && kind != PictureKind.SECOND_FIELD;
        kinds[size] = kind;
        size++;
        lastDts = Math.max(lastDts, packetDts);
        if (kind != PictureKind.SECOND_FIELD) {
            if (packetDts != NONE && lastFrameDts != NONE && packetDts > lastFrameDts) {
                shortestStep = Math.min(shortestStep, packetDts - lastFrameDts);
            }
            lastFrameDts = packetDts;
        }
    }

    public int size() {
        return size;
    }

    public long pts(int packet) {
        return pts[packet];
    }

    public boolean key(int packet) {
        return keys[packet];
    }

    /** The packet that is presented first of those at or after the timestamp, as far as packets are known. */
    public OptionalInt firstAtOrAfter(long timestamp) {
        int best = -1;
        for (int i = 0; i < size; i++) {
            if (pts[i] != NONE && pts[i] >= timestamp && (best < 0 || pts[i] < pts[best])) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** The packet that is presented last of those at or before the timestamp, as far as packets are known. */
    public OptionalInt lastAtOrBefore(long timestamp) {
        return lastAtOrBefore(timestamp, packet -> true);
    }

    /** The same among some of the packets. */
    public OptionalInt lastAtOrBefore(long timestamp, IntPredicate among) {
        int best = -1;
        for (int i = 0; i < size; i++) {
            if (pts[i] != NONE && pts[i] <= timestamp && (best < 0 || pts[i] > pts[best]) && among.test(i)) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** The last presentation before a timestamp, as far as packets are known; {@link #NONE} if there is none. */
    public long lastBefore(long timestamp) {
        long last = NONE;
        for (int i = 0; i < size; i++) {
            if (pts[i] < timestamp) {
                last = Math.max(last, pts[i]);
            }
        }
        return last;
    }

    /** The longest step from one presentation to the next; 0 where there is none. */
    public long longestStep() {
        long[] sorted = Arrays.copyOf(pts, size);
        Arrays.sort(sorted);
        long longest = 0;
        for (int i = 1; i < size; i++) {
            longest = sorted[i - 1] == NONE ? longest : Math.max(longest, sorted[i] - sorted[i - 1]);
        }
        return longest;
    }

    /** Whether packets came in the order of their decoding times, as they must. */
    public boolean inOrder() {
        long last = NONE;
        for (int i = 0; i < size; i++) {
            if (dts[i] != NONE && dts[i] <= last) {
                return false;
            }
            last = Math.max(last, dts[i]);
        }
        return true;
    }

    /** Whether no later packet can change what {@link #firstAtOrAfter} says. */
    public boolean settled(long timestamp) {
        if (lastDts < timestamp) {
            return false;
        }
        OptionalInt best = firstAtOrAfter(timestamp);
        return best.isPresent() && lastDts >= pts[best.getAsInt()] && complete(best.getAsInt());
    }

    /**
     * Whether no later packet can change what {@link #lastAtOrBefore} says: all that are decoded by then are known, or there is
     * no room for another frame.
     *
     * @param frame the length of a frame, if none is shorter; 0 if that is not known
     */
    public boolean settledAtOrBefore(long timestamp, long frame) {
        OptionalInt best = lastAtOrBefore(timestamp);
        if (best.isEmpty()) {
            return decodesBehind(timestamp);
        }
        long shown = pts[best.getAsInt()];
        return complete(best.getAsInt())
                && (decodesBehind(timestamp) || (lastDts >= shown && shown > timestamp - frame));
    }

    /** Whether all that are decoded by then, and so all that are presented by then, are known. */
    public boolean decodesBehind(long timestamp) {
        return lastDts > timestamp;
    }

    /** From when the first packet is decoded to when the last is; 0 where there are none. */
    public long decodingSpan() {
        return size == 0 || dts[0] == NONE || lastDts == NONE ? 0 : lastDts - dts[0];
    }

    /** Whether all packets of a frame are known. */
    public boolean complete(int packet) {
        return kinds[packet] != PictureKind.FIRST_FIELD || packet + 1 < size;
    }

    /** The last packet of a frame, by its first. */
    public int lastOfFrame(int packet) {
        return packet + 1 < size && kinds[packet + 1] == PictureKind.SECOND_FIELD ? packet + 1 : packet;
    }

    /** The packet by which a frame goes, by any of its packets. */
    public int firstOfFrame(int packet) {
        return kinds[packet] == PictureKind.SECOND_FIELD ? packet - 1 : packet;
    }

    /** Whether a packet's frame is presented before the key frame that it follows: what it refers to may lie before that. */
    public boolean leads(int packet, int key) {
        return pts[packet] != NONE && pts[packet] < pts[key];
    }

    /** Whether a packet's frame is the first of the segment in presentation order. */
    boolean presentedFirst(int packet) {
        for (int i = 0; i < size; i++) {
            if (pts[i] != NONE && pts[i] < pts[packet]) {
                return false;
            }
        }
        return true;
    }

    /** The key frame nearest to the timestamp, the earlier of two. */
    public OptionalInt nearestKey(long timestamp) {
        int best = -1;
        for (int i = 0; i < size; i++) {
            if (keys[i]
                    && pts[i] != NONE
                    && (best < 0 || Math.abs(pts[i] - timestamp) < Math.abs(pts[best] - timestamp))) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Whether no later packet can be a key frame that is nearer. */
    public boolean keySettled(long timestamp) {
        OptionalInt best = nearestKey(timestamp);
        return best.isPresent()
                && complete(best.getAsInt())
                && lastDts - timestamp >= Math.abs(pts[best.getAsInt()] - timestamp);
    }

    /**
     * Where decoding has to start for a packet: at the last key frame before it in decode order; or, where it is a leading
     * picture of that key frame (presented before it) and not known to do without, at the one before, which it may refer to
     * as well.
     *
     * @return empty if that key frame lies before the segment
     */
    public OptionalInt decodeStart(int packet) {
        int key = keyAtOrBefore(packet);
        if (key >= 0 && pts[packet] < pts[key] && kinds[packet] != PictureKind.DECODABLE_LEADING) {
            key = keyAtOrBefore(key - 1);
        }
        return key < 0 ? OptionalInt.empty() : OptionalInt.of(key);
    }

    /** The last key frame at or before a packet in decode order; -1 if there is none. */
    public int keyAtOrBefore(int packet) {
        int key = packet;
        while (key >= 0 && !keys[key]) {
            key--;
        }
        return key;
    }

    /** The earliest presentation; {@link #NONE} if no packet has a time. */
    public long firstPts() {
        OptionalInt first = firstAtOrAfter(NONE + 1);
        return first.isEmpty() ? NONE : pts[first.getAsInt()];
    }

    /** The length of a frame as their number tells it; 0 if they are not all about equally long. */
    public double meanFrameLength() {
        long shortest = frameLength();
        int frames = 0;
        long before = NONE;
        for (int i = 0; i < size; i++) {
            if (kinds[i] == PictureKind.SECOND_FIELD) {
                continue;
            }
            if (dts[i] == NONE || (before != NONE && dts[i] - before > shortest + 2)) {
                return 0;
            }
            before = dts[i];
            frames++;
        }
        return frames < 2 ? 0 : (before - dts[0]) / (frames - 1.0);
    }

    /** The latest presentation; {@link #NONE} if no packet has a time. */
    public long lastPts() {
        return Arrays.stream(pts, 0, size).max().orElse(NONE);
    }

    /** The shortest step from one dts to the next so far: the length of a frame; 0 if it cannot be told. */
    public long frameLength() {
        return shortestStep == Long.MAX_VALUE ? 0 : shortestStep;
    }
}
