package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import java.util.Locale;

/** How failures name a segment. */
public final class SegmentName {

    private SegmentName() {}

    public static String of(PlannedSegment segment) {
        return "segment " + segment.index() + ", " + segment.media();
    }

    public static String of(PlannedSegment segment, Duration time) {
        return of(segment) + ", at " + of(time);
    }

    public static String of(Duration time) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                time.toMillisPart());
    }
}
