package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.local.verify.objects.ListedObject;
import io.github.rokutrickplay.local.verify.objects.PublishedObjects.Headers;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Source;
import io.github.rokutrickplay.storage.UrlPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the index of a film: by what its playlists name, by what lies in its folder, or by its usual name. */
final class IndexSearch {

    private static final Pattern IMAGE =
            Pattern.compile("(?<key>.+)_[a-z0-9]+\\.(?:\\d{1,2}x\\d{1,2}\\.)?(?:\\d{5,9}|gap)\\.jpg");
    private static final String SUFFIX = ".index.json";

    private final Inspection inspection;

    IndexSearch(Inspection inspection) {
        this.inspection = inspection;
    }

    /**
     * @param playlists the image playlists that are announced
     */
    Optional<IndexReading> find(String mediaFolder, List<FormReading> playlists) {
        Optional<String> address = address(mediaFolder, playlists);
        Optional<IndexReading> index = address.flatMap(found -> read(found, mediaFolder));
        if (index.isEmpty() && !playlists.isEmpty()) {
            boolean http = inspection.objects().headers() == Headers.ALL;
            String object = inspection.named(address.orElse(mediaFolder));
            if (http) {
                inspection
                        .findings()
                        .note(
                                object,
                                "the index cannot be read",
                                "nothing was checked against it; players do not need it",
                                "check the bucket as well: ./trickplay verify s3://...");
            } else {
                inspection
                        .findings()
                        .error(
                                object,
                                "there is no index",
                                "the updater does not know any more which images are published",
                                inspection.again());
            }
        }
        return index;
    }

    private Optional<String> address(String mediaFolder, List<FormReading> playlists) {
        String key = inspection.options().mediaKey();
        String thumbs = mediaFolder + inspection.options().thumbnailsFolder() + "/";
        if (key != null) {
            return Optional.of(thumbs + encoded(key) + SUFFIX);
        }
        Optional<String> named = playlists.stream()
                .flatMap(FormReading::images)
                .flatMap(IndexSearch::ofImage)
                .findFirst();
        return named.or(() -> listed(thumbs))
                .or(() -> Optional.of(thumbs + encoded(inspection.options().usualMediaKey()) + SUFFIX));
    }

    private String encoded(String key) {
        return inspection.objects().headers() == Headers.ALL ? UrlPath.relative("", key) : key;
    }

    private static Stream<String> ofImage(String address) {
        Matcher name = IMAGE.matcher(Inspection.fileName(address));
        return name.matches() ? Stream.of(Inspection.folder(address) + name.group("key") + SUFFIX) : Stream.empty();
    }

    /** Of several films in a folder, that of this one. */
    private Optional<String> listed(String thumbs) {
        List<String> all = inspection.objects().list(thumbs).orElse(List.of()).stream()
                .map(ListedObject::address)
                .filter(address -> address.endsWith(SUFFIX))
                .toList();
        return all.stream().filter(this::isOfThisFilm).findFirst();
    }

    private boolean isOfThisFilm(String address) {
        return inspection
                .documentIfThere(address, DocumentKind.INDEX)
                .flatMap(bytes -> parse(address, bytes))
                .map(ThumbnailIndex::source)
                .filter(source -> names(source, Inspection.fileName(inspection.main())))
                .isPresent();
    }

    private static boolean names(Source source, String file) {
        return Stream.of(source.hlsUrl(), source.playlistUrl(), source.fileUrl())
                .anyMatch(url -> url != null && url.endsWith("/" + file));
    }

    private Optional<IndexReading> read(String address, String mediaFolder) {
        return inspection
                .documentIfThere(address, DocumentKind.INDEX)
                .flatMap(bytes -> parse(address, bytes))
                .map(index -> new IndexReading(inspection, index, address, mediaFolder));
    }

    private Optional<ThumbnailIndex> parse(String address, byte[] bytes) {
        try {
            return Optional.of(ThumbnailIndex.ofJson(bytes, "it"));
        } catch (PermanentFailure e) {
            inspection
                    .findings()
                    .error(
                            inspection.named(address),
                            String.valueOf(e.getMessage()),
                            "the updater cannot publish what it records",
                            inspection.again());
            return Optional.empty();
        }
    }
}
