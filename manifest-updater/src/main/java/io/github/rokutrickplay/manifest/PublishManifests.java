package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.InvalidationScope;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.manifest.dash.ImageRepresentation;
import io.github.rokutrickplay.manifest.dash.MpdUpdate;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Publishes the thumbnails of an asset. Every step may be repeated, and whatever is the same already is not written again.
 *
 * <p>The order keeps players safe at every moment: image playlists come before the line that names them (a player may
 * refuse a film of which one playlist is missing), the cache is cleared when all is in place, and images that nothing
 * names any more go last.
 *
 * <p>An updater that is still at an earlier index when a later one is published may write last. So whoever has written
 * reads the index again, and publishes again if it is another: the last write is always that of the index that is there.
 */
public final class PublishManifests {

    /** Indexes are rewritten by runs that take minutes each: several during one publication are a fault. */
    private static final int MAX_ROUNDS = 5;

    private final ObjectStore store;
    private final MessageQueue queue;
    private final ManifestConfig config;
    private final InstantSource clock;

    /**
     * @param queue only used if the configuration names an invalidation queue
     */
    public PublishManifests(ObjectStore store, MessageQueue queue, ManifestConfig config, InstantSource clock) {
        this.store = store;
        this.queue = queue;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Publishes what a message tells of, for the first time.
     *
     * @throws io.github.rokutrickplay.failure.PermanentFailure if the message, the index or a playlist cannot be used
     * @throws TransientFailure if the store or the queue failed, or the main playlist or the index was changed by others
     *     all the time
     */
    public Published publish(ManifestMessage message) {
        return publish(message, config.invalidationScope());
    }

    /**
     * Publishes what a message tells of that was delivered before. Like {@link #publish}, but all paths are invalidated: what
     * an earlier try has changed, without having come to tell the cache, looks unchanged now.
     */
    public Published publishAgain(ManifestMessage message) {
        return publish(message, InvalidationScope.ALL);
    }

    private Published publish(ManifestMessage message, InvalidationScope scope) {
        AssetRequest request = AssetRequest.of(message, config);
        AssetImages asset = read(request);
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            Edition edition = put(request, asset);
            Optional<AssetImages> later = later(request, asset);
            if (later.isEmpty()) {
                // What a round before this one has changed looks unchanged now.
                return complete(message, request, edition, round == 1 ? scope : InvalidationScope.ALL);
            }
            asset = later.get();
        }
        throw new TransientFailure("thumbnail index " + request.index().orElseThrow() + " was rewritten each of the "
                + MAX_ROUNDS + " times that it was published");
    }

    private AssetImages read(AssetRequest request) {
        return request.index()
                .map(index -> IndexedImages.read(store, request, index))
                .orElseGet(() -> new ListedImages(store, config)
                        .read(request, request.mainPlaylist().orElseThrow()));
    }

    /** What the index says by now, if that is something else. */
    private Optional<AssetImages> later(AssetRequest request, AssetImages asset) {
        return request.index().flatMap(index -> IndexedImages.readIfChanged(store, request, index, asset.record()));
    }

    private Edition put(AssetRequest request, AssetImages asset) {
        Documents all = Documents.of(request.names(), asset, config.thumbnails().outputs());
        Documents documents = request.mainPlaylist().isPresent() ? all : all.withoutPlaylists();
        // Refuses a main playlist that is none before anything is written beside it.
        MainPlaylistUpdate update = new MainPlaylistUpdate(store);
        request.mainPlaylist().ifPresent(update::check);

        StoredDocuments stored = new StoredDocuments(store, request.bucket());
        documents.announced().forEach(stored::write);
        documents.others().forEach(stored::write);
        documents.unannounced().forEach(stored::replace);
        Optional<MainPlaylistUpdate.Outcome> edited = request.mainPlaylist()
                .map(main -> update.apply(
                        main, request.names().mediaPath(), ThumbnailStream.of(documents.announced(), main.folder())));
        return new Edition(asset, documents, stored, edited, announceInMpds(request, asset, all));
    }

    /** Where that is switched off, an earlier announcement is taken back. */
    private List<MpdUpdate.Outcome> announceInMpds(AssetRequest request, AssetImages asset, Documents documents) {
        if (request.mpds().isEmpty()) {
            return List.of();
        }
        List<ImageRepresentation> images =
                config.thumbnails().outputs().dash() ? DashImages.of(request.names(), asset, documents) : List.of();
        MpdUpdate update =
                new MpdUpdate(store, request.bucket(), request.names().mediaPath(), config.publicUrls());
        return request.mpds().stream().map(mpd -> update.apply(mpd, images)).toList();
    }

    private Published complete(
            ManifestMessage message, AssetRequest request, Edition edition, InvalidationScope scope) {
        CachePaths paths = new CachePaths(
                request, edition.documents().all(), edition.asset().fileKeys(), edition.mpdKeys());
        List<String> invalidated = switch (scope) {
            case ALL -> paths.all();
            case CHANGED ->
                paths.changed(
                        edition.mainPlaylistChanged(),
                        edition.stored(),
                        edition.changedMpds().map(S3Location::key).toList());
        };
        boolean sent = send(message, request, edition, invalidated);
        int deleted = request.index().isPresent() ? sweep(request, edition) : 0;
        return new Published(
                request.mainPlaylist().orElse(null),
                edition.main().filter(MainPlaylistUpdate.Outcome::announces).isPresent(),
                edition.documents().images().stream()
                        .map(playlist -> new S3Location(request.bucket(), playlist.key()))
                        .toList(),
                (int) edition.asset().renditions().stream()
                        .flatMap(ImageRendition::shown)
                        .map(TimedImage::key)
                        .distinct()
                        .count(),
                edition.written(request.mainPlaylist()),
                deleted,
                sent ? invalidated : List.of());
    }

    private boolean send(ManifestMessage message, AssetRequest request, Edition edition, List<String> paths) {
        boolean deferred = ManifestMessage.DEFERRED.equals(message.invalidation());
        if (deferred || paths.isEmpty() || config.invalidationQueueUrl().isEmpty()) {
            return false;
        }
        InvalidationMessage invalidation = new InvalidationMessage(
                message.mediaKey(),
                request.names().mediaPath(),
                paths,
                message.requestId(),
                edition.version(),
                message.jobId());
        queue.send(config.invalidationQueueUrl().get(), Json.write(invalidation), Map.of());
        return true;
    }

    private int sweep(AssetRequest request, Edition edition) {
        AssetNames names = request.names();
        Announcements announcements = new Announcements(
                store,
                request.bucket(),
                Stream.concat(request.mainPlaylist().stream(), request.mpds().stream())
                        .toList(),
                names.documentPrefix(),
                edition.documents().all().stream().map(Document::key).collect(Collectors.toSet()),
                Set.copyOf(edition.asset().fileKeys()),
                clock.instant());
        new SurplusDocuments(store).delete(names, announcements);
        Set<String> published = edition.asset().renditions().stream()
                .flatMap(rendition -> rendition.imageKeys().stream())
                .collect(Collectors.toSet());
        return new SurplusImages(store).delete(request.bucket(), names, published, announcements);
    }
}
