package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;

/** Finds what an asset's thumbnails can be taken from: of all that its job has written, the first that is usable. */
final class SourceSelection {

    private final HlsSources hls;

    SourceSelection(ObjectStore store, Extractor extractor, GeneratorConfig config) {
        hls = new HlsSources(store, extractor, config);
    }

    /**
     * A second main playlist of the same film may be usable where the first is not, being encrypted for example.
     *
     * @throws PermanentFailure the first one's, if none is usable; the others' are its suppressed exceptions
     */
    Source select(Asset asset, AssetNames names) {
        PermanentFailure first = null;
        for (S3Location mainPlaylist : asset.mainPlaylists()) {
            try {
                return hls.source(mainPlaylist, names);
            } catch (PermanentFailure e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first == null) {
            throw new IllegalStateException("asset " + asset.mediaKey() + " has no main playlist");
        }
        throw first;
    }
}
