package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailPlanner;
import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;

/** Reads a film's playlists and plans from its cheapest adequate rendition. */
final class HlsSources {

    private final ObjectStore store;
    private final ThumbnailSettings thumbnails;

    HlsSources(ObjectStore store, ThumbnailSettings thumbnails) {
        this.store = store;
        this.thumbnails = thumbnails;
    }

    /**
     * @throws PermanentFailure if no thumbnails can be made of it
     */
    Source source(S3Location mainPlaylist, AssetNames names) {
        AssetBoundary boundary = AssetBoundary.of(mainPlaylist, names.mediaPath());
        Variant variant = choose(StoredPlaylist.read(store, mainPlaylist));
        S3Location location = boundary.resolve(mainPlaylist, variant.uri());
        StoredPlaylist stored = StoredPlaylist.read(store, location);
        if (!(stored.parse() instanceof MediaPlaylist playlist)) {
            throw new PermanentFailure(location + ", which " + mainPlaylist
                    + " names as a variant, is a multivariant playlist and not a media playlist");
        }
        ThumbnailPlan plan = new ThumbnailPlanner(location, boundary).plan(playlist, thumbnails.interval());
        return new Source(mainPlaylist, location, stored.object().etag(), plan);
    }

    private Variant choose(StoredPlaylist main) {
        S3Location location = main.object().location();
        Playlist playlist = main.parse();
        if (!(playlist instanceof MultivariantPlaylist multivariant)) {
            throw new PermanentFailure(location + " is a media playlist, which cannot announce thumbnails: name the"
                    + " multivariant playlist that lists it");
        }
        try {
            return RenditionChoice.choose(multivariant, thumbnails.largestBox());
        } catch (MalformedPlaylistException | PermanentFailure e) {
            throw new PermanentFailure(location + " cannot be used: " + e.getMessage(), e);
        }
    }
}
