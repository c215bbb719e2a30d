package io.github.rokutrickplay.generator.mp4;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The formats of visual sample entries, as the MP4 Registration Authority and QuickTime name them. */
final class SampleFormat {

    /** Of images: covers, and pictures of chapters. */
    static final Set<String> STILL_IMAGES = Set.of("jpeg", "png ", "tiff", "gif ");

    /** What decodes a format's samples is told by a box in it, whatever the format calls itself. */
    private static final Map<String, String> BY_CONFIGURATION =
            Map.of("avcC", "avc1", "hvcC", "hvc1", "vvcC", "vvc1", "av1C", "av01");

    /** Those that FFmpeg knows by themselves and that hold such a box. */
    private static final Set<String> KNOWN = Set.of(
            "avc1", "avc2", "avc3", "avc4", "dva1", "dvav", "hvc1", "hev1", "dvh1", "dvhe", "vvc1", "vvi1", "av01");

    private static final String LAYER = "which refines another layer of the film";

    /** Those that nobody decodes here, or that are no pictures by themselves. */
    private static final Map<String, String> UNREADABLE = Map.ofEntries(
            entry("lvc1", "LCEVC, " + LAYER),
            entry("svc1", "scalable H.264, " + LAYER),
            entry("svc2", "scalable H.264, " + LAYER),
            entry("mvc1", "a further view of H.264 (MVC)"),
            entry("mvc2", "a further view of H.264 (MVC)"),
            entry("mvc3", "a further view of H.264 (MVC)"),
            entry("mvc4", "a further view of H.264 (MVC)"),
            entry("mvd1", "a further view of H.264 with depth (MVC+D)"),
            entry("mvd2", "a further view of H.264 with depth (MVC+D)"),
            entry("mvd3", "a further view of H.264 with depth (MVC+D)"),
            entry("mvd4", "a further view of H.264 with depth (MVC+D)"),
            entry("a3d1", "a further view of H.264 with depth (3D-AVC)"),
            entry("a3d2", "a further view of H.264 with depth (3D-AVC)"),
            entry("a3d3", "a further view of H.264 with depth (3D-AVC)"),
            entry("a3d4", "a further view of H.264 with depth (3D-AVC)"),
            entry("avcp", "parameter sets of H.264 alone"),
            entry("lhv1", "layered HEVC, " + LAYER),
            entry("lhe1", "layered HEVC, " + LAYER),
            entry("hvt1", "a tile of HEVC"),
            entry("hvt2", "a tile of HEVC"),
            entry("hvt3", "a tile of HEVC"),
            entry("vvs1", "a subpicture of VVC"),
            entry("vvcN", "parameter sets of VVC alone"),
            entry("evc1", "EVC, for which there is no decoder"),
            entry("evs1", "a slice of EVC"),
            entry("vp10", "VP10, for which there is no decoder"),
            entry("avs3", "AVS3, for which there is no decoder"),
            entry("apv1", "APV, for which there is no decoder"),
            entry("aprn", "ProRes RAW, for which there is no decoder"),
            entry("aprh", "ProRes RAW HQ, for which there is no decoder"),
            entry("j2ki", "interlaced JPEG 2000, for which there is no decoder"),
            entry("uncv", "uncompressed video of ISO/IEC 23001-17, for which there is no decoder"));

    private SampleFormat() {}

    /**
     * The format by which FFmpeg knows what decodes the samples of an entry; its own where nothing else is told.
     *
     * @param extensions the boxes in it
     */
    static String known(String format, List<Box> extensions) {
        if (KNOWN.contains(format)) {
            return format;
        }
        return extensions.stream()
                .map(box -> BY_CONFIGURATION.get(box.type()))
                .filter(known -> known != null)
                .findFirst()
                .orElse(format);
    }

    /** What a format is of which no picture can be made. */
    static Optional<String> unreadable(String format) {
        return Optional.ofNullable(UNREADABLE.get(format));
    }
}
