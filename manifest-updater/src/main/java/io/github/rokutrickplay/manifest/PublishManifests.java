package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.config.InvalidationScope;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Publishes the thumbnails of an asset. Every step may be repeated, and whatever is the same already is not written again.
 *
 * <p>The order keeps players safe at every moment: image playlists come before the line that names them (a player may
 * refuse a film of which one playlist is missing), the cache is cleared when all is in place, and images that nothing
 * names any more go last.
 */
public final class PublishManifests {

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
     * @throws io.github.rokutrickplay.failure.TransientFailure if the store or the queue failed, or the main playlist was
     *     changed by others all the time
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
        AssetImages asset = request.index()
                .map(index -> IndexedImages.read(store, request, index))
                .orElseGet(() -> new ListedImages(store, config.thumbnails()).read(request));
        S3Location main = request.mainPlaylist();
        List<ImageMediaPlaylist> playlists = playlists(request, asset);
        // Refuses a main playlist that cannot take the lines before anything is written beside it.
        MainPlaylistUpdate update = new MainPlaylistUpdate(store);
        update.check(main);

        StoredImagePlaylists stored = new StoredImagePlaylists(store, main.bucket());
        playlists.forEach(stored::write);
        MainPlaylistUpdate.Outcome edited =
                update.apply(main, request.names().mediaPath(), ImageStream.of(playlists, main.folder()));

        String version = version(playlists, edited, asset);
        CachePaths paths = new CachePaths(request, playlists);
        List<String> invalidated = switch (scope) {
            case ALL -> paths.all();
            case CHANGED -> paths.changed(edited.changed(), stored);
        };
        boolean sent = send(message, request, invalidated, version);
        int deleted = request.index().isPresent() ? sweep(request, asset) : 0;
        return new Published(
                main,
                playlists.stream().map(playlist -> main.withKey(playlist.key())).toList(),
                asset.renditions().stream()
                        .mapToInt(rendition -> rendition.images().size())
                        .sum(),
                written(stored, main, edited),
                deleted,
                sent ? invalidated : List.of(),
                version);
    }

    /** Two sizes with one box would be one playlist: the first stays. */
    private static List<ImageMediaPlaylist> playlists(AssetRequest request, AssetImages asset) {
        List<ImageMediaPlaylist> playlists = new ArrayList<>();
        for (ImageRendition rendition : asset.renditions()) {
            String key = request.names().imagePlaylistKey(rendition.box());
            if (playlists.stream().noneMatch(playlist -> playlist.key().equals(key))) {
                playlists.add(ImageMediaPlaylist.of(key, rendition, asset));
            }
        }
        return playlists;
    }

    private static List<S3Location> written(
            StoredImagePlaylists stored, S3Location main, MainPlaylistUpdate.Outcome edited) {
        return Stream.concat(stored.written().stream(), edited.changed() ? Stream.of(main) : Stream.empty())
                .toList();
    }

    private static String version(
            List<ImageMediaPlaylist> playlists, MainPlaylistUpdate.Outcome edited, AssetImages asset) {
        List<byte[]> parts = new ArrayList<>();
        playlists.forEach(playlist -> parts.add(playlist.text().getBytes(UTF_8)));
        parts.add(edited.text().toBytes());
        parts.add(asset.record());
        return ContentVersion.of(parts);
    }

    private boolean send(ManifestMessage message, AssetRequest request, List<String> paths, String version) {
        if (paths.isEmpty() || config.invalidationQueueUrl().isEmpty()) {
            return false;
        }
        InvalidationMessage invalidation = new InvalidationMessage(
                message.mediaKey(), request.names().mediaPath(), paths, message.requestId(), version);
        queue.send(config.invalidationQueueUrl().get(), Json.write(invalidation), Map.of());
        return true;
    }

    private int sweep(AssetRequest request, AssetImages asset) {
        Set<String> boxNames = Stream.concat(
                        asset.renditions().stream().map(ImageRendition::name),
                        config.thumbnails().boxes().stream().map(ThumbnailBox::name))
                .collect(Collectors.toSet());
        Set<String> published = asset.renditions().stream()
                .flatMap(rendition -> rendition.images().stream())
                .map(TimedImage::key)
                .collect(Collectors.toSet());
        return new SurplusImages(store)
                .delete(request.mainPlaylist().bucket(), request.names(), boxNames, published, clock.instant());
    }
}
