package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.manifest.dash.MpdEditor;
import io.github.rokutrickplay.manifest.dash.MpdUpdate;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
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
import java.util.stream.Stream;
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
     * What is to be taken out.
     *
     * @param bucket of the thumbnails
     * @param mainPlaylists that may name them; none of a film of files or DASH only
     * @param mpds likewise
     */
    public record Film(String bucket, List<S3Location> mainPlaylists, List<S3Location> mpds, AssetNames names) {

        public Film {
            mainPlaylists = List.copyOf(mainPlaylists);
            mpds = List.copyOf(mpds);
        }

        private List<S3Location> others() {
            return Stream.concat(mainPlaylists.stream(), mpds.stream()).toList();
        }
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
     * @param now whether nobody is watching, so that nothing has to wait
     * @param dryRun whether nothing is to be changed: then all that would go, sooner or later, is told as deleted
     * @throws io.github.rokutrickplay.failure.PermanentFailure if there is no main playlist, or it is none
     */
    public Removed remove(Film film, boolean now, boolean dryRun) {
        List<S3Location> edited = dryRun ? naming(film) : unname(film);
        List<S3Location> all = ours(film, Instant.MAX);
        Announcements announcements = announcements(film, clock.instant());
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
                edited.isEmpty() && all.isEmpty() ? List.of() : paths(film));
    }

    /**
     * Deletes what an earlier removal has left, if half an hour has passed. A film that is published again since is left alone, and so
     * is what was written again since: a publication may be under way.
     */
    public Removed deleteRemoved(Film film) {
        Announcements announcements = announcements(film, clock.instant());
        if (!naming(film).isEmpty()) {
            return new Removed(List.of(), List.of(), List.of(), null, List.of());
        }
        if (!announcements.settled()) {
            return new Removed(List.of(), List.of(), ours(film, Instant.MAX), announcements.settledAt(), List.of());
        }
        List<S3Location> old = ours(film, clock.instant());
        if (!old.isEmpty()) {
            store.delete(old);
        }
        return new Removed(List.of(), old, List.of(), null, List.of());
    }

    private Announcements announcements(Film film, Instant time) {
        return new Announcements(
                store, film.bucket, film.others(), film.names.documentPrefix(), Set.of(), Set.of(), time);
    }

    /** What is ours and half an hour old at that time. */
    private List<S3Location> ours(Film film, Instant time) {
        Announcements announcements = announcements(film, time);
        List<S3Location> ours = new ArrayList<>(new SurplusDocuments(store).find(film.names, announcements));
        ours.addAll(new SurplusImages(store).find(film.bucket, film.names, Set.of(), announcements));
        store.list(film.bucket, film.names.indexKey()).stream()
                .filter(announcements::isOld)
                .map(ObjectSummary::location)
                .filter(index -> index.key().equals(film.names.indexKey()))
                .forEach(ours::add);
        return ours;
    }

    private List<S3Location> unname(Film film) {
        MainPlaylistUpdate update = new MainPlaylistUpdate(store);
        MpdUpdate mpdUpdate = new MpdUpdate(store, film.bucket, film.names.mediaPath(), publicUrls);
        return Stream.concat(
                        film.mainPlaylists.stream()
                                .filter(main -> update.apply(main, film.names.mediaPath(), List.of())
                                        .changed()),
                        film.mpds.stream()
                                .filter(mpd -> mpdUpdate.apply(mpd, List.of()).changed()))
                .toList();
    }

    private List<S3Location> naming(Film film) {
        return Stream.concat(
                        film.mainPlaylists.stream().filter(main -> announces(main, film.names)),
                        film.mpds.stream().filter(mpd -> lists(mpd, film.names)))
                .toList();
    }

    private boolean announces(S3Location mainPlaylist, AssetNames names) {
        StoredPlaylist main = StoredPlaylist.read(store, mainPlaylist);
        return main.parse() instanceof MultivariantPlaylist multivariant
                && !new MainPlaylistEditor(mainPlaylist, names.mediaPath())
                        .withoutStreams(main.text(), multivariant)
                        .equals(main.text());
    }

    private boolean lists(S3Location mpd, AssetNames names) {
        return StoredBody.find(store, mpd, "MPD", MpdUpdate.MAX_BYTES)
                .filter(body -> new MpdEditor(mpd, names.mediaPath(), publicUrls)
                        .withoutImages(body.bytes())
                        .changed())
                .isPresent();
    }

    /** What a cache has to forget of a film whose trick play was removed. */
    static List<String> paths(Film film) {
        List<String> paths = new ArrayList<>(film.others().stream()
                .map(object -> UrlPath.absolute(object.key()))
                .toList());
        paths.add(UrlPath.absolute(film.names.documentPrefix()) + "*");
        paths.add(UrlPath.absolute(film.names.thumbnailsPrefix()) + "*");
        return paths;
    }
}
