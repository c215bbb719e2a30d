package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.OutputSettings;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is written beside a main playlist. Pure: it follows from what the generator has made, and from the settings.
 *
 * @param images the image playlists that the main playlist names, smallest size first
 * @param iFrames the I-frame playlists that it names, likewise
 * @param unannounced image playlists that would name the same images as another. Where an earlier run has published one, players
 *     that read the main playlist before go on to read it
 * @param others what nothing but an application names
 */
record Documents(
        List<ImageMediaPlaylist> images,
        List<IFramePlaylist> iFrames,
        List<ImageMediaPlaylist> unannounced,
        List<Document> others) {

    Documents {
        images = List.copyOf(images);
        iFrames = List.copyOf(iFrames);
        unannounced = List.copyOf(unannounced);
        others = List.copyOf(others);
    }

    /** Two sizes with one box would be one document, and two with the same images need no second: the first stays. */
    static Documents of(AssetNames names, AssetImages asset, OutputSettings settings) {
        List<ImageMediaPlaylist> images = new ArrayList<>();
        List<IFramePlaylist> iFrames = new ArrayList<>();
        List<ImageMediaPlaylist> unannounced = new ArrayList<>();
        List<Document> others = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (ImageRendition rendition : asset.renditions()) {
            String key = names.imagePlaylistKey(rendition.box());
            ImageMediaPlaylist playlist = ImageMediaPlaylist.of(key, rendition, asset);
            if (hasSameImagesAgain(asset, rendition)) {
                unannounced.add(playlist);
            } else if (keys.add(key)) {
                images.add(playlist);
                rendition
                        .file(ThumbnailFile.MJPEG)
                        .map(file -> new IFramePlaylist(
                                names.iFramePlaylistKey(rendition.box()),
                                rendition.imageSize(),
                                file,
                                asset.discontinuitiesUs()))
                        .ifPresent(iFrames::add);
                others.addAll(others(names, rendition, asset, settings));
            }
        }
        return new Documents(images, iFrames, unannounced, others);
    }

    private static List<Document> others(
            AssetNames names, ImageRendition rendition, AssetImages asset, OutputSettings settings) {
        WebVtt vtt = WebVtt.of(names.webVttKey(rendition.box()), rendition, asset);
        List<Document> others = new ArrayList<>();
        if (settings.webVtt()) {
            others.add(vtt);
        }
        if (settings.storyboard()) {
            others.add(Storyboard.of(names.storyboardKey(rendition.box()), vtt));
        }
        return others;
    }

    private static boolean hasSameImagesAgain(AssetImages asset, ImageRendition rendition) {
        return asset.renditions().stream()
                .takeWhile(before -> !before.name().equals(rendition.name()))
                .anyMatch(rendition::isSameAs);
    }

    /** Without playlists, where there is nothing that could name one. */
    Documents withoutPlaylists() {
        return new Documents(List.of(), List.of(), List.of(), others);
    }

    /** Those that the main playlist names, in the order of its lines. */
    List<AnnouncedPlaylist> announced() {
        return Stream.<AnnouncedPlaylist>concat(images.stream(), iFrames.stream())
                .toList();
    }

    List<Document> all() {
        List<Document> all = new ArrayList<>(announced());
        all.addAll(unannounced);
        all.addAll(others);
        return all;
    }
}
