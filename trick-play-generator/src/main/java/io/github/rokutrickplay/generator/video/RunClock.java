package io.github.rokutrickplay.generator.video;

import java.time.Duration;

/**
 * What timestamps mean between one discontinuity and the next.
 *
 * @param start the presentation time at which the run starts
 * @param base the timestamp of the frame presented then, in units of the time base
 * @param frame the length of a frame, in units of the time base
 */
record RunClock(Timebase timebase, Duration start, long base, long frame) {

    private static final int TRANSPORT_STREAM_BITS = 33;
    private static final double NANOS = 1e9;

    /** In seconds. A shorter step between timestamps is damage. */
    private static final double SHORTEST_FRAME = 1 / 250.0;

    private static final double WRAP = 1L << TRANSPORT_STREAM_BITS;

    /** The earliest timestamp that the first frame at or after a time may have: half a frame is given for rounding. */
    long target(Duration time) {
        return base + Math.ceilDiv(timebase.halfTicks(time.minus(start)) - frame, 2);
    }

    /** Where a part of the run has shorter frames than its start: half of one of these is given for rounding. */
    RunClock withShorterFrames(long length) {
        boolean shorter = length < frame && timebase.seconds(length) >= SHORTEST_FRAME;
        return shorter ? new RunClock(timebase, start, base, length) : this;
    }

    /** The presentation time of a timestamp, in seconds. */
    double seconds(long timestamp) {
        return start.toNanos() / NANOS + timebase.seconds(timestamp - base);
    }

    double frameSeconds() {
        return timebase.seconds(frame);
    }

    /** The timestamp of a presentation time. */
    long timestamp(Duration time) {
        return base + Math.round(timebase.ticks(time.minus(start)));
    }

    /** The same in another unit: an initialization section may bring its own. */
    RunClock in(Timebase other) {
        return other.equals(timebase)
                ? this
                : new RunClock(other, start, other.rescale(base, timebase), other.rescale(frame, timebase));
    }

    /** Gives a transport stream's timestamp the bits that it lost: of all that look the same, the one nearest to what is expected. */
    static long unwrap(long timestamp, long expected) {
        return timestamp + (Math.round((expected - timestamp) / WRAP) << TRANSPORT_STREAM_BITS);
    }
}
