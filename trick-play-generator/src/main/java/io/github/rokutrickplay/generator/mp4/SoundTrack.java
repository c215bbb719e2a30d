package io.github.rokutrickplay.generator.mp4;

import java.time.Duration;
import java.util.List;

/**
 * A sound track of a movie: a film goes on for as long as it is heard.
 *
 * @param id track_ID
 * @param timescale units in a second of the media
 * @param edits the edit list; empty where the media is presented as it is
 * @param length of the samples that are in moov, in the media's time scale
 */
record SoundTrack(int id, long timescale, List<Edit> edits, long length) {

    SoundTrack {
        edits = List.copyOf(edits);
    }

    /**
     * When its last sample is over.
     *
     * @param movie in whose units edits are as long as they are
     * @param mediaEnd the time at which its media ends
     * @param origin the media's time at which the presentation starts where no edit list says so
     */
    Duration end(Timescale movie, long mediaEnd, Duration origin) {
        Timescale media = new Timescale(timescale);
        if (edits.isEmpty()) {
            return media.duration(mediaEnd).minus(origin);
        }
        Duration end = Duration.ZERO;
        Duration at = Duration.ZERO;
        for (Edit edit : edits) {
            Duration length = movie.duration(edit.duration());
            if (!edit.isEmpty() && mediaEnd > edit.mediaTime()) {
                Duration left = media.duration(mediaEnd - edit.mediaTime());
                end = at.plus(edit.duration() == 0 || left.compareTo(length) < 0 ? left : length);
            }
            at = at.plus(length);
        }
        return end;
    }
}
