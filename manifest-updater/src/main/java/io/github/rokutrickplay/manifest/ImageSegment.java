package io.github.rokutrickplay.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A segment of an image media playlist.
 *
 * @param image what is shown
 * @param durationUs for how long, microseconds
 * @param discontinuity whether EXT-X-DISCONTINUITY stands before it
 */
record ImageSegment(TimedImage image, long durationUs, boolean discontinuity) {

    /**
     * Cuts a presentation into segments: a new one at each image's time and at each discontinuity, since all media playlists
     * must hold synchronized discontinuities (Image Media Playlist specification 0.4). The image that a discontinuity cuts
     * is repeated for the rest of its time. The durations add up to the presentation's.
     *
     * <p>The first image is shown from the start, whatever its time says: a playlist has to begin at zero. Images at or after
     * the end are left out.
     */
    static List<ImageSegment> cut(List<TimedImage> images, List<Long> discontinuitiesUs, long durationUs) {
        NavigableMap<Long, TimedImage> imageAt = new TreeMap<>();
        images.forEach(image -> imageAt.put(image.timeUs(), image));
        TimedImage first = imageAt.firstEntry().getValue();
        Set<Long> discontinuities = Set.copyOf(discontinuitiesUs);
        TreeSet<Long> starts = new TreeSet<>(imageAt.keySet());
        starts.addAll(discontinuities);
        starts.add(0L);
        List<ImageSegment> segments = new ArrayList<>();
        for (long start : starts.subSet(0L, durationUs)) {
            Long next = starts.higher(start);
            long end = next == null ? durationUs : Math.min(next, durationUs);
            var shown = imageAt.floorEntry(start);
            segments.add(new ImageSegment(
                    shown == null ? first : shown.getValue(),
                    end - start,
                    start > 0 && discontinuities.contains(start)));
        }
        return segments;
    }
}
