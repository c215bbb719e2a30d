package io.github.rokutrickplay.local.backfill;

import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.List;

/**
 * A film of a catalogue.
 *
 * @param mainPlaylists all of its folder: they show the same, and share thumbnails
 * @param duration of the presentation; zero where no media playlist tells it
 */
public record FoundFilm(List<S3Location> mainPlaylists, Duration duration) {

    public FoundFilm {
        mainPlaylists = List.copyOf(mainPlaylists);
    }

    /** By which people know it. */
    S3Location location() {
        return mainPlaylists.getFirst();
    }
}
