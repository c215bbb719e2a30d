package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publication came to.
 *
 * @param mainPlaylist null for a film of files or DASH only
 * @param announced whether the main playlist names the image playlists; false for a media playlist, which cannot and was
 *     left as it is
 * @param imagePlaylists where the image media playlists are, smallest size first
 * @param images how many images they name, all sizes together, each counted once
 * @param written the playlists that were written since they were different or missing, in the order of writing; when
 *     the index was rewritten meanwhile, those of the last round
 * @param surplusImagesDeleted how many images of an earlier, longer cut were removed
 * @param invalidatedPaths what the cache was asked to forget; empty when no message was sent
 */
public record Published(
        @Nullable S3Location mainPlaylist,
        boolean announced,
        List<S3Location> imagePlaylists,
        int images,
        List<S3Location> written,
        int surplusImagesDeleted,
        List<String> invalidatedPaths) {

    public Published {
        imagePlaylists = List.copyOf(imagePlaylists);
        written = List.copyOf(written);
        invalidatedPaths = List.copyOf(invalidatedPaths);
    }
}
