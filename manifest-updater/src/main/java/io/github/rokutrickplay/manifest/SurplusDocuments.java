package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
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

    /** Each names its first image before that. */
    private static final int HEAD_BYTES = 4096;

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
        Pattern image = imagesOf(names);
        Instant safe = now.minus(SAFE_AGE);
        List<S3Location> surplus = store.list(mainPlaylist.bucket(), prefix).stream()
                .filter(object -> object.lastModified().isBefore(safe))
                .map(ObjectSummary::location)
                .filter(location ->
                        NAME.matcher(location.key().substring(prefix.length())).matches())
                .filter(location -> !published.contains(location.key()) && names(image, location))
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

    /** The name of a size has no underscore and no dot: else the images of media key {@code a_b} would be those of {@code a}. */
    private static Pattern imagesOf(AssetNames names) {
        String images = UrlPath.relative(names.mediaPath(), names.imagePrefix(""));
        String start = images.substring(0, images.length() - 1);
        return Pattern.compile("(?m)^" + Pattern.quote(start) + "[a-z0-9]+\\.\\d{5,9}\\.jpg");
    }

    private boolean names(Pattern image, S3Location document) {
        return store.findRange(document, 0, HEAD_BYTES)
                .filter(head -> image.matcher(new String(head.bytes(), UTF_8)).find())
                .isPresent();
    }
}
