package io.github.rokutrickplay.message;

import io.github.rokutrickplay.config.Grid;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.Resolution;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Every key that we write for an asset. Other people's systems read them: the patterns are a contract.
 *
 * @param mediaKey the asset's name
 * @param mediaPath its folder, ending in a slash; empty for the bucket's root
 * @param thumbnailsFolder the images' folder below it, without slashes
 */
public record AssetNames(String mediaKey, String mediaPath, String thumbnailsFolder) {

    /** How many digits the number of an image has at least. */
    public static final int NUMBER_DIGITS = 5;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /**
     * @param mediaPath with or without its final slash
     * @throws PermanentFailure if the key or the path could lead out of the asset's folder
     */
    public static AssetNames of(String mediaKey, String mediaPath, String thumbnailsFolder) {
        if (mediaKey.isEmpty() || mediaKey.contains("/") || isUnsafe(mediaKey)) {
            throw new PermanentFailure("media key '" + printable(mediaKey)
                    + "' is refused: it must be one name, without '/', '.', '..' or control characters");
        }
        if (mediaPath.startsWith("/") || isUnsafe(mediaPath)) {
            throw new PermanentFailure("media path '" + printable(mediaPath)
                    + "' is refused: it must be a folder's key without a leading '/', '.', '..' or control characters");
        }
        String folder = mediaPath.isEmpty() || mediaPath.endsWith("/") ? mediaPath : mediaPath + "/";
        return new AssetNames(mediaKey, folder, thumbnailsFolder);
    }

    private static boolean isUnsafe(String text) {
        return CONTROL.matcher(text).find()
                || Arrays.asList(text.split("/", -1)).contains("..")
                || Arrays.asList(text.split("/", -1)).contains(".");
    }

    private static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /** The folder of the images and the index. */
    public String thumbnailsPrefix() {
        return mediaPath + thumbnailsFolder + "/";
    }

    /** What all keys of one size's images start with. */
    public String imagePrefix(String boxName) {
        return thumbnailsPrefix() + mediaKey + "_" + boxName + ".";
    }

    /**
     * @param number counted from 1
     */
    public String imageKey(String boxName, int number) {
        return imagePrefix(boxName) + digits(number) + ".jpg";
    }

    /** What is shown where an image is missing. */
    public String gapImageKey(String boxName) {
        return imagePrefix(boxName) + "gap.jpg";
    }

    /**
     * @param number counted from 1
     */
    public String sheetKey(String boxName, Grid grid, int number) {
        return sheetPrefix(boxName, grid) + digits(number) + ".jpg";
    }

    /** What all keys of one size's sheets start with. */
    public String sheetPrefix(String boxName, Grid grid) {
        return imagePrefix(boxName) + grid + ".";
    }

    private static String digits(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, NUMBER_DIGITS - digits.length())) + digits;
    }

    public String indexKey() {
        return thumbnailsPrefix() + mediaKey + ".index.json";
    }

    /** What the keys of all documents beside the main playlist start with. */
    public String documentPrefix() {
        return mediaPath + "thumbs_";
    }

    public String imagePlaylistKey(Resolution box) {
        return documentPrefix() + box + ".m3u8";
    }

    /** The I-frame playlist of {@link #mjpegKey}. */
    public String iFramePlaylistKey(Resolution box) {
        return documentPrefix() + box + "_iframes.m3u8";
    }

    /** An I-frame image sequence (fMP4). */
    public String mjpegKey(Resolution box) {
        return documentPrefix() + box + ".mp4";
    }

    public String bifKey(Resolution box) {
        return documentPrefix() + box + ".bif";
    }

    public String webVttKey(Resolution box) {
        return documentPrefix() + box + ".vtt";
    }

    public String storyboardKey(Resolution box) {
        return documentPrefix() + box + ".json";
    }
}
