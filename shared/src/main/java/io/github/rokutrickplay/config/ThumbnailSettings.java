package io.github.rokutrickplay.config;

import io.github.rokutrickplay.hls.Resolution;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What thumbnails to make.
 *
 * @param interval the time from one thumbnail to the next
 * @param boxes the sizes, smallest first
 * @param quality FFmpeg's {@code -q:v} scale: 2 is the best and largest, 31 the worst and smallest
 * @param frame which frame a thumbnail shows
 * @param folder the images' folder below the media path
 * @param upscale whether a picture that is smaller than a box is enlarged to fill it
 * @param maxMissing how many of all thumbnails a damaged film may lack, from 0 (none) to 1
 * @param outputs what is made of them beside images
 */
public record ThumbnailSettings(
        Duration interval,
        List<ThumbnailBox> boxes,
        int quality,
        FrameChoice frame,
        String folder,
        boolean upscale,
        BigDecimal maxMissing,
        OutputSettings outputs) {

    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_INTERVAL = Duration.ofHours(1);
    private static final int BEST_QUALITY = 2;
    private static final int WORST_QUALITY = 31;
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    public ThumbnailSettings {
        boxes = List.copyOf(boxes);
    }

    /** Of which images alone are made. */
    public ThumbnailSettings(
            Duration interval,
            List<ThumbnailBox> boxes,
            int quality,
            FrameChoice frame,
            String folder,
            boolean upscale,
            BigDecimal maxMissing) {
        this(interval, boxes, quality, frame, folder, upscale, maxMissing, OutputSettings.NONE);
    }

    static ThumbnailSettings read(Environment environment) {
        Duration interval = environment.read(
                Setting.THUMBNAIL_INTERVAL,
                value -> Numbers.parseSeconds(value)
                        .filter(i -> i.compareTo(MIN_INTERVAL) >= 0 && i.compareTo(MAX_INTERVAL) <= 0),
                "seconds from 0.1 to 3600");
        List<ThumbnailBox> boxes = ThumbnailSizes.read(environment);
        int quality = environment.readInt(Setting.THUMBNAIL_QUALITY, BEST_QUALITY, WORST_QUALITY);
        FrameChoice frame =
                environment.read(Setting.THUMBNAIL_FRAME, ThumbnailSettings::parseFrame, "exact or keyframe");
        String folder = environment.read(
                Setting.THUMBNAILS_FOLDER,
                value -> Optional.of(value).filter(FOLDER.asMatchPredicate()),
                "one folder name of letters, digits, '.', '_' and '-'");
        boolean upscale = environment.readBoolean(Setting.THUMBNAIL_UPSCALE);
        BigDecimal maxMissing = environment.read(
                Setting.MAX_MISSING_THUMBNAILS,
                Numbers::parseShare,
                "a share of all thumbnails from 0 to 1, such as 0.05");
        return new ThumbnailSettings(
                interval, boxes, quality, frame, folder, upscale, maxMissing, outputs(environment, boxes));
    }

    private static OutputSettings outputs(Environment environment, List<ThumbnailBox> boxes) {
        Set<String> bif = ThumbnailSizes.ofBif(environment, boxes);
        return new OutputSettings(
                environment.readBoolean(Setting.MJPEG_ENABLED),
                environment.readBoolean(Setting.BIF_ENABLED) ? bif : Set.of(),
                environment.readBoolean(Setting.WEBVTT_ENABLED),
                environment.readBoolean(Setting.STORYBOARD_ENABLED),
                environment.readBoolean(Setting.DASH_ENABLED));
    }

    private static Optional<FrameChoice> parseFrame(String value) {
        return switch (value) {
            case "exact" -> Optional.of(FrameChoice.EXACT);
            case "keyframe" -> Optional.of(FrameChoice.KEYFRAME);
            default -> Optional.empty();
        };
    }

    /** The largest box in each direction: what a rendition has to fill. */
    public Resolution largestBox() {
        return new Resolution(
                boxes.stream().mapToInt(box -> box.size().width()).max().orElseThrow(),
                boxes.stream().mapToInt(box -> box.size().height()).max().orElseThrow());
    }
}
