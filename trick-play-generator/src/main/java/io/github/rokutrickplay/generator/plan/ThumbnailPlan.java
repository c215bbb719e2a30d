package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be decoded of an asset.
 *
 * @param interval the time from mark to mark
 * @param duration of the presentation: the sum of all EXTINF, or what was measured where they are not exact
 * @param segments all segments of the media playlist, in order
 * @param marks at least one, ascending
 * @param iFrames whether each segment holds one I-frame, and each mark's segment the very frame that it gets; else frames
 *     have to be looked for
 */
public record ThumbnailPlan(
        Duration interval, Duration duration, List<PlannedSegment> segments, List<Mark> marks, boolean iFrames) {

    /** At 20 frames a second. */
    private static final Duration HALF_A_FRAME = Duration.ofMillis(25);

    public ThumbnailPlan {
        segments = List.copyOf(segments);
        marks = List.copyOf(marks);
    }

    /**
     * Whether a mark lies in a segment that the playlist says is missing: a player shows nothing there. Just before its end
     * the mark is that of the first frame behind it.
     */
    public boolean isInGap(Mark mark) {
        PlannedSegment segment = segments.get(mark.segment());
        boolean atItsEnd = segment.end().minus(mark.time()).compareTo(HALF_A_FRAME) < 0
                && mark.segment() + 1 < segments.size()
                && !segments.get(mark.segment() + 1).isGap();
        return segment.isGap() && !atItsEnd;
    }

    /** The presentation times of the discontinuities, ascending. */
    public List<Duration> discontinuities() {
        List<Duration> times = new ArrayList<>();
        int run = 0;
        for (PlannedSegment segment : segments) {
            if (segment.run() != run) {
                run = segment.run();
                times.add(segment.start());
            }
        }
        return times;
    }

    /** How many marks lie in gaps. */
    public long marksInGaps() {
        return marks.stream().filter(this::isInGap).count();
    }

    /** A plan for whole media segments. */
    public ThumbnailPlan(Duration interval, Duration duration, List<PlannedSegment> segments, List<Mark> marks) {
        this(interval, duration, segments, marks, false);
    }
}
