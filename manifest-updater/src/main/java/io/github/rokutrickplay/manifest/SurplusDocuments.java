package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Removes documents of earlier settings (another size, an output that was switched off), which nothing names any more. */
final class SurplusDocuments {

    /** A player that has read the main playlist before it was edited may go on to what that named. */
    private static final Duration SAFE_AGE = Duration.ofMinutes(30);

    private static final Pattern NAME = Pattern.compile("\\d{2,4}x\\d{2,4}\\.(m3u8|vtt)");

    private final ObjectStore store;

    SurplusDocuments(ObjectStore store) {
        this.store = store;
    }

    /**
     * Deletes those that are of this asset by their name and by the images that they name, once the main playlist has been as
     * it is for half an hour.
     *
     * @param published the keys of the documents that stay
     */
    void delete(S3Location mainPlaylist, AssetNames names, Set<String> published, Instant now) {
        String prefix = names.documentPrefix();
        Instant safe = now.minus(SAFE_AGE);
        List<S3Location> surplus = store.list(mainPlaylist.bucket(), prefix).stream()
                .filter(object -> object.lastModified().isBefore(safe))
                .map(ObjectSummary::location)
                .filter(location ->
                        NAME.matcher(location.key().substring(prefix.length())).matches())
                .filter(location -> !published.contains(location.key()) && namesImagesOf(names, location))
                .toList();
        if (!surplus.isEmpty() && isOlder(mainPlaylist, safe)) {
            store.delete(surplus);
        }
    }

    private boolean isOlder(S3Location location, Instant time) {
        return store.list(location.bucket(), location.key()).stream()
                .filter(object -> object.location().equals(location))
                .allMatch(object -> object.lastModified().isBefore(time));
    }

    private boolean namesImagesOf(AssetNames names, S3Location document) {
        String images = UrlPath.relative(names.mediaPath(), names.imagePrefix(""));
        String start = "\n" + images.substring(0, images.length() - 1);
        return store.find(document, StoredPlaylist.MAX_BYTES)
                .filter(object -> new String(object.body(), UTF_8).contains(start))
                .isPresent();
    }
}
