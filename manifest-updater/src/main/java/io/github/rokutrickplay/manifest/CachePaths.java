package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.UrlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The URL paths of what a publication may have changed.
 *
 * @param documents the asset's image playlists and what else is written beside them, smallest size first
 * @param files the keys of those files that hold all thumbnails of a size
 * @param mpds the keys of MPDs that name the images, or did so until now
 */
record CachePaths(AssetRequest request, List<Document> documents, List<String> files, List<String> mpds) {

    CachePaths {
        documents = List.copyOf(documents);
        files = List.copyOf(files);
        mpds = List.copyOf(mpds);
    }

    /**
     * The main playlist, the image playlists, the images' folder: the published contract. Other forms are covered by one wildcard,
     * for CloudFront bills by the path.
     */
    List<String> all() {
        List<String> paths = new ArrayList<>();
        main().ifPresent(paths::add);
        mpds.forEach(mpd -> paths.add(UrlPath.absolute(mpd)));
        documents.stream()
                .filter(ImageMediaPlaylist.class::isInstance)
                .forEach(playlist -> paths.add(UrlPath.absolute(playlist.key())));
        if (hasOtherForms()) {
            paths.add(thumbs());
        }
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
        List<String> replaced = stored.replaced().map(UrlPath::absolute).toList();
        // Images that were published before had a playlist. Other images of the same sizes and times leave that as it
        // was, but not the BANDWIDTH in the main playlist; so if any changed, images may have.
        boolean images = stored.anyExistedBefore()
                && !(paths.isEmpty() && stored.written().isEmpty());
        if (hasOtherForms() && (images || replaced.size() > 1)) {
            paths.add(thumbs());
        } else {
            paths.addAll(replaced);
        }
        if (images && !(hasOtherForms() && imagesLieWithDocuments())) {
            paths.add(images());
        }
        return paths;
    }

    private boolean hasOtherForms() {
        return !files.isEmpty() || !documents.stream().allMatch(ImageMediaPlaylist.class::isInstance);
    }

    /** All that is written beside the main playlist; and the images, where their folder is called so too. */
    private String thumbs() {
        String documentPrefix = request.names().documentPrefix();
        String prefix =
                imagesLieWithDocuments() ? documentPrefix.substring(0, documentPrefix.length() - 1) : documentPrefix;
        return UrlPath.absolute(prefix) + "*";
    }

    private boolean imagesLieWithDocuments() {
        return request.names().thumbnailsFolder().startsWith("thumbs");
    }

    private Optional<String> main() {
        return request.mainPlaylist().map(main -> UrlPath.absolute(main.key()));
    }

    private String images() {
        return UrlPath.absolute(request.names().thumbnailsPrefix()) + "*";
    }
}
