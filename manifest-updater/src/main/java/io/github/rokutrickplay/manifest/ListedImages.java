package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images of a producer that sends key lists and no index: their sizes are the store's, their interval the
 * configuration's, the presentation's length that of the video. Where no media playlist tells the length, the last image
 * lasts as long as the others.
 */
final class ListedImages {

    private static final Logger log = LoggerFactory.getLogger(ListedImages.class);

    private final ObjectStore store;
    private final ThumbnailSettings settings;
    private final PublicUrlPrefixes publicUrls;

    ListedImages(ObjectStore store, ManifestConfig config) {
        this.store = store;
        settings = config.thumbnails();
        publicUrls = config.publicUrls();
    }

    /**
     * @throws PermanentFailure if there are no lists, an image is missing, or the main playlist is none, or that of a video
     *     which is not finished
     */
    AssetImages read(AssetRequest request, S3Location mainPlaylist) {
        List<ThumbnailBox> boxes = settings.boxes().stream()
                .filter(box -> !request.keys().ofBox(box.name()).isEmpty())
                .toList();
        if (boxes.isEmpty()) {
            throw new PermanentFailure("the message names no images: it has neither index_url nor small_thumbnails or"
                    + " big_thumbnails with a key in them");
        }
        Optional<MediaPlaylist> video = video(mainPlaylist, request);
        Map<String, Long> sizes = sizes(request);
        List<ImageRendition> renditions =
                boxes.stream().map(box -> rendition(request, box, sizes)).toList();
        return new AssetImages(
                video.map(media -> microseconds(media.duration())).orElseGet(() -> endUs(renditions)),
                microseconds(settings.interval()),
                video.map(ListedImages::discontinuitiesUs).orElse(List.of()),
                renditions,
                new byte[0]);
    }

    private long endUs(List<ImageRendition> renditions) {
        long images = renditions.stream()
                .mapToLong(rendition -> rendition.images().size())
                .max()
                .orElseThrow();
        return images * microseconds(settings.interval());
    }

    private ImageRendition rendition(AssetRequest request, ThumbnailBox box, Map<String, Long> sizes) {
        List<String> keys = request.keys().ofBox(box.name());
        long intervalUs = microseconds(settings.interval());
        List<TimedImage> images = IntStream.range(0, keys.size())
                .mapToObj(i -> new TimedImage(
                        keys.get(i), i * intervalUs, size(new S3Location(request.bucket(), keys.get(i)), sizes)))
                .toList();
        S3Location first = new S3Location(request.bucket(), keys.getFirst());
        return ImageRendition.ofSingles(box.name(), box.size(), ImageSize.read(store, first), images, List.of());
    }

    private static long size(S3Location image, Map<String, Long> sizes) {
        Long size = sizes.get(image.key());
        if (size == null) {
            throw new PermanentFailure("image " + image + " is in the message, and does not exist");
        }
        return size;
    }

    /** One listing of what all keys have in common, rather than a question for each. */
    private Map<String, Long> sizes(AssetRequest request) {
        String prefix = Stream.of(request.keys().small(), request.keys().big())
                .flatMap(List::stream)
                .map(key -> key.substring(0, key.lastIndexOf('/') + 1))
                .distinct()
                .reduce(ListedImages::commonPrefix)
                .orElseThrow();
        return store.list(request.bucket(), prefix).stream()
                .collect(Collectors.toMap(object -> object.location().key(), ObjectSummary::sizeBytes));
    }

    private static String commonPrefix(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return a.substring(0, length);
    }

    private Optional<MediaPlaylist> video(S3Location main, AssetRequest request) {
        return switch (StoredPlaylist.read(store, main).parse()) {
            case MediaPlaylist media -> Optional.of(requireFinished(media, main));
            case MultivariantPlaylist multivariant -> video(multivariant, main, request);
        };
    }

    /** Any variant in the asset would do, for all are equally long; one with a picture is surely the video. */
    private Optional<MediaPlaylist> video(MultivariantPlaylist playlist, S3Location main, AssetRequest request) {
        AssetBoundary boundary = AssetBoundary.of(main, request.names().mediaPath(), publicUrls);
        List<String> refusals = new ArrayList<>();
        List<Variant> variants = playlist.variants().stream()
                .sorted(Comparator.comparing(variant -> variant.resolution().isEmpty()))
                .toList();
        for (Variant variant : variants) {
            try {
                S3Location location = boundary.resolve(main, variant.uri());
                return Optional.of(
                        requireFinished(StoredPlaylist.read(store, location).parse(playlist.variables()), location));
            } catch (PermanentFailure refused) {
                refusals.add(String.valueOf(refused.getMessage()));
            }
        }
        log.warn(
                "{} leads to no media playlist that tells how long the video is, so its last thumbnail is shown for {} s;"
                        + " an index (index_url) would tell. {}",
                main,
                settings.interval().toMillis() / 1000.0,
                refusals.isEmpty() ? "It names no variant" : String.join("; ", refusals));
        return Optional.empty();
    }

    private static MediaPlaylist requireFinished(Playlist parsed, S3Location location) {
        if (!(parsed instanceof MediaPlaylist video)
                || !video.ended()
                || video.duration().isZero()) {
            throw new PermanentFailure(
                    location + " is not the media playlist of a finished video, from whose segments its"
                            + " length could be told");
        }
        return video;
    }

    private static List<Long> discontinuitiesUs(MediaPlaylist video) {
        List<Long> times = new ArrayList<>();
        Duration time = Duration.ZERO;
        for (Segment segment : video.segments()) {
            if (segment.discontinuity()) {
                times.add(microseconds(time));
            }
            time = time.plus(segment.duration());
        }
        return times;
    }

    private static long microseconds(Duration duration) {
        return duration.plusNanos(500).toNanos() / 1000;
    }
}
