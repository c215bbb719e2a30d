package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What names the objects of an asset: playlists that are not ours, and the documents beside them. A player that has read one before
 * it was changed may go on to what it named then, for half an hour.
 *
 */
final class Announcements {

    static final Duration SAFE_AGE = Duration.ofMinutes(30);

    private final ObjectStore store;
    private final List<S3Location> others;
    private final List<ObjectSummary> all;
    private final Set<String> documents;
    private final Set<String> files;
    private final Instant safe;
    private @Nullable Boolean settled;

    /**
     * @param others the playlists and MPDs, which are not ours
     * @param prefix what the keys of all documents and files beside them start with
     * @param documents the keys of the documents that stay
     * @param files the keys of the files that stay; they name nothing, and every run writes them again
     */
    Announcements(
            ObjectStore store,
            String bucket,
            List<S3Location> others,
            String prefix,
            Set<String> documents,
            Set<String> files,
            Instant now) {
        this.store = store;
        this.others = others;
        this.documents = documents;
        this.files = files;
        safe = now.minus(SAFE_AGE);
        all = store.list(bucket, prefix);
    }

    /** Whatever lies beside them and starts as ours does. */
    List<ObjectSummary> all() {
        return all;
    }

    boolean isPublished(ObjectSummary object) {
        String key = object.location().key();
        return documents.contains(key) || files.contains(key);
    }

    boolean isOld(ObjectSummary object) {
        return object.lastModified().isBefore(safe);
    }

    /** Whether all of them have been as they are for half an hour. Looked up when it is first asked for. */
    boolean settled() {
        if (settled == null) {
            settled = all.stream()
                            .filter(object ->
                                    documents.contains(object.location().key()))
                            .allMatch(this::isOld)
                    && others.stream().allMatch(this::isOld);
        }
        return settled;
    }

    private boolean isOld(S3Location location) {
        return lastModified(location).allMatch(time -> time.isBefore(safe));
    }

    private Stream<Instant> lastModified(S3Location location) {
        return store.list(location.bucket(), location.key()).stream()
                .filter(object -> object.location().equals(location))
                .map(ObjectSummary::lastModified);
    }

    /** When what is not ours will have been as it is for half an hour. */
    Instant settledAt() {
        return others.stream()
                .flatMap(this::lastModified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .plus(SAFE_AGE);
    }
}
