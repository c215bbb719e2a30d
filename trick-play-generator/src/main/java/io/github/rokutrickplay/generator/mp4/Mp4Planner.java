package io.github.rokutrickplay.generator.mp4;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.MadeBytes;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans the thumbnails of a file from its tables: which sample each mark shows is known beforehand. What has to be decoded
 * for one or several marks, from a key frame to the last sample that they need, is a segment of the plan. Pure.
 */
public final class Mp4Planner {

    /** Ten seconds of 8K at 400 Mbit/s, as for a segment of HLS. */
    private static final int MAX_SEGMENT_BYTES = 512 * 1024 * 1024;

    private final S3Location location;
    private final Mp4File file;
    private final SampleTable table;
    private final KeySearch keys;
    private final Presentation presentation;

    /**
     * Reads the tables.
     *
     * @throws Mp4Exception if they are malformed
     */
    public Mp4Planner(S3Location location, Mp4File file) {
        this.location = location;
        this.file = file;
        Mp4File.Tables tables = file.tables();
        table = tables.samples();
        keys = new KeySearch(file, table);
        presentation = new Presentation(file.movie(), table, tables.soundEnd());
    }

    /** How long the film is. */
    public Duration duration() {
        return presentation.duration();
    }

    /**
     * Samples that are decoded together: from a key frame to the last that a mark needs.
     *
     * @param start the time of its first mark
     * @param cutOff whether the file ends before they do
     */
    private record Stretch(int first, int last, Duration start, boolean cutOff) {}

    /**
     * @param times the marks' times, ascending
     */
    public ThumbnailPlan plan(List<Duration> times, Duration interval, FrameChoice choice) {
        List<Stretch> stretches = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        int before = -1;
        for (Duration time : times) {
            int sample = sample(time, choice);
            boolean ascending = before < 0 || table.time(sample) >= table.time(before);
            include(sample, time, ascending, stretches);
            before = sample;
            long timestamp = MadeFragment.timestamp(table, sample);
            marks.add(new Mark(marks.size() + 1, time, stretches.size() - 1, timestamp));
        }
        return new ThumbnailPlan(interval, duration(), segments(stretches), marks);
    }

    private int sample(Duration time, FrameChoice choice) {
        int sample = presentation.lastAtOrBefore(time);
        if (sample >= 0) {
            keys.reach(sample);
        }
        if (sample >= 0 && choice == FrameChoice.KEYFRAME) {
            keys.reachNearest(sample);
        }
        int key = choice == FrameChoice.KEYFRAME ? presentation.nearestKey(time) : -1;
        return key >= 0 ? key : sample;
    }

    /**
     * Lengthens the last stretch to a sample, or begins another: from another key frame, where two edits need the same
     * stretch, and where the file is cut off.
     */
    private void include(int sample, Duration time, boolean ascending, List<Stretch> stretches) {
        int first = table.decodeStart(sample);
        Stretch last = stretches.isEmpty() ? null : stretches.getLast();
        if (last == null || !ascending || last.first() != first) {
            stretches.add(new Stretch(first, sample, time, isCutOff(first, sample)));
            return;
        }
        boolean cutOff = last.cutOff() || isCutOff(last.last() + 1, sample);
        if (cutOff == last.cutOff()) {
            stretches.removeLast();
            stretches.add(new Stretch(first, Math.max(last.last(), sample), last.start(), cutOff));
        } else {
            stretches.add(new Stretch(first, sample, time, true));
        }
    }

    private boolean isCutOff(int first, int last) {
        for (int sample = first; sample <= last; sample++) {
            if (table.size(sample) > 0
                    && table.offset(sample) + table.size(sample) > file.file().size()) {
                return true;
            }
        }
        return false;
    }

    private List<PlannedSegment> segments(List<Stretch> stretches) {
        List<PlannedSegment> segments = new ArrayList<>(stretches.size());
        for (int i = 0; i < stretches.size(); i++) {
            Duration end = i + 1 < stretches.size() ? stretches.get(i + 1).start() : duration();
            segments.add(segment(i, stretches.get(i), end));
        }
        return segments;
    }

    private PlannedSegment segment(int index, Stretch stretch, Duration end) {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (int sample = stretch.first; sample <= stretch.last; sample++) {
            if (table.size(sample) > 0) {
                from = Math.min(from, table.offset(sample));
                to = Math.max(to, table.offset(sample) + table.size(sample));
            }
        }
        long length = to - from;
        int bytes = (int) Math.min(length, MAX_SEGMENT_BYTES);
        MadeFragment made = new MadeFragment(file, table, stretch.first, stretch.last, from, bytes);
        return new PlannedSegment(
                index,
                new StoredBytes(location, new ByteRange(from, bytes)),
                new MadeBytes(made::bytes),
                stretch.start,
                end.minus(stretch.start),
                0,
                unavailable(stretch, length));
    }

    private @Nullable String unavailable(Stretch stretch, long length) {
        if (stretch.cutOff()) {
            return "the file is cut off at byte " + file.file().size();
        }
        return length > MAX_SEGMENT_BYTES
                ? "it would take " + length + " bytes from the key frame on, and " + MAX_SEGMENT_BYTES + " is the limit"
                : null;
    }
}
