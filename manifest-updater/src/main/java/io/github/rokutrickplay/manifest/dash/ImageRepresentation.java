package io.github.rokutrickplay.manifest.dash;

import java.util.regex.Pattern;

/**
 * One size of an asset's thumbnails as an MPD names it: images, or sheets of them, that follow one another in equal steps and
 * are numbered from 1. There is an object for every number, gaps included: DASH has no word for a gap.
 *
 * @param id {@code thumbs_320x180}: the box's size, by which it is known again
 * @param bandwidth bits a second of the image or sheet that has most of them
 * @param width of an image or a whole sheet, in pixels
 * @param height likewise
 * @param columns thumbnails beside each other; 1 for single images
 * @param rows thumbnails below each other; 1 for single images
 * @param keyBeforeNumber what the keys begin with: {@code content/video123/thumbs/video-id_small.}
 * @param keyAfterNumber what they end in: {@code .jpg}
 * @param digits at least how many a number has
 * @param segmentDurationUs what an image, or a full sheet, covers: interval x columns x rows
 * @param count how many images or sheets there are
 */
public record ImageRepresentation(
        String id,
        long bandwidth,
        int width,
        int height,
        int columns,
        int rows,
        String keyBeforeNumber,
        String keyAfterNumber,
        int digits,
        long segmentDurationUs,
        int count) {

    static final Pattern ID = Pattern.compile("thumbs_\\d{1,6}x\\d{1,6}");

    public ImageRepresentation {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a representation's id is thumbs_WIDTHxHEIGHT, not " + id);
        }
        if (bandwidth < 1
                || width < 1
                || height < 1
                || columns < 1
                || rows < 1
                || digits < 1
                || segmentDurationUs < 1
                || count < 1) {
            throw new IllegalArgumentException("representation " + id + " has something below 1: bandwidth " + bandwidth
                    + ", " + width + "x" + height + ", " + columns + "x" + rows + " tiles, " + digits + " digits, "
                    + segmentDurationUs + " us, " + count + " segments");
        }
        if (keyAfterNumber.contains("/")) {
            throw new IllegalArgumentException("the number is in the file's name, not before " + keyAfterNumber);
        }
    }

    boolean isSingleImages() {
        return columns * rows == 1;
    }
}
