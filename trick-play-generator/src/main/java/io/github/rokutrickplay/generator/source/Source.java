package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an asset's thumbnails are taken from, and how.
 *
 * @param mainPlaylist the playlist that led to it; null for a file
 * @param media the media playlist that is decoded, or the file
 * @param etag its ETag
 * @param plan its timeline, which is the presentation's, and what to decode of it
 * @param shortcut I-frames to be tried first; null where there are none that would do
 * @param refused renditions of the main playlist that could not be used, and why
 * @param planBytes how much of a file was read for the plan
 */
public record Source(
        @Nullable S3Location mainPlaylist,
        S3Location media,
        String etag,
        ThumbnailPlan plan,
        @Nullable Shortcut shortcut,
        List<RefusedSource> refused,
        long planBytes) {

    public Source {
        refused = List.copyOf(refused);
    }

    /**
     * The same frames from an I-frame playlist.
     *
     * @param playlist the I-frame playlist
     * @param plan has the marks of the regular plan
     */
    public record Shortcut(S3Location playlist, String playlistEtag, ThumbnailPlan plan) {}

    static Source ofPlaylist(S3Location mainPlaylist, S3Location playlist, String playlistEtag, ThumbnailPlan plan) {
        return new Source(mainPlaylist, playlist, playlistEtag, plan, null, List.of(), 0);
    }

    static Source ofFile(S3Location file, String etag, ThumbnailPlan plan, long planBytes) {
        return new Source(null, file, etag, plan, null, List.of(), planBytes);
    }

    Source with(Shortcut other) {
        return new Source(mainPlaylist, media, etag, plan, other, refused, planBytes);
    }

    Source with(List<RefusedSource> others) {
        return new Source(mainPlaylist, media, etag, plan, shortcut, others, planBytes);
    }

    /** The source that it is once its shortcut has proved right: the same timeline, the I-frame playlist for its playlist. */
    public Source by(Shortcut taken) {
        return new Source(mainPlaylist, taken.playlist(), taken.playlistEtag(), plan, null, refused, planBytes);
    }

    /** As the index records it. A film of DASH has its MPD for main playlist and media playlist. */
    public ThumbnailIndex.Source recorded(List<RefusedSource> others) {
        String url = media.toString();
        if (mainPlaylist == null) {
            return ThumbnailIndex.Source.ofFile(url, etag, others);
        }
        return mainPlaylist.equals(media) && JobEvent.isMpd(url)
                ? ThumbnailIndex.Source.ofDash(url, etag, others)
                : ThumbnailIndex.Source.ofHls(mainPlaylist.toString(), url, etag, others);
    }
}
