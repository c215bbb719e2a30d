package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When thumbnails are wanted: at 0, and every interval from there until the film ends. */
public final class MarkTimes {

    /** More than a day at one a second: beyond it somebody has mistaken the unit. */
    private static final int MAX_MARKS = 100_000;

    private MarkTimes() {}

    /**
     * @param source names the film in a failure
     * @param duration of the film
     * @throws PermanentFailure if there are none, or too many
     */
    public static List<Duration> of(String source, Duration duration, Duration interval) {
        if (duration.isZero() || duration.isNegative()) {
            throw new PermanentFailure(source + " has a duration of 0 seconds");
        }
        if (duration.compareTo(interval.multipliedBy(MAX_MARKS)) > 0) {
            throw new PermanentFailure(source + " is " + duration.toSeconds()
                    + " seconds long: an interval of " + interval.toMillis() / 1000.0 + " seconds makes more than "
                    + MAX_MARKS + " thumbnails, which is the limit; raise THUMBNAIL_INTERVAL");
        }
        List<Duration> times = new ArrayList<>();
        for (Duration time = Duration.ZERO; time.compareTo(duration) < 0; time = time.plus(interval)) {
            times.add(time);
        }
        return times;
    }
}
