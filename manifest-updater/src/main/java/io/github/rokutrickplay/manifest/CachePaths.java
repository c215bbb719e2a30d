package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.UrlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The URL paths of what a publication may have changed.
 *
 * @param documents the asset's image playlists and what else is written beside them, smallest size first
 * @param files the keys of those that hold all thumbnails of a size
 * @param mpds the keys of MPDs that name the images, or did so until now
 */
record CachePaths(AssetRequest request, List<Document> documents, List<String> files, List<String> mpds) {

    CachePaths {
        documents = List.copyOf(documents);
        files = List.copyOf(files);
        mpds = List.copyOf(mpds);
    }

    /** The main playlist, the image playlists, other documents, the images' folder: the published contract. */
    List<String> all() {
        List<String> paths = new ArrayList<>();
        main().ifPresent(paths::add);
        mpds.forEach(mpd -> paths.add(UrlPath.absolute(mpd)));
        documents.forEach(document -> paths.add(UrlPath.absolute(document.key())));
        files.forEach(file -> paths.add(UrlPath.absolute(file)));
        paths.add(images());
        return paths;
    }

    /** Those of {@link #all()} of which a cache may hold an older version. */
    List<String> changed(boolean mainPlaylistChanged, StoredDocuments stored, List<String> changedMpds) {
        List<String> paths = new ArrayList<>();
        if (mainPlaylistChanged) {
            main().ifPresent(paths::add);
        }
        changedMpds.forEach(mpd -> paths.add(UrlPath.absolute(mpd)));
        stored.replaced().map(UrlPath::absolute).forEach(paths::add);
        // Images that were published before had a playlist. Other images of the same sizes and times leave that
        // playlist
        // as it was, but not the BANDWIDTH in the main playlist; so if either changed, images may have.
        if (stored.anyExistedBefore() && !(paths.isEmpty() && stored.written().isEmpty())) {
            files.forEach(file -> paths.add(UrlPath.absolute(file)));
            paths.add(images());
        }
        return paths;
    }

    private Optional<String> main() {
        return request.mainPlaylist().map(main -> UrlPath.absolute(main.key()));
    }

    private String images() {
        return UrlPath.absolute(request.names().thumbnailsPrefix()) + "*";
    }
}
