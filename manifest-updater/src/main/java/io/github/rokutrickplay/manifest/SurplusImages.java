package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes the images that nothing names any more: those of an earlier, longer cut, of another size, of another grid.
 *
 * <p>A generator run lasts 15 minutes at most, and writes its index last: a younger image that is not in the index may belong to a run
 * that is still under way. Images of another size or grid than those that are published now were published on purpose, of the
 * film as it is: a player may still be at them.
 */
final class SurplusImages {

    /** Behind the media key: the size, the grid if it is a sheet, the number. A media key with more to it is another asset's. */
    private static final Pattern NAME =
            Pattern.compile("(?<form>[a-z0-9]+\\.(\\d{1,2}x\\d{1,2}\\.)?)(\\d{5,9}|gap)\\.jpg");

    private final ObjectStore store;

    SurplusImages(ObjectStore store) {
        this.store = store;
    }

    /**
     * @param published the keys of the images that stay
     * @return how many were deleted
     */
    int delete(String bucket, AssetNames names, Set<String> published, Announcements announcements) {
        List<S3Location> surplus = find(bucket, names, published, announcements);
        if (!surplus.isEmpty()) {
            store.delete(surplus);
        }
        return surplus.size();
    }

    /** Those that may go now. */
    List<S3Location> find(String bucket, AssetNames names, Set<String> published, Announcements announcements) {
        String prefix = names.imagePrefix("");
        String start = prefix.substring(0, prefix.length() - 1);
        Set<String> forms =
                published.stream().flatMap(key -> form(key, start).stream()).collect(Collectors.toSet());
        return store.list(bucket, start).stream()
                .filter(image -> !published.contains(image.location().key()) && announcements.isOld(image))
                .filter(image -> form(image.location().key(), start)
                        .filter(form -> forms.contains(form) || announcements.settled())
                        .isPresent())
                .map(ObjectSummary::location)
                .toList();
    }

    private static Optional<String> form(String key, String start) {
        return Stream.of(key)
                .filter(name -> name.startsWith(start))
                .map(name -> NAME.matcher(name.substring(start.length())))
                .filter(Matcher::matches)
                .map(name -> name.group("form"))
                .findFirst();
    }
}
