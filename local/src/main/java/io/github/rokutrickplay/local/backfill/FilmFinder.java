package io.github.rokutrickplay.local.backfill;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.ObjectFolder;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds films folder by folder, by their multivariant playlists: the media playlists that these name are none. Folders of thumbnails are
 * not looked into.
 */
public final class FilmFinder {

    private static final String SUFFIX = ".m3u8";

    private final ObjectStore store;
    private final String thumbnailsFolder;
    private final String suffix;

    /**
     * @param suffix what the keys of main playlists end in; {@code .m3u8} where all playlists are to be looked at
     */
    public FilmFinder(ObjectStore store, String thumbnailsFolder, String suffix) {
        this.store = store;
        this.thumbnailsFolder = thumbnailsFolder;
        this.suffix = suffix.isEmpty() ? SUFFIX : suffix.toLowerCase(Locale.ROOT);
    }

    /**
     * @param prefix empty, or ending in a slash
     * @param films hears of each as it is found, in the order of their keys
     */
    public void find(String bucket, String prefix, Consumer<FoundFilm> films) {
        ObjectFolder folder = store.listFolder(bucket, prefix);
        film(folder).ifPresent(films);
        folder.folders().stream()
                .filter(inner -> !inner.equals(prefix + thumbnailsFolder + "/"))
                .forEach(inner -> find(bucket, inner, films));
    }

    private Optional<FoundFilm> film(ObjectFolder folder) {
        List<S3Location> main = new ArrayList<>();
        Duration longest = Duration.ZERO;
        for (ObjectSummary object : folder.objects()) {
            if (object.location().key().toLowerCase(Locale.ROOT).endsWith(suffix)) {
                Optional<MultivariantPlaylist> playlist = multivariant(object.location());
                if (playlist.isPresent()) {
                    main.add(object.location());
                    longest = longest.isZero() ? duration(object.location(), playlist.get()) : longest;
                }
            }
        }
        return main.isEmpty() ? Optional.empty() : Optional.of(new FoundFilm(main, longest));
    }

    private Optional<MultivariantPlaylist> multivariant(S3Location location) {
        return parsed(location)
                .filter(MultivariantPlaylist.class::isInstance)
                .map(MultivariantPlaylist.class::cast)
                .filter(playlist -> !playlist.variants().isEmpty());
    }

    /** What is no playlist at all is no film either. */
    private Optional<Playlist> parsed(S3Location location) {
        try {
            return Optional.of(StoredPlaylist.read(store, location).parse());
        } catch (PermanentFailure e) {
            return Optional.empty();
        }
    }

    /** For an estimate of the cost: of the first media playlist that lies where its name says. */
    private Duration duration(S3Location main, MultivariantPlaylist playlist) {
        return playlist.variants().stream()
                .map(Variant::uri)
                .flatMap(uri -> beside(main, uri).stream())
                .flatMap(location -> parsed(location).stream())
                .filter(MediaPlaylist.class::isInstance)
                .map(media -> ((MediaPlaylist) media).duration())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Optional<S3Location> beside(S3Location main, String uri) {
        try {
            return Optional.of(AssetBoundary.of(main, main.folder()).resolve(main, uri));
        } catch (PermanentFailure e) {
            return Optional.empty();
        }
    }
}
