package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents of an asset as they were put in place once, all from one reading of its images.
 *
 * @param stored what was there before them
 * @param main what became of the main playlist
 */
record Edition(AssetImages asset, Documents documents, StoredDocuments stored, MainPlaylistUpdate.Outcome main) {

    /** Names the content: the same playlists and index, the same version. */
    String version() {
        List<byte[]> parts = new ArrayList<>(stored.bodies());
        parts.add(main.text().toBytes());
        parts.add(asset.record());
        return ContentVersion.of(parts);
    }

    /** What was different or missing, in the order of writing. */
    List<S3Location> written(S3Location mainPlaylist) {
        return Stream.concat(stored.written().stream(), main.changed() ? Stream.of(mainPlaylist) : Stream.empty())
                .toList();
    }
}
