package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import java.time.Duration;
import java.util.Locale;

/** How failures name a segment. */
final class SegmentName {

    private SegmentName() {}

    static String of(PlannedSegment segment) {
        return "segment " + segment.index() + ", " + segment.media();
    }

    static String of(PlannedSegment segment, Duration time) {
        return of(segment) + ", at " + of(time);
    }

    static String of(Duration time) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                time.toMillisPart());
    }
}
