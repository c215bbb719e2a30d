package io.github.rokutrickplay.generator.video.timeline;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import java.time.Duration;

/**
 * What timestamps mean between one discontinuity and the next.
 *
 * @param start the presentation time at which the run starts
 * @param base the timestamp that is presented then, in units of the time base
 * @param frame the length of a frame, in units of the time base
 */
public record RunClock(Timebase timebase, Duration start, long base, long frame) {

    private static final Timebase TRANSPORT_STREAM = new Timebase(1, 90_000);
    private static final int TRANSPORT_STREAM_BITS = 33;
    private static final double NANOS = 1e9;

    /** In seconds. A shorter step between timestamps is damage. */
    private static final double SHORTEST_FRAME = 1 / 250.0;

    /** In seconds. What is shown for longer is held, and nothing is rounded for that: slides and the like. */
    private static final double LONGEST_FRAME = 0.25;

    /** In seconds: 23 frames a second. Animation holds frames for two or three, here and there. */
    private static final double LONGEST_STEADY_FRAME = 1 / 23.0;

    private static final double WRAP = 1L << TRANSPORT_STREAM_BITS;

    /** The latest timestamp that the frame on the screen at a time may have: half a frame is given for rounding. */
    public long latest(Duration time) {
        long rounding = Math.min(frame, timebase.ticks(LONGEST_FRAME));
        return base + Math.floorDiv(timebase.halfTicks(time.minus(start)) + rounding, 2);
    }

    /** Where a part of the run has shorter frames than its start: half of one of these is given for rounding. */
    public RunClock withShorterFrames(long length) {
        boolean shorter = length < frame && timebase.seconds(length) >= SHORTEST_FRAME;
        return shorter ? new RunClock(timebase, start, base, length) : this;
    }

    /** The length of a frame where all are as long, as far as that can be trusted: what is slower may become faster. */
    public long steadyFrame() {
        return timebase.seconds(frame) <= LONGEST_STEADY_FRAME ? frame : 0;
    }

    /** The presentation time of a timestamp, in seconds. */
    public double seconds(long timestamp) {
        return start.toNanos() / NANOS + timebase.seconds(timestamp - base);
    }

    public double frameSeconds() {
        return timebase.seconds(frame);
    }

    /** The timestamp of a presentation time. */
    public long timestamp(Duration time) {
        return base + Math.round(timebase.ticks(time.minus(start)));
    }

    /** The same in another unit: an initialization section may bring its own. */
    public RunClock in(Timebase other) {
        return other.equals(timebase)
                ? this
                : new RunClock(other, start, other.rescale(base, timebase), other.rescale(frame, timebase));
    }

    /** The same for a timestamp of a segment that is somewhere near its place in the playlist; those of fMP4 have lost none. */
    public long unwrap(long timestamp, PlannedSegment segment) {
        return timebase.equals(TRANSPORT_STREAM) ? unwrap(timestamp, timestamp(segment.start())) : timestamp;
    }

    /** Gives a transport stream's timestamp the bits that it lost: of all that look the same, the one nearest to what is expected. */
    public static long unwrap(long timestamp, long expected) {
        return timestamp + (Math.round((expected - timestamp) / WRAP) << TRANSPORT_STREAM_BITS);
    }
}
