package io.github.rokutrickplay.generator.mp4;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The samples of a track in decode order, numbered from 0: when each is decoded and presented, in the media's time scale,
 * and where its bytes are. Some 25 bytes a sample.
 */
final class SampleTable {

    /** 19 hours at 60 frames a second. */
    static final int MAX_SAMPLES = 1 << 22;

    /** The sum of two of them is a number of 32 bits. */
    private static final int MAX_COMPOSITION_OFFSET = Integer.MAX_VALUE / 2;

    private long[] dts = new long[1024];
    private int[] compositionOffsets = new int[1024];
    private long[] offsets = new long[1024];
    private int[] sizes = new int[1024];
    /** The number of the sample entry, from 0, where there are several. */
    private byte[] entries = new byte[1024];

    private final BitSet sync = new BitSet();
    private final BitSet cutOff = new BitSet();
    private int count;
    private long end;
    private long shift;
    private long origin;

    /**
     * Adds a sample.
     *
     * @param duration until the next is decoded
     * @param compositionOffset from its decoding to its presentation
     * @param entry the number of its sample entry, from 0
     */
    void add(long duration, int compositionOffset, long offset, int size, int entry) {
        if (count == MAX_SAMPLES) {
            throw tooMany(count + 1L);
        }
        if (offset < 0 || offset > Long.MAX_VALUE - size) {
            throw new Mp4Exception("has a sample of " + size + " bytes at byte " + offset + ", which no file has");
        }
        if (count == dts.length) {
            grow(Math.min(MAX_SAMPLES, 2 * count));
        }
        // A fragment may say that it starts before the last one's end: still nothing is decoded before what stands
        // before it.
        long decoded = count == 0 ? end : Math.max(end, dts[count - 1]);
        long time = end + compositionOffset;
        if (Math.abs(time - decoded) > MAX_COMPOSITION_OFFSET) {
            throw new Mp4Exception("has a sample that is decoded at " + decoded + " and presented at " + time
                    + " in its media's time scale, which is too far from it");
        }
        dts[count] = decoded;
        compositionOffsets[count] = (int) (time - decoded);
        offsets[count] = offset;
        sizes[count] = size;
        entries[count] = (byte) entry;
        count++;
        end += duration;
        shift = Math.max(shift, decoded - time);
    }

    static Mp4Exception tooMany(long samples) {
        return new Mp4Exception("has " + samples + " video samples or more, and " + MAX_SAMPLES + " is the limit");
    }

    void grow(int capacity) {
        dts = Arrays.copyOf(dts, capacity);
        compositionOffsets = Arrays.copyOf(compositionOffsets, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        entries = Arrays.copyOf(entries, capacity);
    }

    /** The next sample is decoded at this time (tfdt). */
    void continueAt(long time) {
        end = time;
    }

    /** The presentation starts at this time. */
    void startAt(long time) {
        origin = time;
    }

    /** The time at which the presentation starts where no edit list says so: 0, but for a part of a longer stream. */
    long origin() {
        return origin;
    }

    void markSync(int sample) {
        sync.set(sample);
    }

    void forgetSync() {
        sync.clear();
    }

    int syncCount() {
        return sync.cardinality();
    }

    /** The last sync sample up to one; the first behind it where there is none. */
    int syncAtOrBefore(int sample) {
        int before = sync.previousSetBit(sample);
        return before >= 0 ? before : sync.nextSetBit(sample);
    }

    /** The first sync sample; -1 if there is none. */
    int firstSync() {
        return sync.nextSetBit(0);
    }

    int count() {
        return count;
    }

    long dts(int sample) {
        return dts[sample];
    }

    /** When it is presented: its composition time. */
    long time(int sample) {
        return dts[sample] + compositionOffsets[sample];
    }

    long offset(int sample) {
        return offsets[sample];
    }

    int size(int sample) {
        return sizes[sample];
    }

    int entry(int sample) {
        return entries[sample];
    }

    boolean isSync(int sample) {
        return sync.get(sample);
    }

    /** The time at which the last sample's decoding ends. */
    long end() {
        return end;
    }

    /** How much later all samples would have to be presented for none to be presented before it is decoded. */
    long shift() {
        return shift;
    }

    /** The pictures that are decoded behind a sync sample, up to the next, and presented before it. */
    int[] leadingPictures(int key, int limit) {
        int next = sync.nextSetBit(key + 1);
        return IntStream.range(key + 1, next < 0 ? count : next)
                .filter(sample -> size(sample) > 0 && time(sample) < time(key))
                .limit(limit)
                .toArray();
    }

    /** A leading picture of the first sync sample refers to what is not there. */
    void markCutOff(int sample) {
        cutOff.set(sample);
    }

    /**
     * Where decoding has to start for a sample: at the last sync sample before it; or, where it is a leading picture of that
     * (presented before it), at the one before, if there is one, which it may refer to as well.
     *
     * @return -1 if it cannot be decoded: there is no such sync sample, or what it refers to is not there
     */
    int decodeStart(int sample) {
        int key = sync.previousSetBit(sample);
        if (key < 0 || time(sample) >= time(key)) {
            return key;
        }
        int before = sync.previousSetBit(key - 1);
        return before < 0 && !cutOff.get(sample) ? key : before;
    }
}
