package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The images as trick-play-generator's index records them. */
final class IndexedImages {

    /** A year; a longer presentation is a mistake. */
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(366L * 24 * 60 * 60);

    private final AssetRequest request;
    private final S3Location location;

    private IndexedImages(AssetRequest request, S3Location location) {
        this.request = request;
        this.location = location;
    }

    /**
     * @throws PermanentFailure if there is no such index, or it is another asset's, or contradicts itself
     */
    static AssetImages read(ObjectStore store, AssetRequest request, S3Location location) {
        return parse(bytes(store, location), request, location);
    }

    /**
     * @param record the index's bytes when it was read before
     * @throws PermanentFailure as {@link #read}
     */
    static Optional<AssetImages> readIfChanged(
            ObjectStore store, AssetRequest request, S3Location location, byte[] record) {
        byte[] bytes = bytes(store, location);
        return Arrays.equals(bytes, record) ? Optional.empty() : Optional.of(parse(bytes, request, location));
    }

    private static byte[] bytes(ObjectStore store, S3Location location) {
        return store.find(location, ThumbnailIndex.MAX_BYTES)
                .orElseThrow(() -> new PermanentFailure("thumbnail index " + location + " does not exist"))
                .body();
    }

    private static AssetImages parse(byte[] bytes, AssetRequest request, S3Location location) {
        ThumbnailIndex index = ThumbnailIndex.ofJson(bytes, "thumbnail index " + location);
        return new IndexedImages(request, location).convert(index, bytes);
    }

    private AssetImages convert(ThumbnailIndex index, byte[] bytes) {
        if (!index.mediaKey().equals(request.names().mediaKey())) {
            throw refused("it is that of media key '" + index.mediaKey() + "', and the message's is '"
                    + request.names().mediaKey() + "'");
        }
        long durationUs = microseconds(index.durationSeconds());
        if (durationUs < 1) {
            throw refused("its duration is " + index.durationSeconds() + " seconds");
        }
        return new AssetImages(
                durationUs,
                microseconds(index.intervalSeconds()),
                index.discontinuitySeconds().stream().map(this::microseconds).toList(),
                index.renditions().stream()
                        .map(rendition -> rendition(rendition, index, durationUs))
                        .toList(),
                bytes);
    }

    private ImageRendition rendition(Rendition rendition, ThumbnailIndex index, long durationUs) {
        List<TimedImage> singles = rendition.images().stream()
                .map(image -> new TimedImage(
                        inside(key(image, rendition)),
                        microseconds(image.timeSeconds()),
                        image.bytes(),
                        image.isMissing(),
                        image.bytes() > 0 || !image.isMissing() || rendition.gapImage() != null))
                .toList();
        Resolution box = size(rendition.boxWidth(), rendition.boxHeight());
        Resolution imageSize = size(rendition.width(), rendition.height());
        rendition.files().forEach(file -> inside(file.key()));
        Sheets sheets = rendition.sheets();
        ImageRendition read = sheets == null
                ? ImageRendition.ofSingles(rendition.name(), box, imageSize, singles, rendition.files())
                : new IndexedSheets(sheets, imageSize, microseconds(index.intervalSeconds()))
                        .rendition(rendition.name(), box, singles, rendition.files());
        read.images().forEach(image -> inside(image.key()));
        requireImages(read, durationUs);
        return read;
    }

    /** A player asks for a gap's image as well: where there is something to show in its place, that. */
    private static String key(Image image, Rendition rendition) {
        String gap = rendition.gapImage();
        return image.isMissing() && image.bytes() == 0 && gap != null ? gap : image.key();
    }

    private void requireImages(ImageRendition rendition, long durationUs) {
        List<TimedImage> images = rendition.images();
        if (images.stream().noneMatch(image -> !image.missing() && image.timeUs() < durationUs)) {
            throw refused("size " + rendition.name() + " has no images");
        }
        for (int i = 1; i < images.size(); i++) {
            if (images.get(i).timeUs() <= images.get(i - 1).timeUs()) {
                throw refused("image " + images.get(i).key() + " does not come later than the one before it");
            }
        }
    }

    private String inside(String key) {
        AssetRequest.requireInside(request.names(), key, "thumbnail index " + location);
        return key;
    }

    private Resolution size(int width, int height) {
        try {
            return new Resolution(width, height);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private long microseconds(BigDecimal seconds) {
        if (seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0) {
            throw refused(seconds + " seconds is no time of a presentation");
        }
        return AssetImages.microseconds(seconds);
    }

    private PermanentFailure refused(String reason) {
        return new PermanentFailure("thumbnail index " + location + " is refused: " + reason);
    }
}
