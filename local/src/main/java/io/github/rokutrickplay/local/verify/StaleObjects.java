package io.github.rokutrickplay.local.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.local.verify.objects.ListedObject;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What lies in a film's folder by our names, and nothing names any more. */
final class StaleObjects {

    /** What a player that has read an older playlist may still ask for. */
    private static final Duration SAFE_AGE = Duration.ofMinutes(30);

    /** Behind the media key: what has more to it is another film's. */
    private static final Pattern IMAGE =
            Pattern.compile("_[a-z0-9]+\\.(?:\\d{1,2}x\\d{1,2}\\.)?(?:\\d{5,9}|gap)\\.jpg");

    private static final Pattern DOCUMENT = Pattern.compile(
            "thumbs_(?<box>\\d{1,6}x\\d{1,6})(?<form>\\.m3u8|\\.vtt|\\.json|_iframes\\.m3u8|\\.mp4|\\.bif)");
    private static final Set<String> FILES = Set.of(".mp4", ".bif");
    private static final int HEAD_BYTES = 4096;

    private final Inspection inspection;
    private final IndexReading index;
    private final Set<String> named;

    /**
     * @param named the addresses of all that playlists and the index name
     */
    StaleObjects(Inspection inspection, IndexReading index, Set<String> named) {
        this.inspection = inspection;
        this.index = index;
        this.named = Set.copyOf(named);
    }

    void check() {
        String prefix = Inspection.folder(index.address()) + index.index().mediaKey();
        report(inspection.objects().list(prefix).orElse(List.of()).stream()
                .filter(object -> IMAGE.matcher(object.address().substring(prefix.length()))
                        .matches())
                .filter(object -> !named.contains(object.address()))
                .toList());
        Set<String> boxes =
                index.index().renditions().stream().map(IndexReading::box).collect(Collectors.toSet());
        report(inspection.objects().list(index.mediaFolder() + "thumbs_").orElse(List.of()).stream()
                .filter(object -> Inspection.folder(object.address()).equals(index.mediaFolder()))
                .filter(object -> isStaleDocument(object, boxes))
                .toList());
    }

    /** A file of a size that the index has is known to it; a text of a size that it has not is ours if it names our images. */
    private boolean isStaleDocument(ListedObject object, Set<String> boxes) {
        Matcher name = DOCUMENT.matcher(Inspection.fileName(object.address()));
        if (!name.matches() || named.contains(object.address())) {
            return false;
        }
        boolean known = boxes.contains(name.group("box"));
        return FILES.contains(name.group("form")) ? known : !known && namesOurImages(object.address());
    }

    private boolean namesOurImages(String address) {
        String start =
                inspection.options().thumbnailsFolder() + "/" + index.index().mediaKey() + "_";
        return inspection
                .objects()
                .findRange(address, 0, HEAD_BYTES)
                .map(ObjectPart::bytes)
                .filter(bytes -> new String(bytes, UTF_8).contains(start))
                .isPresent();
    }

    private void report(List<ListedObject> stale) {
        Instant safe = inspection.options().clock().instant().minus(SAFE_AGE);
        for (ListedObject object : stale) {
            if (object.lastModified().isBefore(safe)) {
                inspection
                        .findings()
                        .warning(
                                inspection.named(object.address()),
                                "nothing names it any more",
                                "it is paid for, and of no use",
                                "publish again, which removes what is half an hour old: " + inspection.again());
            } else {
                inspection
                        .findings()
                        .note(
                                inspection.named(object.address()),
                                "nothing names it any more, or not yet",
                                "players that have read an older playlist may still ask for it",
                                "nothing: a publication half an hour from now removes it");
            }
        }
    }
}
