package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.message.AssetNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is written beside a main playlist. Pure.
 *
 * @param announced the image playlists that the main playlist names, smallest size first
 * @param unannounced image playlists that would name the same images as another. Where an earlier run has published one, players
 *     that read the main playlist before go on to read it
 * @param others what nothing but an application names
 */
record Documents(List<ImageMediaPlaylist> announced, List<ImageMediaPlaylist> unannounced, List<WebVtt> others) {

    Documents {
        announced = List.copyOf(announced);
        unannounced = List.copyOf(unannounced);
        others = List.copyOf(others);
    }

    /** Two sizes with one box would be one document, and two with the same images need no second: the first stays. */
    static Documents of(AssetNames names, AssetImages asset, boolean webVtt) {
        List<ImageMediaPlaylist> announced = new ArrayList<>();
        List<ImageMediaPlaylist> unannounced = new ArrayList<>();
        List<WebVtt> others = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (ImageRendition rendition : asset.renditions()) {
            String key = names.imagePlaylistKey(rendition.box());
            ImageMediaPlaylist playlist = ImageMediaPlaylist.of(key, rendition, asset);
            if (hasSameImagesAgain(asset, rendition)) {
                unannounced.add(playlist);
            } else if (keys.add(key)) {
                announced.add(playlist);
                if (webVtt) {
                    others.add(WebVtt.of(names.webVttKey(rendition.box()), rendition, asset));
                }
            }
        }
        return new Documents(announced, unannounced, others);
    }

    private static boolean hasSameImagesAgain(AssetImages asset, ImageRendition rendition) {
        return asset.renditions().stream()
                .takeWhile(before -> !before.name().equals(rendition.name()))
                .anyMatch(rendition::isSameAs);
    }

    List<Document> all() {
        List<Document> all = new ArrayList<>(announced);
        all.addAll(unannounced);
        all.addAll(others);
        return all;
    }
}
