package io.github.rokutrickplay.generator.mp4;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The frames of a track in the order of their presentation: those that can be decoded. */
final class FrameOrder {

    private static final int SAMPLE_BITS = Integer.numberOfTrailingZeros(SampleTable.MAX_SAMPLES);
    private static final long SAMPLE_MASK = SampleTable.MAX_SAMPLES - 1L;

    /** Steps in a second. What comes faster is no frame rate but a timestamp that is off. */
    private static final int FASTEST = 250;

    /** A frame's time and, in the lowest bits, its sample: sorting needs no objects. */
    private final long[] frames;

    /** The times of all other samples, ascending: those without bytes, and those that cannot be decoded. */
    private final long[] otherTimes;

    private final long first;
    private final long frameLength;
    private final long end;

    /**
     * @param timescale units in a second of the media
     * @throws Mp4Exception if there is no frame
     */
    FrameOrder(SampleTable table, long timescale) {
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
        frames = IntStream.range(0, table.count())
                .filter(sample -> isFrame(table, sample))
                .mapToLong(sample -> (table.time(sample) - first) << SAMPLE_BITS | sample)
                .sorted()
                .toArray();
        if (frames.length == 0) {
            throw new Mp4Exception("has no video sample that can be decoded");
        }
        otherTimes = IntStream.range(0, table.count())
                .filter(sample -> !isFrame(table, sample))
                .mapToLong(table::time)
                .sorted()
                .toArray();
        frameLength = shortestStep(timescale);
        end = latest + table.end() - table.dts(table.count() - 1);
    }

    /** A sample without bytes holds on to the picture before it. */
    private static boolean isFrame(SampleTable table, int sample) {
        return table.size(sample) > 0 && table.decodeStart(sample) >= 0;
    }

    /** The length of a frame: the shortest where the rate varies. Whatever is longer than a quarter of a second is held. */
    private long shortestStep(long timescale) {
        long shortest = Math.max(1, timescale / 4);
        for (int i = 1; i < frames.length; i++) {
            long step = time(i) - time(i - 1);
            shortest = step * FASTEST >= timescale ? Math.min(shortest, step) : shortest;
        }
        return shortest;
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

    /** In the media's time scale; a quarter of a second at most. */
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

    /** The time of the first sample at or after a time, a frame or not; the longest there is if there is none. */
    long firstSampleAtOrAfter(long time) {
        int place = firstAtOrAfter(time);
        int found = Arrays.binarySearch(otherTimes, time);
        int other = found < 0 ? -found - 1 : found;
        return Math.min(
                place < frames.length ? time(place) : Long.MAX_VALUE,
                other < otherTimes.length ? otherTimes[other] : Long.MAX_VALUE);
    }
}
