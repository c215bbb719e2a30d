package io.github.rokutrickplay.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * The URL paths of what a publication may have changed.
 *
 * @param documents the asset's image playlists and what else is written beside them, smallest size first
 * @param files the keys of those that hold all thumbnails of a size
 */
record CachePaths(AssetRequest request, List<Document> documents, List<String> files) {

    CachePaths {
        documents = List.copyOf(documents);
        files = List.copyOf(files);
    }

    /** The main playlist, the image playlists, other documents, the images' folder: the published contract. */
    List<String> all() {
        List<String> paths = new ArrayList<>();
        paths.add(main());
        documents.forEach(document -> paths.add(UrlPath.absolute(document.key())));
        files.forEach(file -> paths.add(UrlPath.absolute(file)));
        paths.add(images());
        return paths;
    }

    /** Those of {@link #all()} of which a cache may hold an older version. */
    List<String> changed(boolean mainPlaylistChanged, StoredDocuments stored) {
        List<String> paths = new ArrayList<>();
        if (mainPlaylistChanged) {
            paths.add(main());
        }
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

    private String main() {
        return UrlPath.absolute(request.mainPlaylist().key());
    }

    private String images() {
        return UrlPath.absolute(request.names().thumbnailsPrefix()) + "*";
    }
}
