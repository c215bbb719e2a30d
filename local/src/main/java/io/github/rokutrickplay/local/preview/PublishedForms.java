package io.github.rokutrickplay.local.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredBody;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In which forms a film's thumbnails lie in its folder. */
final class PublishedForms {

    /** What image AdaptationSets say that they are, by either of its names. */
    private static final String THUMBNAIL_TILE = "thumbnail_tile";

    private static final Pattern DOCUMENT = Pattern.compile("(\\d{1,6}x\\d{1,6})(?:_iframes)?\\.[a-z0-9]+");

    /**
     * Thumbnails of one size.
     *
     * @param box the box that pictures were fitted into, as in {@code 320x180}
     * @param width of the pictures, pixels; that of the box where no index says it
     */
    record Size(String box, int width, int height, List<Form> forms) {}

    /**
     * All thumbnails of one size in one form.
     *
     * @param kind which reader of the page reads it
     * @param url of what it is read from
     * @param bytes that all of it takes; null where nobody knows
     */
    record Form(
            String kind, String label, String url, @Nullable Long bytes) {}

    private final PreviewFilm film;
    private final Optional<ThumbnailIndex> index;
    private final Map<String, Long> documents;
    private final List<S3Location> mpds;
    private final List<S3Location> imageMpds;

    private PublishedForms(
            PreviewFilm film, Optional<ThumbnailIndex> index, Map<String, Long> documents, List<S3Location> mpds) {
        this.film = film;
        this.index = index;
        this.documents = documents;
        this.mpds = mpds;
        this.imageMpds = mpds.stream().filter(this::namesImages).toList();
    }

    static PublishedForms of(PreviewFilm film, Optional<ThumbnailIndex> index) {
        Map<String, Long> documents = film
                .store()
                .list(film.main().bucket(), film.names().documentPrefix())
                .stream()
                .collect(Collectors.toMap(
                        object -> object.location().key(), ObjectSummary::sizeBytes, (one, other) -> one));
        String folder = film.main().folder();
        List<S3Location> mpds = film.store().list(film.main().bucket(), folder).stream()
                .map(ObjectSummary::location)
                .filter(location -> location.folder().equals(folder) && JobEvent.isMpd(location.key()))
                .toList();
        return new PublishedForms(film, index, documents, mpds);
    }

    /** The MPDs beside the main playlist. */
    List<S3Location> mpds() {
        return mpds;
    }

    private boolean namesImages(S3Location mpd) {
        return StoredBody.find(film.store(), mpd, "MPD", StoredPlaylist.MAX_BYTES)
                .map(body -> new String(body.bytes(), UTF_8).contains(THUMBNAIL_TILE))
                .orElse(false);
    }

    /** Every size of which there is anything, the smallest first. */
    List<Size> sizes() {
        Map<String, Rendition> renditions = index.stream()
                .flatMap(found -> found.renditions().stream())
                .collect(Collectors.toMap(
                        rendition -> rendition.boxWidth() + "x" + rendition.boxHeight(), rendition -> rendition));
        TreeSet<String> boxes = new TreeSet<>(PublishedForms::bySize);
        boxes.addAll(renditions.keySet());
        int prefix = film.names().documentPrefix().length();
        for (String key : documents.keySet()) {
            Matcher document = DOCUMENT.matcher(key.substring(prefix));
            if (document.matches()) {
                boxes.add(document.group(1));
            }
        }
        return boxes.stream()
                .map(box -> size(box, renditions.get(box)))
                .filter(size -> !size.forms.isEmpty())
                .toList();
    }

    private static int bySize(String one, String other) {
        Resolution first = Resolution.parse(one);
        Resolution second = Resolution.parse(other);
        int byPixels = Long.compare((long) first.width() * first.height(), (long) second.width() * second.height());
        return byPixels != 0 ? byPixels : one.compareTo(other);
    }

    private Size size(String box, @Nullable Rendition rendition) {
        Resolution pixels = Resolution.parse(box);
        AssetNames names = film.names();
        Long imageBytes = rendition == null ? null : imageBytes(rendition);
        List<Form> forms = new ArrayList<>();
        add(forms, "playlist", playlistLabel(rendition), names.imagePlaylistKey(pixels), imageBytes);
        Long fileBytes = documents.get(names.mjpegKey(pixels));
        add(forms, "mjpeg", "Image sequence (mjpg)", names.iFramePlaylistKey(pixels), fileBytes);
        add(forms, "bif", "BIF", names.bifKey(pixels), documents.get(names.bifKey(pixels)));
        add(forms, "vtt", "WebVTT", names.webVttKey(pixels), imageBytes);
        add(forms, "storyboard", "Storyboard", names.storyboardKey(pixels), imageBytes);
        for (S3Location mpd : imageMpds) {
            String label = imageMpds.size() == 1 ? "DASH" : "DASH, " + mpd.fileName();
            forms.add(new Form("dash", label, PreviewFilm.path(mpd.key()), imageBytes));
        }
        // What the index says is there where nothing names it, as with a film that is a file.
        if (imageBytes != null) {
            forms.add(new Form("index", "Index", PreviewFilm.path(names.indexKey()), imageBytes));
        }
        return rendition == null
                ? new Size(box, pixels.width(), pixels.height(), forms)
                : new Size(box, rendition.width(), rendition.height(), forms);
    }

    private void add(List<Form> forms, String kind, String label, String key, @Nullable Long bytes) {
        if (documents.containsKey(key)) {
            forms.add(new Form(kind, label, PreviewFilm.path(key), bytes));
        }
    }

    private static String playlistLabel(@Nullable Rendition rendition) {
        Sheets sheets = rendition == null || !rendition.images().isEmpty() ? null : rendition.sheets();
        return sheets == null ? "HLS images" : "HLS sheets of " + sheets.columns() + "x" + sheets.rows();
    }

    private static long imageBytes(Rendition rendition) {
        Sheets sheets = rendition.images().isEmpty() ? rendition.sheets() : null;
        return sheets == null
                ? rendition.images().stream().mapToLong(Image::bytes).sum()
                : sheets.images().stream().mapToLong(Sheet::bytes).sum();
    }
}
