package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.hls.Variant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which rendition the thumbnails are taken from: the cheapest to read and decode that is large enough for the largest
 * thumbnail and needs no tone mapping.
 */
final class RenditionChoice {

    /** The first part of RFC 6381 names that are no video: audio, and subtitles in fMP4. */
    private static final Set<String> NOT_VIDEO = Set.of(
            "mp4a", "ac-3", "ec-3", "ac-4", "opus", "flac", "fLaC", "alac", "dtsc", "dtse", "dtsx", "mhm1", "mha1",
            "stpp", "wvtt", "tx3g");

    private static final Set<String> H264 = Set.of("avc1", "avc3");
    private static final Set<String> HEVC = Set.of("hvc1", "hev1");
    private static final Set<String> DOLBY_VISION = Set.of("dvh1", "dvhe", "dva1", "dvav", "dav1");

    private RenditionChoice() {}

    /**
     * @param largestBox the largest thumbnail size
     * @throws PermanentFailure if no variant has video
     */
    static Variant choose(MultivariantPlaylist playlist, Resolution largestBox) {
        return playlist.variants().stream()
                .filter(RenditionChoice::mayHaveVideo)
                .min(Comparator.comparing(RenditionChoice::isHdr)
                        .thenComparingInt(RenditionChoice::codecCost)
                        .thenComparing(variant -> variant.resolution().isEmpty())
                        .thenComparing(variant -> !isLargeEnough(variant, largestBox))
                        .thenComparingLong(variant -> pixelCost(variant, largestBox))
                        .thenComparingLong(RenditionChoice::bandwidthCost))
                .orElseThrow(() -> new PermanentFailure("it has no video variant among its "
                        + playlist.variants().size() + " variants"));
    }

    private static boolean mayHaveVideo(Variant variant) {
        return variant.resolution().isPresent()
                || variant.codecs().isEmpty()
                || !NOT_VIDEO.containsAll(formats(variant));
    }

    private static List<String> formats(Variant variant) {
        return variant.codecs().stream().map(codec -> codec.split("\\.", 2)[0]).toList();
    }

    private static boolean isHdr(Variant variant) {
        return !variant.videoRange().equals("SDR") || formats(variant).stream().anyMatch(DOLBY_VISION::contains);
    }

    /** H.264 decodes fastest; a variant that does not say what it is will be H.264 more often than not. */
    private static int codecCost(Variant variant) {
        List<String> video = formats(variant).stream()
                .filter(format -> !NOT_VIDEO.contains(format))
                .toList();
        if (video.isEmpty() || H264.containsAll(video)) {
            return 0;
        }
        return HEVC.containsAll(video) ? 1 : 2;
    }

    /** Whether fitting it into the box makes it no larger. */
    private static boolean isLargeEnough(Variant variant, Resolution box) {
        return variant.resolution()
                .filter(size -> size.width() >= box.width() || size.height() >= box.height())
                .isPresent();
    }

    /** The fewest pixels that suffice; where none suffice, the most. */
    private static long pixelCost(Variant variant, Resolution box) {
        long pixels = variant.resolution()
                .map(size -> (long) size.width() * size.height())
                .orElse(0L);
        return isLargeEnough(variant, box) ? pixels : -pixels;
    }

    /** Where no resolution is known, the largest bandwidth is the one that is surely large enough, and surely video. */
    private static long bandwidthCost(Variant variant) {
        return variant.resolution().isPresent() ? variant.bandwidth() : -variant.bandwidth();
    }
}
