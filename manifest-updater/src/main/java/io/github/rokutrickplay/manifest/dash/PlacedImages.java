package io.github.rokutrickplay.manifest.dash;

import io.github.rokutrickplay.dash.PeriodTimes;
import io.github.rokutrickplay.dash.UnusableMpdException;
import java.util.List;
import java.util.Optional;

/**
 * Which images one Period shows, and when.
 *
 * <p>In a Period that begins on a multiple of the interval, images are numbered on from the first one's by {@code @startNumber}, with a
 * constant {@code @duration}. In any other, the first image began before the Period. With a {@code @duration}, players begin an
 * image with the Period and leave {@code @presentationTimeOffset} aside; of a {@code SegmentTimeline} they take it from the times
 * (measured in shaka 5.2.12 and dash.js 5.2.1). So a timeline says it, of full intervals. One also says how many images there are where the
 * Period is longer than they last, or does not tell its length: nobody asks for an image that is not there.
 *
 * @param firstNumber of the image that is on when the Period begins
 * @param offsetUs how long it has been on by then
 * @param count of images or sheets in this Period
 * @param timeline whether a SegmentTimeline says so, rather than a constant duration
 */
record PlacedImages(ImageRepresentation images, long firstNumber, long offsetUs, long count, boolean timeline) {

    private static final List<Long> TIMESCALES = List.of(1L, 1_000L, 1_000_000L);
    private static final long MICROS = 1_000_000;

    /** Of an MPD with one Period. Every sheet is as long as a full one: players divide a shorter one by the whole grid. */
    static PlacedImages whole(ImageRepresentation images, PeriodTimes period) {
        Long startUs = period.startUs();
        Long endUs = period.endUs();
        boolean enough = startUs != null
                && endUs != null
                && Math.ceilDiv(endUs - startUs, images.segmentDurationUs()) <= images.count();
        return new PlacedImages(images, 1, 0, images.count(), !images.isSingleImages() || !enough);
    }

    /**
     * Of one of several Periods.
     *
     * @param images single ones
     * @return empty if there are none for it
     * @throws UnusableMpdException if the MPD does not tell when it begins
     */
    static Optional<PlacedImages> within(ImageRepresentation images, PeriodTimes period) {
        Long startUs = period.startUs();
        Long endUs = period.endUs();
        if (startUs == null) {
            throw new UnusableMpdException("when one of its Periods begins is not told");
        }
        long intervalUs = images.segmentDurationUs();
        long before = Math.floorDiv(startUs, intervalUs);
        long offsetUs = Math.floorMod(startUs, intervalUs);
        long left = images.count() - before;
        long needed = endUs == null ? left : Math.ceilDiv(endUs - before * intervalUs, intervalUs);
        long count = Math.min(left, needed);
        return before < 0 || count < 1
                ? Optional.empty()
                : Optional.of(new PlacedImages(
                        images, before + 1, offsetUs, count, offsetUs != 0 || endUs == null || needed > left));
    }

    /** Ticks a second: the fewest that all times are whole in. */
    long timescale() {
        return TIMESCALES.stream()
                .filter(scale -> isWhole(images.segmentDurationUs(), scale) && isWhole(offsetUs, scale))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isWhole(long us, long timescale) {
        return us % (MICROS / timescale) == 0;
    }

    long ticks(long us) {
        return us / (MICROS / timescale());
    }
}
