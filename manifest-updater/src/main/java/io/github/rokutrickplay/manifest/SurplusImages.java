package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Removes the images of an earlier, longer cut, which nothing names any more. */
final class SurplusImages {

    /**
     * A generator run lasts 15 minutes at most, and writes its index last: a younger image that is not in the index may
     * belong to a run that is still under way.
     */
    private static final Duration SAFE_AGE = Duration.ofMinutes(30);

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,2}x\\d{1,2}\\.)?(\\d{5,9}|gap)\\.jpg");

    private final ObjectStore store;

    SurplusImages(ObjectStore store) {
        this.store = store;
    }

    /**
     * @param boxNames the sizes to look for
     * @param published the keys of the images that stay
     * @return how many were deleted
     */
    int delete(String bucket, AssetNames names, Set<String> boxNames, Set<String> published, Instant now) {
        List<S3Location> surplus = boxNames.stream()
                .sorted()
                .map(names::imagePrefix)
                .flatMap(prefix -> store.list(bucket, prefix).stream().filter(object -> isImage(object, prefix)))
                .filter(object -> !published.contains(object.location().key()))
                .filter(object -> object.lastModified().isBefore(now.minus(SAFE_AGE)))
                .map(ObjectSummary::location)
                .toList();
        if (!surplus.isEmpty()) {
            store.delete(surplus);
        }
        return surplus.size();
    }

    /** One, or a sheet. The prefix alone is not enough: the images of media key {@code a_small.b} start with that of {@code a}. */
    private static boolean isImage(ObjectSummary object, String prefix) {
        String key = object.location().key();
        return NUMBER.matcher(key.substring(prefix.length())).matches();
    }
}
