package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.storage.S3Location;
import org.jspecify.annotations.Nullable;

/**
 * What an asset's thumbnails are taken from, and how.
 *
 * @param mainPlaylist the playlist that led to it
 * @param playlist the media playlist that is decoded
 * @param playlistEtag its ETag
 * @param plan its timeline, which is the presentation's, and what to decode of it
 * @param shortcut I-frames to be tried first; null where there are none that would do
 */
record Source(
        S3Location mainPlaylist,
        S3Location playlist,
        String playlistEtag,
        ThumbnailPlan plan,
        @Nullable Shortcut shortcut) {

    /**
     * The same frames from an I-frame playlist.
     *
     * @param playlist the I-frame playlist
     * @param plan has the marks of the regular plan
     */
    record Shortcut(S3Location playlist, String playlistEtag, ThumbnailPlan plan) {}

    Source(S3Location mainPlaylist, S3Location playlist, String playlistEtag, ThumbnailPlan plan) {
        this(mainPlaylist, playlist, playlistEtag, plan, null);
    }

    Source with(Shortcut other) {
        return new Source(mainPlaylist, playlist, playlistEtag, plan, other);
    }

    /** The source that it is once its shortcut has proved right: the same timeline, the I-frame playlist for its playlist. */
    Source by(Shortcut taken) {
        return new Source(mainPlaylist, taken.playlist(), taken.playlistEtag(), plan);
    }
}
