package io.github.rokutrickplay.local.explain;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.local.process.RemovableFilm;
import io.github.rokutrickplay.manifest.RemoveTrickPlay;
import io.github.rokutrickplay.manifest.RemoveTrickPlay.Removed;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket or a folder tells of a film.
 *
 * @param film the main playlist, the file or the MPD
 * @param unusable why the main playlist is none; null if it is one, or the film has none
 * @param changedAt when the main playlist was written last; null if there is no such object
 * @param index null if there is none
 * @param indexedAt when it was written; null if there is none
 * @param announcedIn the playlist and MPDs that name the thumbnails
 * @param objects how many documents, files and images there are
 */
public record FilmFacts(
        S3Location film,
        AssetNames names,
        @Nullable String unusable,
        @Nullable Instant changedAt,
        @Nullable ThumbnailIndex index,
        @Nullable Instant indexedAt,
        List<S3Location> announcedIn,
        int objects) {

    public FilmFacts {
        announcedIn = List.copyOf(announcedIn);
    }

    /** Reads them. Nothing is changed. */
    public static FilmFacts read(ObjectStore store, S3Location film, AssetNames names, ManifestConfig config) {
        boolean playlist = !JobEvent.isFile(film.key()) && !JobEvent.isMpd(film.key());
        S3Location indexLocation = film.withKey(names.indexKey());
        Optional<Instant> changedAt = lastModified(store, film);
        String unusable = playlist && changedAt.isPresent() ? unusable(store, film) : null;
        Optional<Removed> ours = changedAt.isEmpty() || unusable != null
                ? Optional.empty()
                : Optional.of(ours(store, film, names, config));
        return new FilmFacts(
                film,
                names,
                unusable,
                changedAt.orElse(null),
                store.find(indexLocation, ThumbnailIndex.MAX_BYTES)
                        .map(object -> ThumbnailIndex.ofJson(object.body(), "thumbnail index " + indexLocation))
                        .orElse(null),
                lastModified(store, indexLocation).orElse(null),
                ours.map(Removed::edited).orElse(List.of()),
                ours.map(removed -> removed.deleted().size()).orElse(0));
    }

    private static @Nullable String unusable(ObjectStore store, S3Location main) {
        try {
            return StoredPlaylist.read(store, main).parse() instanceof MultivariantPlaylist
                    ? null
                    : main + " is a media playlist, which cannot announce thumbnails";
        } catch (PermanentFailure e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What a removal would take. */
    private static Removed ours(ObjectStore store, S3Location film, AssetNames names, ManifestConfig config) {
        return new RemoveTrickPlay(store, config.publicUrls(), InstantSource.system())
                .remove(RemovableFilm.of(store, film, names), false, true);
    }

    private static Optional<Instant> lastModified(ObjectStore store, S3Location location) {
        return store.list(location.bucket(), location.key()).stream()
                .filter(object -> object.location().equals(location))
                .map(ObjectSummary::lastModified)
                .findFirst();
    }

    /** Why each thumbnail is missing that the film's damage does not allow. */
    Stream<String> missing() {
        return index == null
                ? Stream.of()
                : index.renditions().stream()
                        .limit(1)
                        .flatMap(rendition -> rendition.images().stream())
                        .flatMap(image -> Stream.ofNullable(image.missing()));
    }
}
