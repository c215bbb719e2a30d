package io.github.rokutrickplay.generator.video.fetch;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentTask;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.TransportStreamTables;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import io.github.rokutrickplay.hls.ByteRange;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Guesses where in a transport stream's segment the key frame for a mark in its middle starts, so that what comes before need
 * not be read. It guesses by the segments that were read before: their bytes a second, the distance of their key frames, and
 * how wrong it would have been. A guess may be wrong: whoever reads from there has to see that the frame was found. For many
 * threads.
 */
public final class SeekEstimator {

    private static final int PACKET = 188;
    private static final double NANOS = 1e9;

    /** To skip less than this is not worth a guess. */
    private static final int MIN_SKIPPED = 48 * 1024;

    /** Added to what guesses were found to be off, which is a share of a segment's bytes. */
    private static final double MIN_MARGIN = 0.03;

    /** How much more a guess is taken to be off when one was too late; and how much less with each segment. */
    private static final double TOO_LATE = 0.1;

    private static final double FORGET = 0.99;

    /** How far apart distances of key frames may be, in seconds, to be taken for the same. */
    private static final double SAME_DISTANCE = 0.1;

    /** Of each run those at its start. */
    private final Map<Integer, TransportStreamTables> tables = new HashMap<>();

    private double bytesPerSecond;
    private double shortestGop = Double.MAX_VALUE;
    private double longestGop;
    private double error;

    /**
     * The part of a task's segment to read for its marks: a segment of its own, with the program tables put in front.
     *
     * @return empty where it is better read from its start
     */
    synchronized Optional<PlannedSegment> part(SegmentTask task) {
        PlannedSegment segment = task.segment();
        TransportStreamTables tablesOfRun = tables.get(segment.run());
        if (tablesOfRun == null || longestGop == 0 || !suitable(segment)) {
            return Optional.empty();
        }
        double key = lastKeyBefore(seconds(task.marks().getFirst().time().minus(segment.start())));
        double bytes = bytesPerSecond * (key - (error + MIN_MARGIN) * seconds(segment.duration()));
        if (bytes < MIN_SKIPPED) {
            return Optional.empty();
        }
        long skipped = (long) bytes / PACKET * PACKET;
        ByteRange range = segment.media().range();
        if (range != null && skipped >= range.length()) {
            return Optional.empty();
        }
        ByteRange rest = range == null
                ? new ByteRange(skipped, Long.MAX_VALUE - skipped)
                : new ByteRange(range.offset() + skipped, range.length() - skipped);
        return Optional.of(segment.part(new StoredBytes(segment.media().location(), rest), tablesOfRun));
    }

    private double lastKeyBefore(double seconds) {
        boolean regular = longestGop - shortestGop < SAME_DISTANCE;
        // A mark on a key frame may come out a little before it.
        return regular ? Math.floor((seconds + SAME_DISTANCE / 2) / longestGop) * longestGop : seconds - longestGop;
    }

    /** What is decrypted has to be read from its start; and what has an initialization section has no program tables. */
    private static boolean suitable(PlannedSegment segment) {
        return segment.media().encryption() == null && segment.initialization() == null;
    }

    /**
     * Learns from a segment of a transport stream that was read from its start.
     *
     * @param bytes those of the segment
     * @param index the packets that were read of it
     * @param positions where each packet starts in the bytes; negative where that is not known
     */
    public synchronized void learn(SegmentBytes bytes, PacketIndex index, IntToLongFunction positions, RunClock clock) {
        PlannedSegment segment = bytes.segment();
        boolean telling = index.key(0)
                && index.pts(0) != PacketIndex.NONE
                && !segment.duration().isZero();
        if (!telling || !suitable(segment) || bytes.size().isEmpty()) {
            return;
        }
        tables.computeIfAbsent(segment.run(), run -> TransportStreamTables.at(segment.media()));
        double duration = seconds(segment.duration());
        double rate = bytes.size().getAsInt() / duration;
        bytesPerSecond = bytesPerSecond == 0 ? rate : (3 * bytesPerSecond + rate) / 4;
        error *= FORGET;
        double last = 0;
        for (int packet = 1; packet < index.size(); packet++) {
            if (index.key(packet) && index.pts(packet) != PacketIndex.NONE) {
                double time = clock.seconds(index.pts(packet)) - clock.seconds(index.pts(0));
                shortestGop = Math.min(shortestGop, time - last);
                longestGop = Math.max(longestGop, time - last);
                last = time;
                noteError(time, positions.applyAsLong(packet), duration);
            }
        }
    }

    /**
     * Learns from a part in which the frames were found.
     *
     * @param bytes those of the part
     * @param position where the key frame that was needed starts in the bytes
     * @param time when that is presented, in seconds
     */
    public synchronized void learnFromPart(PlannedSegment whole, SegmentBytes bytes, long position, double time) {
        long positionInWhole =
                bytes.positionInMedia(position) + start(bytes.segment().media()) - start(whole.media());
        error *= FORGET;
        noteError(time - seconds(whole.start()), positionInWhole, seconds(whole.duration()));
    }

    private static long start(StoredBytes media) {
        return media.range() == null ? 0 : media.range().offset();
    }

    /** Is told that a frame was not found where it was guessed. */
    public synchronized void tooLate() {
        error += TOO_LATE;
    }

    /** That of a key frame, by the linear guess; a packet whose data was let go has no position. */
    private void noteError(double time, long position, double duration) {
        if (position >= 0) {
            error = Math.max(error, (bytesPerSecond * time - position) / (bytesPerSecond * duration));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
