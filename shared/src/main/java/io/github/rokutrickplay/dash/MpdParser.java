package io.github.rokutrickplay.dash;

import io.github.rokutrickplay.hls.AttributeList;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the video of a static MPD: for each Period, the Representations and their segments. Pure. */
public final class MpdParser {

    private static final Set<String> KEPT = Set.of(
            "MPD",
            "Location",
            "BaseURL",
            "Period",
            "SegmentBase",
            "SegmentList",
            "SegmentTemplate",
            "SegmentTimeline",
            "SegmentURL",
            "S",
            "Initialization",
            "AdaptationSet",
            "ContentProtection",
            "EssentialProperty",
            "SupplementalProperty",
            "Representation");

    private static final String TRANSFER = "urn:mpeg:mpegB:cicp:TransferCharacteristics";
    private static final Map<String, String> RANGES = Map.of("16", "PQ", "18", "HLG");

    private final S3Location mpd;
    private final PublicUrlPrefixes publicUrls;

    /**
     * @param mpd where the MPD is stored
     * @param publicUrls the URLs by which it may name objects of its bucket
     */
    public MpdParser(S3Location mpd, PublicUrlPrefixes publicUrls) {
        this.mpd = mpd;
        this.publicUrls = publicUrls;
    }

    /**
     * @param bytes uncompressed
     * @return the videos of each Period, in the MPD's order
     * @throws UnusableMpdException if it is no MPD, is not finished, or has a Period that is elsewhere or of unknown length
     */
    public List<List<MpdVideo>> parse(byte[] bytes) {
        MpdElement root = MpdReader.read(XmlText.read(bytes), KEPT);
        root.requireStatic();
        List<MpdElement> periods = root.children("Period");
        if (periods.isEmpty()) {
            throw new UnusableMpdException("it has no Period");
        }
        List<PeriodTimes> times = PeriodTimes.of(root);
        BaseUrls bases = BaseUrls.of(mpd, publicUrls).with(root);
        List<List<MpdVideo>> videos = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            videos.add(videos(periods.get(i), lengthUs(periods.get(i), times.get(i)), bases));
        }
        return videos;
    }

    private static long lengthUs(MpdElement period, PeriodTimes times) {
        Long startUs = times.startUs();
        Long endUs = times.endUs();
        if (period.isRemote()) {
            throw new UnusableMpdException("one of its Periods is elsewhere (xlink)");
        }
        if (startUs == null || endUs == null || endUs <= startUs) {
            throw new UnusableMpdException("how long one of its Periods is is not told");
        }
        return endUs - startUs;
    }

    private List<MpdVideo> videos(MpdElement period, long lengthUs, BaseUrls above) {
        BaseUrls bases = above.with(period);
        List<MpdVideo> videos = new ArrayList<>();
        for (MpdElement set : period.children("AdaptationSet")) {
            for (MpdElement representation : set.children("Representation")) {
                if (isVideo(set, representation)) {
                    videos.add(video(
                            period,
                            set,
                            representation,
                            lengthUs,
                            bases.with(set).with(representation)));
                }
            }
        }
        return videos;
    }

    private static boolean isVideo(MpdElement set, MpdElement representation) {
        String type = either(representation, set, "mimeType");
        return type == null ? "video".equals(set.attribute("contentType")) : type.startsWith("video/");
    }

    private static @Nullable String either(MpdElement representation, MpdElement set, String attribute) {
        String own = representation.attribute(attribute);
        return own == null ? set.attribute(attribute) : own;
    }

    private static MpdVideo video(
            MpdElement period, MpdElement set, MpdElement representation, long lengthUs, BaseUrls bases) {
        Variant variant = variant(set, representation);
        String refusal = refusal(set, representation);
        if (refusal != null) {
            return new MpdVideo(variant, List.of(), null, refusal);
        }
        try {
            SegmentInfo info = SegmentInfo.of(List.of(period, set, representation));
            if (info.isOneFile()) {
                return new MpdVideo(variant, List.of(), bases.first(), null);
            }
            List<Segment> segments = new MpdSegments(info, representation, bases).within(lengthUs);
            return new MpdVideo(variant, segments, null, null);
        } catch (UnusableMpdException e) {
            return new MpdVideo(variant, List.of(), null, e.reason());
        }
    }

    private static @Nullable String refusal(MpdElement set, MpdElement representation) {
        if (set.has("ContentProtection") || representation.has("ContentProtection")) {
            return "it is encrypted (ContentProtection)";
        }
        return set.has("EssentialProperty") || representation.has("EssentialProperty")
                ? "it is for players that know its EssentialProperty, as trick modes are"
                : null;
    }

    private static Variant variant(MpdElement set, MpdElement representation) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("BANDWIDTH", Objects.requireNonNullElse(representation.attribute("bandwidth"), "0"));
        String width = either(representation, set, "width");
        String height = either(representation, set, "height");
        if (width != null && height != null) {
            attributes.put("RESOLUTION", width + "x" + height);
        }
        String codecs = either(representation, set, "codecs");
        if (codecs != null) {
            attributes.put("CODECS", codecs);
        }
        List.of(set, representation)
                .forEach(element -> element.children("SupplementalProperty").stream()
                        .filter(property -> TRANSFER.equals(property.attribute("schemeIdUri")))
                        .forEach(property -> attributes.put(
                                "VIDEO-RANGE",
                                RANGES.getOrDefault(String.valueOf(property.attribute("value")), "SDR"))));
        return new Variant("Representation " + representation.attribute("id"), new AttributeList(attributes));
    }
}
