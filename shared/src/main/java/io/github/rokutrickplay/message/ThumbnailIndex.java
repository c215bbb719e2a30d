package io.github.rokutrickplay.message;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of what was made of an asset, kept beside its images. It holds nothing that differs from run to run on the
 * same source, so that a repeated run writes the same bytes.
 *
 * @param version of this format: {@value #IMAGES_ALONE} where it records images alone, as functions of earlier releases read
 *     it, else {@value #VERSION}
 * @param source what the images were taken from
 * @param intervalSeconds the time from one image to the next
 * @param durationSeconds the length of the presentation
 * @param discontinuitySeconds the presentation times of the source's discontinuities, ascending
 * @param renditions one for each size, smallest first
 * @param pictures the settings that shaped them
 */
public record ThumbnailIndex(
        int version,
        String mediaKey,
        String mediaPath,
        Source source,
        BigDecimal intervalSeconds,
        BigDecimal durationSeconds,
        List<BigDecimal> discontinuitySeconds,
        List<Rendition> renditions,
        Pictures pictures) {

    public static final int VERSION = 2;

    static final int IMAGES_ALONE = 1;

    /** The most that is read of one; a day of thumbnails every second takes 30 MB. */
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /**
     * The settings that shape pictures, and that the pictures themselves do not tell. Those of the defaults are not written: so an index
     * of an earlier release has them.
     *
     * @param quality FFmpeg's {@code -q:v} scale
     * @param frame {@code exact} or {@code keyframe}
     * @param upscale whether small pictures were enlarged
     */
    public record Pictures(int quality, String frame, boolean upscale) {

        public static final Pictures DEFAULT = new Pictures(4, "exact", false);
    }

    /** One of the default settings. */
    public ThumbnailIndex(
            int version,
            String mediaKey,
            String mediaPath,
            Source source,
            BigDecimal intervalSeconds,
            BigDecimal durationSeconds,
            List<BigDecimal> discontinuitySeconds,
            List<Rendition> renditions) {
        this(
                version,
                mediaKey,
                mediaPath,
                source,
                intervalSeconds,
                durationSeconds,
                discontinuitySeconds,
                renditions,
                Pictures.DEFAULT);
    }

    /**
     * What the images were taken from: a rendition of HLS or DASH, or a file.
     *
     * @param hlsUrl the main playlist; null for DASH or a file
     * @param playlistUrl the media playlist of the rendition that was decoded, or the MPD; null for a file
     * @param playlistEtag its ETag; null for a file
     * @param fileUrl the MP4 or MOV file; null for HLS
     * @param fileEtag its ETag; null for HLS
     * @param refused what would have been used before it and could not be; null where there is nothing of that kind
     */
    public record Source(
            @Nullable String hlsUrl,
            @Nullable String playlistUrl,
            @Nullable String playlistEtag,
            @Nullable String fileUrl,
            @Nullable String fileEtag,
            @Nullable List<RefusedSource> refused) {

        public static Source ofHls(
                String hlsUrl, String playlistUrl, String playlistEtag, List<RefusedSource> refused) {
            return new Source(hlsUrl, playlistUrl, playlistEtag, null, null, refused.isEmpty() ? null : refused);
        }

        public static Source ofDash(String mpdUrl, String mpdEtag, List<RefusedSource> refused) {
            return new Source(null, mpdUrl, mpdEtag, null, null, refused.isEmpty() ? null : refused);
        }

        public static Source ofFile(String fileUrl, String fileEtag, List<RefusedSource> refused) {
            return new Source(null, null, null, fileUrl, fileEtag, refused.isEmpty() ? null : refused);
        }
    }

    /**
     * A source that could not be used.
     *
     * @param url the main playlist, the URI of a variant in it as it stands, or the file
     */
    public record RefusedSource(String url, String reason) {}

    /**
     * One size of images.
     *
     * @param name {@code small}, {@code big}, or the box's pixels
     * @param boxWidth the box that the pictures were fitted into, pixels; it names the playlist
     * @param boxHeight likewise
     * @param width the images' true size, pixels
     * @param height likewise
     * @param images one thumbnail each; none where there are sheets alone
     * @param gapImage the key of what is shown where an image is missing; null where none is
     * @param sheets the same thumbnails put together; null where they are not
     * @param files all thumbnails in one file, in different forms
     */
    public record Rendition(
            String name,
            int boxWidth,
            int boxHeight,
            int width,
            int height,
            List<Image> images,
            @Nullable String gapImage,
            @Nullable Sheets sheets,
            List<ThumbnailFile> files) {

        public Rendition {
            images = List.copyOf(images);
            files = List.copyOf(files);
        }

        /** One of images alone. */
        public Rendition(String name, int boxWidth, int boxHeight, int width, int height, List<Image> images) {
            this(name, boxWidth, boxHeight, width, height, images, null, null, List.of());
        }

        /** The file of this form, if it was made. */
        public Optional<ThumbnailFile> file(String form) {
            return files.stream().filter(file -> file.form.equals(form)).findFirst();
        }
    }

    /** Images of {@code columns} times {@code rows} thumbnails each, those at the end of the last ones left empty. */
    public record Sheets(int columns, int rows, List<Sheet> images) {
        public Sheets {
            images = List.copyOf(images);
        }
    }

    /**
     * An image of several thumbnails, row by row from the top left.
     *
     * @param timeSeconds the presentation time of the first
     * @param durationSeconds that all of them are shown; each for the interval, but for the last
     * @param bytes its size
     * @param tiles how many there are
     * @param missingTiles the numbers, from 1, of those that are missing, and grey
     */
    public record Sheet(
            String key,
            BigDecimal timeSeconds,
            BigDecimal durationSeconds,
            long bytes,
            int tiles,
            List<Integer> missingTiles) {
        public Sheet {
            missingTiles = List.copyOf(missingTiles);
        }
    }

    /**
     * All thumbnails of one size.
     *
     * @param form {@value #MJPEG} or {@value #BIF}
     * @param bytes its size
     * @param headerBytes what comes before the first part
     * @param parts the thumbnails in it, where a playlist names them one by one
     */
    public record ThumbnailFile(String form, String key, long bytes, int headerBytes, List<Part> parts) {

        /** An fMP4 file of JPEGs. */
        public static final String MJPEG = "mjpeg";

        /** Roku's BIF. */
        public static final String BIF = "bif";

        public ThumbnailFile {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A thumbnail in a file.
     *
     * @param timeSeconds the presentation time from which it is shown
     * @param durationSeconds until the next one
     * @param offset of its first byte in the file
     * @param bytes how many there are
     */
    public record Part(BigDecimal timeSeconds, BigDecimal durationSeconds, long offset, int bytes) {}

    /**
     * @param key the object's key, or the one that it would have
     * @param timeSeconds the presentation time that it shows
     * @param durationSeconds until the next image's time, or the presentation's end
     * @param bytes its size; 0 if there is no such object
     * @param missing why it does not show the film; null if it does. There may be an object in its place
     */
    public record Image(
            String key,
            BigDecimal timeSeconds,
            BigDecimal durationSeconds,
            long bytes,
            @Nullable String missing) {

        /** An image that is there. */
        public Image(String key, BigDecimal timeSeconds, BigDecimal durationSeconds, long bytes) {
            this(key, timeSeconds, durationSeconds, bytes, null);
        }

        /** An image that the film's damage does not allow. */
        public static Image missing(String key, BigDecimal timeSeconds, BigDecimal durationSeconds, String reason) {
            return new Image(key, timeSeconds, durationSeconds, 0, reason);
        }

        public boolean isMissing() {
            return missing != null;
        }
    }

    public ThumbnailIndex {
        requireKnown(version);
        if (renditions.isEmpty()) {
            throw new PermanentFailure("a thumbnail index needs renditions, and has none");
        }
        discontinuitySeconds = List.copyOf(discontinuitySeconds);
        renditions = List.copyOf(renditions);
    }

    static void requireKnown(int version) {
        if (version < IMAGES_ALONE || version > VERSION) {
            throw new PermanentFailure("a thumbnail index of version " + version + " cannot be read by this function,"
                    + " which knows versions " + IMAGES_ALONE + " to " + VERSION
                    + ": deploy all three functions from one release");
        }
    }

    /** The lowest version whose readers understand these. */
    public static int versionOf(List<Rendition> renditions) {
        boolean imagesAlone =
                renditions.stream().allMatch(rendition -> rendition.sheets == null && rendition.files.isEmpty());
        return imagesAlone ? IMAGES_ALONE : VERSION;
    }

    /** As it is stored: UTF-8. */
    public byte[] toJson() {
        return IndexJsonWriter.write(this);
    }

    /**
     * @param what names the text in the failure's message
     * @throws PermanentFailure if it is no JSON, or no index of this version
     */
    public static ThumbnailIndex ofJson(byte[] json, String what) {
        return IndexJsonReader.read(json, what);
    }
}
