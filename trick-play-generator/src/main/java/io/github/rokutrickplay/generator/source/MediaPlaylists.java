package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlanner;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.keys.KeyUrlPrefixes;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media playlists of one multivariant playlist, each read once. */
final class MediaPlaylists {

    private static final Logger log = LoggerFactory.getLogger(MediaPlaylists.class);

    private final ObjectStore store;
    private final AssetBoundary boundary;
    private final KeyUrlPrefixes keyUrls;
    private final Map<String, String> variables;
    private final Map<S3Location, Read> read = new HashMap<>();

    /**
     * @param variables what the media playlists may import
     */
    MediaPlaylists(ObjectStore store, AssetBoundary boundary, KeyUrlPrefixes keyUrls, Map<String, String> variables) {
        this.store = store;
        this.boundary = boundary;
        this.keyUrls = keyUrls;
        this.variables = variables;
    }

    /** A media playlist that was read, and what sets marks on it. */
    record Read(
            S3Location location,
            String etag,
            MediaPlaylist playlist,
            List<PlannedSegment> segments,
            ThumbnailPlanner planner) {}

    /**
     * @throws PermanentFailure if it is missing or malformed, is no media playlist, is not a VOD, or names what lies
     *     outside the asset
     */
    Read read(S3Location location) {
        Read known = read.get(location);
        if (known == null) {
            known = parse(StoredPlaylist.read(store, location));
            read.put(location, known);
        }
        return known;
    }

    /** Likewise, of a playlist that is at hand. */
    Read parse(StoredPlaylist stored) {
        S3Location location = stored.object().location();
        if (!(stored.parse(variables) instanceof MediaPlaylist playlist)) {
            throw new PermanentFailure(location + " is a multivariant playlist and not a media playlist");
        }
        if (!playlist.deviations().isEmpty()) {
            log.info(
                    "{} breaks rules and is read as players read it: {}",
                    location,
                    String.join("; ", playlist.deviations()));
        }
        ThumbnailPlanner planner = new ThumbnailPlanner(location, boundary, keyUrls);
        return new Read(location, stored.object().etag(), playlist, planner.segments(playlist), planner);
    }
}
