package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.hls.Variant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What decides whether a rendition is taken, as far as it is known.
 *
 * @param decodingCost 0 for H.264, which decodes fastest, 1 for HEVC, 2 for what takes longer
 * @param hdr whether it needs tone mapping
 */
record RenditionTraits(Optional<Integer> decodingCost, Optional<Resolution> size, Optional<Boolean> hdr) {

    /** The first part of RFC 6381 names that are no video: audio, subtitles in fMP4, and pictures alone. */
    private static final Set<String> NOT_VIDEO = Set.of(
            "mp4a", "ac-3", "ec-3", "ac-4", "opus", "flac", "alac", "dtsc", "dtse", "dtsx", "mhm1", "mha1", "stpp",
            "wvtt", "tx3g", "mjpg", "jpeg");

    private static final Set<String> H264 = Set.of("avc1", "avc3", "h264");
    private static final Set<String> HEVC = Set.of("hvc1", "hev1", "hevc");
    private static final Set<String> DOLBY_VISION = Set.of("dvh1", "dvhe", "dva1", "dvav", "dav1");

    /** Dolby Vision without a base layer that others can show. */
    private static final Pattern PROFILE_5 = Pattern.compile("dv(h1|he)\\.05\\..*");

    /** HEVC, VP9 and AV1 profiles of more than 8 bits, whose VIDEO-RANGE packagers leave out. */
    private static final Pattern TEN_BITS =
            Pattern.compile("(hvc1|hev1)\\.[A-C]?2\\..*|vp09\\.0[23]\\..*|av01\\.\\d\\.\\d\\d[MH]\\.1[02].*");

    /** Whether a rendition is surely of sounds or subtitles alone. */
    static boolean namesNoVideo(Variant variant) {
        return !variant.codecs().isEmpty()
                && variant.resolution().isEmpty()
                && videoCodecs(variant).isEmpty();
    }

    private static List<String> videoCodecs(Variant variant) {
        return variant.codecs().stream()
                .filter(codec -> !NOT_VIDEO.contains(format(codec)))
                .toList();
    }

    /**
     * What a playlist says of a rendition.
     *
     * @throws PermanentFailure if it is none that pictures could be taken of
     */
    static RenditionTraits of(Variant variant) {
        List<String> video = videoCodecs(variant);
        if (video.stream().anyMatch(PROFILE_5.asMatchPredicate())) {
            throw new PermanentFailure("it is Dolby Vision profile 5, which has no base layer that others can show");
        }
        return new RenditionTraits(
                video.isEmpty() ? Optional.empty() : Optional.of(cost(video)),
                variant.resolution(),
                hdr(variant, video));
    }

    /** What was found in it. */
    static RenditionTraits of(VideoStream stream) {
        return new RenditionTraits(
                Optional.of(cost(List.of(stream.codec()))), Optional.of(stream.size()), Optional.of(stream.hdr()));
    }

    private static Optional<Boolean> hdr(Variant variant, List<String> video) {
        Optional<String> range = variant.attributes().find("VIDEO-RANGE");
        if (range.isPresent()) {
            return Optional.of(!range.get().equals("SDR"));
        }
        if (video.stream().map(RenditionTraits::format).anyMatch(DOLBY_VISION::contains)) {
            return Optional.of(true);
        }
        boolean unsaid = video.isEmpty() || video.stream().anyMatch(TEN_BITS.asMatchPredicate());
        return unsaid ? Optional.empty() : Optional.of(false);
    }

    private static int cost(List<String> codecs) {
        List<String> formats = codecs.stream().map(RenditionTraits::format).toList();
        if (H264.containsAll(formats)) {
            return 0;
        }
        return HEVC.containsAll(formats) ? 1 : 2;
    }

    private static String format(String codec) {
        return codec.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** Whether nothing that decides is unknown. */
    boolean known() {
        return decodingCost.isPresent() && size.isPresent() && hdr.isPresent();
    }

    /** Whether fitting it into the box makes it no larger. */
    boolean fills(Resolution box) {
        return size.filter(known -> known.width() >= box.width() || known.height() >= box.height())
                .isPresent();
    }

    long pixels() {
        return size.map(known -> (long) known.width() * known.height()).orElse(0L);
    }
}
