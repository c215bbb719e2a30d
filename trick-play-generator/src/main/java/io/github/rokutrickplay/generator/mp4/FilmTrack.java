package io.github.rokutrickplay.generator.mp4;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which of a file's video tracks is the film. Others are pictures of chapters, a cover, the still of a motion photo, another
 * layer of the film.
 *
 * @param tracks all video tracks, one at least
 * @param chapters the numbers of tracks that others refer to for their chapters (tref, chap)
 */
record FilmTrack(List<VideoTrack> tracks, Set<Integer> chapters) {

    /** A track of fewer samples or of less length than another by this factor is no film beside it. */
    private static final int FEW = 10;

    /** Where several can be the film it is an enabled one, the largest of these. */
    VideoTrack choose() {
        return Collections.min(
                tracks,
                Comparator.comparing((VideoTrack track) -> chapters.contains(track.id()))
                        .thenComparing(this::isStill)
                        .thenComparing(track -> track.entry().isStillImage())
                        .thenComparing(track -> track.entry().isUnreadable())
                        .thenComparing(track -> !track.enabled())
                        .thenComparing(this::isShort)
                        .thenComparing(
                                track -> (long) track.entry().width()
                                        * track.entry().height(),
                                Comparator.reverseOrder()));
    }

    /** Whether it holds one picture, and another track has many. A film in fragments has none in moov. */
    private boolean isStill(VideoTrack track) {
        return track.samples() == 1 && tracks.stream().anyMatch(other -> other.samples() != 1);
    }

    private boolean isShort(VideoTrack track) {
        return tracks.stream()
                .filter(other -> !chapters.contains(other.id()))
                .anyMatch(other -> track.samples() < other.samples() / FEW
                        || track.length().compareTo(other.length().dividedBy(FEW)) < 0);
    }
}
