package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.UrlPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes documents of earlier settings (another size, an output that was switched off), which nothing names any more. */
final class SurplusDocuments {

    /** What is written of one size, behind what all of it starts with. */
    private static final Pattern NAME =
            Pattern.compile("(?<size>\\d{2,4}x\\d{2,4})(?<form>\\.m3u8|\\.vtt|\\.json|_iframes\\.m3u8|\\.mp4|\\.bif)");

    /** The forms that name images. */
    private static final Set<String> NAMING = Set.of(".m3u8", ".vtt", ".json");

    /** Each names its first image before that. */
    private static final int HEAD_BYTES = 4096;

    private final ObjectStore store;

    SurplusDocuments(ObjectStore store) {
        this.store = store;
    }

    private record Candidate(ObjectSummary object, String size, String form) {

        boolean namesImages() {
            return NAMING.contains(form);
        }

        S3Location location() {
            return object.location();
        }
    }

    /** Deletes those that are of this asset, once what names them has been as it is for half an hour. */
    void delete(AssetNames names, Announcements announcements) {
        List<S3Location> ours = find(names, announcements);
        if (!ours.isEmpty() && announcements.settled()) {
            store.delete(ours);
        }
    }

    /**
     * Those that are of this asset and half an hour old: by their name, and by the images that they name; what names none is of the
     * asset that all other documents of its size are of.
     */
    List<S3Location> find(AssetNames names, Announcements announcements) {
        List<Candidate> all = candidates(names.documentPrefix(), announcements.all());
        if (all.stream()
                .map(Candidate::object)
                .allMatch(document -> announcements.isPublished(document) || !announcements.isOld(document))) {
            return List.of();
        }
        Pattern image = imagesOf(names);
        Set<String> ownSizes = new HashSet<>();
        Set<String> othersSizes = new HashSet<>();
        List<Candidate> surplus = new ArrayList<>();
        for (Candidate document : all) {
            boolean stays = announcements.isPublished(document.object);
            boolean own = stays || (document.namesImages() && names(image, document.location()));
            if (own) {
                ownSizes.add(document.size);
            } else if (document.namesImages()) {
                othersSizes.add(document.size);
            }
            if (!stays && announcements.isOld(document.object) && (own || !document.namesImages())) {
                surplus.add(document);
            }
        }
        return surplus.stream()
                .filter(document -> ownSizes.contains(document.size)
                        && (document.namesImages() || !othersSizes.contains(document.size)))
                // What tells whose a size is goes last.
                .sorted(Comparator.comparing(Candidate::namesImages))
                .map(Candidate::location)
                .toList();
    }

    private static List<Candidate> candidates(String prefix, List<ObjectSummary> documents) {
        List<Candidate> all = new ArrayList<>();
        for (ObjectSummary object : documents) {
            Matcher name = NAME.matcher(object.location().key().substring(prefix.length()));
            if (name.matches()) {
                all.add(new Candidate(object, name.group("size"), name.group("form")));
            }
        }
        return all;
    }

    /** The name of a size has no underscore and no dot: else the images of media key {@code a_b} would be those of {@code a}. */
    private static Pattern imagesOf(AssetNames names) {
        String images = UrlPath.relative(names.mediaPath(), names.imagePrefix(""));
        String start = images.substring(0, images.length() - 1);
        return Pattern.compile(
                "(?m)(^|\")" + Pattern.quote(start) + "[a-z0-9]+\\.(\\d{1,2}x\\d{1,2}\\.)?(\\d{5,9}|gap)\\.jpg");
    }

    private boolean names(Pattern image, S3Location document) {
        return store.findRange(document, 0, HEAD_BYTES)
                .filter(head -> image.matcher(new String(head.bytes(), UTF_8)).find())
                .isPresent();
    }
}
