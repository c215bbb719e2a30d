package io.github.rokutrickplay.generator.video.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Jumps among timestamps of milliseconds, in segments of 6 s with a frame each 40 ms. */
class TimestampJumpsTest {

    private static final Timebase MILLIS = new Timebase(1, 1000);

    private final List<PlannedSegment> segments = new ArrayList<>();
    private final List<Optional<SegmentStart>> starts = new ArrayList<>();

    /** The next segment's frames, as far as they are read. */
    private void segment(long firstMillis, long lastMillis) {
        segment(firstMillis, firstMillis, lastMillis);
    }

    private void segment(long soundMillis, long firstMillis, long lastMillis) {
        PlannedSegment segment = planned();
        starts.add(Optional.of(new SegmentStart(
                segment, MILLIS, soundMillis, firstMillis, lastMillis, 40, new byte[0], false, false)));
    }

    private void segment(long firstMillis) {
        segment(firstMillis, firstMillis + 200);
    }

    private PlannedSegment planned() {
        int index = segments.size();
        PlannedSegment segment = new PlannedSegment(
                index,
                new StoredBytes(new S3Location("films", "film/" + index + ".ts"), null),
                null,
                Duration.ofSeconds(6L * index),
                Duration.ofSeconds(6),
                0,
                null);
        segments.add(segment);
        return segment;
    }

    private Map<Integer, Long> basesBehindJumps() {
        Map<Integer, Long> bases = new TreeMap<>();
        clocks().forEach((index, behind) -> bases.put(index, behind.base()));
        return bases;
    }

    private Map<Integer, RunClock> clocks() {
        RunClock clock = new RunClock(MILLIS, Duration.ZERO, 1000, 40);
        return TimestampJumps.in(segments, clock, segment -> starts.get(segment.index()));
    }

    @Test
    void areThereWhereASegmentIsListedTwice() {
        segment(1000);
        segment(7000);
        segment(7000);
        segment(13_000);
        assertThat(basesBehindJumps()).containsExactly(Map.entry(2, 7000L));
    }

    @Test
    void areThereWhereTimestampsStartAgainInEachSegment() {
        segment(1000);
        segment(1000);
        segment(1000);
        assertThat(basesBehindJumps()).containsExactly(Map.entry(1, 1000L), Map.entry(2, 1000L));
    }

    @Test
    void areThereAheadWhereTheNextSegmentSharesThem() {
        segment(1000);
        segment(11_000);
        segment(17_000);
        assertThat(basesBehindJumps()).containsExactly(Map.entry(1, 11_000L));
    }

    @Test
    void areNoneWhereASegmentHasLostItsBeginning() {
        segment(1000);
        segment(11_000);
        segment(13_000);
        assertThat(basesBehindJumps()).isEmpty();
    }

    @Test
    void areNoneWhereDurationsAreNotExact() {
        segment(1000);
        segment(6000);
        segment(11_000);
        segment(16_000);
        segment(21_000);
        assertThat(basesBehindJumps()).isEmpty();
    }

    @Test
    void areNoneWhereTheFirstSegmentBeginsWithSound() {
        segment(5000);
        segment(11_000);
        segment(17_000);
        assertThat(basesBehindJumps()).isEmpty();
    }

    @Test
    void areNoneWhereTheFirstSegmentBeginsWithSoundAndThePlaylistCountsIt() {
        segment(1000, 5000, 5200);
        segment(7021);
        segment(13_021);
        assertThat(basesBehindJumps()).isEmpty();
    }

    @Test
    void areNoneWhereTheFirstSegmentBeginsWithSoundAndThePlaylistDoesNotCountIt() {
        segment(1000, 5000, 5200);
        segment(11_000);
        segment(17_000);
        assertThat(basesBehindJumps()).isEmpty();
    }

    @Test
    void leadBackToTheRunsOwnClockWhereTimestampsAreAgainWhatThePlaylistSays() {
        segment(1000);
        segment(7000);
        segment(1000);
        segment(19_021);
        segment(25_021);
        assertThat(basesBehindJumps()).containsExactly(Map.entry(2, 1000L), Map.entry(3, 1000L));
        assertThat(clocks())
                .hasEntrySatisfying(3, clock -> assertThat(clock.start()).isZero());
    }

    @Test
    void areNoneWhereOnlyTheFirstFrameIsEarly() {
        segment(1000);
        segment(3000, 7200);
        segment(13_000);
        assertThat(basesBehindJumps()).isEmpty();
    }

    @Test
    void passOverSegmentsThatCannotBeRead() {
        segment(1000);
        planned();
        starts.add(Optional.empty());
        segment(1000);
        assertThat(basesBehindJumps()).containsExactly(Map.entry(2, 1000L));
    }
}
