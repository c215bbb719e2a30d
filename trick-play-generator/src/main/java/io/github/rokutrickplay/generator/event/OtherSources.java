package io.github.rokutrickplay.generator.event;

import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else shows the same film: the thumbnails are taken from it where they cannot be taken from the asset's own main
 * playlists (encrypted ones, for example), or where it has none.
 *
 * @param mainPlaylists of the same job's other groups
 * @param files MP4 and MOV files that the job has written
 * @param duration how long the film is, if the job says so: a file of another length is not it. Null if not
 */
public record OtherSources(
        List<S3Location> mainPlaylists,
        List<S3Location> files,
        @Nullable Duration duration) {

    /** For a film that is in its main playlists only. */
    public static final OtherSources NONE = new OtherSources(List.of(), List.of(), null);

    public OtherSources {
        mainPlaylists = List.copyOf(mainPlaylists);
        files = List.copyOf(files);
    }

    /** Files only, of which nothing else is known. */
    public static OtherSources files(List<S3Location> files) {
        return new OtherSources(List.of(), files, null);
    }
}
