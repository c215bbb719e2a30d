package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.config.OutputSettings;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import java.util.Optional;

/** What the updater is told of an asset, of which all is written. Pure. */
record ManifestMessages(Asset asset, AssetNames names, ThumbnailIndex index, Origin origin) {

    /** One for each main playlist; of a film that has none, one if MPDs or documents are to be written, else none. */
    List<ManifestMessage> of(OutputSettings outputs) {
        boolean dash = outputs.dash() && !asset.mpds().isEmpty();
        boolean documents = outputs.webVtt() || outputs.storyboard() || dash;
        List<Optional<S3Location>> mainPlaylists = asset.mainPlaylists().isEmpty() && documents
                ? List.of(Optional.empty())
                : asset.mainPlaylists().stream().map(Optional::of).toList();
        return mainPlaylists.stream().map(this::message).toList();
    }

    private ManifestMessage message(Optional<S3Location> mainPlaylist) {
        return new ManifestMessage(
                asset.mediaKey(),
                names.mediaPath(),
                mainPlaylist.map(S3Location::toString).orElse(null),
                keys("small"),
                keys("big"),
                origin.requestId(),
                new S3Location(asset.bucket(), names.indexKey()).toString(),
                asset.jobId(),
                asset.eventTime() == null ? null : asset.eventTime().toString(),
                asset.mpds().stream().map(S3Location::toString).toList(),
                origin.invalidationDeferred() ? ManifestMessage.DEFERRED : null);
    }

    private List<String> keys(String size) {
        return index.renditions().stream()
                .filter(rendition -> rendition.name().equals(size))
                .flatMap(rendition -> rendition.images().stream())
                .filter(image -> !image.isMissing())
                .map(ThumbnailIndex.Image::key)
                .toList();
    }
}
