package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.manifest.dash.MpdEditor;
import io.github.rokutrickplay.manifest.dash.MpdUpdate;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredBody;
import io.github.rokutrickplay.storage.StoredPlaylist;
import io.github.rokutrickplay.storage.UrlPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes all that was added to a film out again, in the order that is safe for those who watch it: first what names it, which is then
 * byte for byte what it was before; half an hour later, when no player can still be at it, documents, files and images; the index last.
 * May be run again and again, and finds what is ours by its name and by what it names, whether or not there is an index.
 */
public final class RemoveTrickPlay {

    private final ObjectStore store;
    private final PublicUrlPrefixes publicUrls;
    private final InstantSource clock;

    /**
     * @param publicUrls the URLs by which an MPD may name objects of its bucket
     */
    public RemoveTrickPlay(ObjectStore store, PublicUrlPrefixes publicUrls, InstantSource clock) {
        this.store = store;
        this.publicUrls = publicUrls;
        this.clock = clock;
    }

    /**
     * What was removed, or would be.
     *
     * @param edited the main playlist and MPDs that named the thumbnails
     * @param deleted objects that were deleted
     * @param waiting objects that nothing names any more, and that stay until then
     * @param until when they may be deleted; null where none wait
     * @param paths what a cache has to forget; none if nothing was found
     */
    public record Removed(
            List<S3Location> edited,
            List<S3Location> deleted,
            List<S3Location> waiting,
            @Nullable Instant until,
            List<String> paths) {

        public Removed {
            edited = List.copyOf(edited);
            deleted = List.copyOf(deleted);
            waiting = List.copyOf(waiting);
            paths = List.copyOf(paths);
        }
    }

    /**
     * @param mpds the film's MPDs
     * @param now whether nobody is watching, so that nothing has to wait
     * @param dryRun whether nothing is to be changed: then all that would go, sooner or later, is told as deleted
     * @throws io.github.rokutrickplay.failure.PermanentFailure if there is no main playlist, or it is none
     */
    public Removed remove(
            S3Location mainPlaylist, List<S3Location> mpds, AssetNames names, boolean now, boolean dryRun) {
        List<S3Location> edited = dryRun ? naming(mainPlaylist, mpds, names) : unname(mainPlaylist, mpds, names);
        List<S3Location> others = new ArrayList<>(mpds);
        others.addFirst(mainPlaylist);
        Instant time = clock.instant();
        List<S3Location> all = ours(mainPlaylist.bucket(), names, announcements(others, names, Instant.MAX));
        Announcements announcements = announcements(others, names, time);
        boolean everything = now || dryRun || announcements.settled();
        List<S3Location> gone = everything ? all : List.of();
        if (!dryRun && !gone.isEmpty()) {
            store.delete(gone);
        }
        List<S3Location> waiting = everything ? List.of() : all;
        return new Removed(
                edited,
                gone,
                waiting,
                waiting.isEmpty() ? null : announcements.settledAt(),
                edited.isEmpty() && all.isEmpty() ? List.of() : paths(edited, names));
    }

    private Announcements announcements(List<S3Location> others, AssetNames names, Instant time) {
        return new Announcements(
                store, others.getFirst().bucket(), others, names.documentPrefix(), Set.of(), Set.of(), time);
    }

    private List<S3Location> ours(String bucket, AssetNames names, Announcements announcements) {
        List<S3Location> ours = new ArrayList<>(new SurplusDocuments(store).find(names, announcements));
        ours.addAll(new SurplusImages(store).find(bucket, names, Set.of(), announcements));
        S3Location index = new S3Location(bucket, names.indexKey());
        if (store.findRange(index, 0, 1).isPresent()) {
            ours.add(index);
        }
        return ours;
    }

    private List<S3Location> unname(S3Location mainPlaylist, List<S3Location> mpds, AssetNames names) {
        List<S3Location> edited = new ArrayList<>();
        MainPlaylistUpdate update = new MainPlaylistUpdate(store);
        if (update.apply(mainPlaylist, names.mediaPath(), List.of()).changed()) {
            edited.add(mainPlaylist);
        }
        MpdUpdate mpdUpdate = new MpdUpdate(store, mainPlaylist.bucket(), names.mediaPath(), publicUrls);
        mpds.stream().filter(mpd -> mpdUpdate.apply(mpd, List.of()).changed()).forEach(edited::add);
        return edited;
    }

    private List<S3Location> naming(S3Location mainPlaylist, List<S3Location> mpds, AssetNames names) {
        List<S3Location> naming = new ArrayList<>();
        StoredPlaylist main = StoredPlaylist.read(store, mainPlaylist);
        if (main.parse() instanceof MultivariantPlaylist multivariant
                && !new MainPlaylistEditor(mainPlaylist, names.mediaPath())
                        .withoutStreams(main.text(), multivariant)
                        .equals(main.text())) {
            naming.add(mainPlaylist);
        }
        mpds.stream()
                .filter(mpd -> StoredBody.find(store, mpd, "MPD", MpdUpdate.MAX_BYTES)
                        .filter(body -> new MpdEditor(mpd, names.mediaPath(), publicUrls)
                                .withoutImages(body.bytes())
                                .changed())
                        .isPresent())
                .forEach(naming::add);
        return naming;
    }

    private static List<String> paths(List<S3Location> edited, AssetNames names) {
        List<String> paths = new ArrayList<>(
                edited.stream().map(object -> UrlPath.absolute(object.key())).toList());
        paths.add(UrlPath.absolute(names.documentPrefix()) + "*");
        paths.add(UrlPath.absolute(names.thumbnailsPrefix()) + "*");
        return paths;
    }
}
