package io.github.rokutrickplay.generator.mp4;

import java.util.Arrays;

/** The frames of a track in the order of their presentation: those that can be decoded. */
final class FrameOrder {

    private static final int SAMPLE_BITS = Integer.numberOfTrailingZeros(SampleTable.MAX_SAMPLES);
    private static final long SAMPLE_MASK = SampleTable.MAX_SAMPLES - 1L;

    /** A frame's time and, in the lowest bits, its sample: sorting needs no objects. */
    private final long[] frames;

    private final long first;
    private final long frameLength;
    private final long end;

    /**
     * @throws Mp4Exception if there is no frame
     */
    FrameOrder(SampleTable table) {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int sample = 0; sample < table.count(); sample++) {
            earliest = Math.min(earliest, table.time(sample));
            latest = Math.max(latest, table.time(sample));
        }
        if (latest - earliest > Long.MAX_VALUE >> SAMPLE_BITS) {
            throw new Mp4Exception("has samples from " + earliest + " to " + latest
                    + " in its media's time scale, which is" + " too long a film to be true");
        }
        first = earliest;
        frames = sorted(table);
        if (frames.length == 0) {
            throw new Mp4Exception("has no video sample that can be decoded");
        }
        frameLength = shortestStep(table);
        end = time(frames.length - 1) + lastDuration(table);
    }

    private long[] sorted(SampleTable table) {
        long[] all = new long[table.count()];
        int count = 0;
        for (int sample = 0; sample < table.count(); sample++) {
            // A sample without bytes holds on to the picture before it.
            if (table.size(sample) > 0 && table.decodeStart(sample) >= 0) {
                all[count++] = (table.time(sample) - first) << SAMPLE_BITS | sample;
            }
        }
        long[] found = Arrays.copyOf(all, count);
        Arrays.sort(found);
        return found;
    }

    /** The length of a frame: the shortest where the rate varies. */
    private long shortestStep(SampleTable table) {
        long shortest = Long.MAX_VALUE;
        for (int i = 1; i < frames.length; i++) {
            long step = time(i) - time(i - 1);
            shortest = step > 0 ? Math.min(shortest, step) : shortest;
        }
        return shortest == Long.MAX_VALUE ? Math.max(1, table.end() - table.dts(0)) : shortest;
    }

    private static long lastDuration(SampleTable table) {
        return table.end() - table.dts(table.count() - 1);
    }

    int count() {
        return frames.length;
    }

    /** The sample of a frame, by its place. */
    int sample(int place) {
        return (int) (frames[place] & SAMPLE_MASK);
    }

    /** The composition time of a frame, by its place. */
    long time(int place) {
        return first + (frames[place] >> SAMPLE_BITS);
    }

    /** In the media's time scale. */
    long frameLength() {
        return frameLength;
    }

    /** When the last frame has been presented. */
    long end() {
        return end;
    }

    /** The place of the first frame at or after a time; {@link #count()} if there is none. */
    int firstAtOrAfter(long time) {
        if (time <= first) {
            return 0;
        }
        if (time > time(frames.length - 1)) {
            return frames.length;
        }
        int found = Arrays.binarySearch(frames, (time - first) << SAMPLE_BITS);
        return found < 0 ? -found - 1 : found;
    }
}
