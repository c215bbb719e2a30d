package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.hls.Resolution;

/**
 * All that a decoded frame's conversion depends on.
 *
 * @param shape of the whole frame, both fields of it where it is interlaced
 * @param pixelFormat libav's number
 */
public record PictureDescription(
        PictureShape shape, Orientation orientation, Scan scan, int pixelFormat, Colours colours, ChromaSite site) {

    /** A picture in a JPEG's colours. */
    public static PictureDescription jpeg(Resolution size, int pixelFormat) {
        return upright(size, pixelFormat, Colours.JPEG);
    }

    /** A picture in red, green and blue. */
    public static PictureDescription rgb(Resolution size, int pixelFormat) {
        return upright(size, pixelFormat, Colours.RGB);
    }

    private static PictureDescription upright(Resolution size, int pixelFormat, Colours colours) {
        return new PictureDescription(
                PictureShape.of(size), Orientation.UPRIGHT, Scan.PROGRESSIVE, pixelFormat, colours, ChromaSite.CENTER);
    }

    /**
     * FFmpeg's filters from it to a JPEG's size and colours, where {@link Colours#scalable}.
     *
     * @param deep whether samples have more than 8 bits
     */
    public String toJpeg(Resolution size, boolean deep) {
        return colours.toJpeg("w=" + size.width() + ":h=" + size.height(), site, deep);
    }

    /** How large it is when it is shown, turned as it is to be, inside a box. */
    Resolution fitted(Resolution box, boolean enlarge) {
        return (orientation.transposed() ? shape.transposed() : shape).fitted(box, enlarge);
    }

    /** The same with one field of the two; the lines of the other are left out. */
    PictureDescription firstField() {
        PictureShape field = new PictureShape(
                shape.width(),
                (shape.height() + (scan == Scan.TOP_FIELD_FIRST ? 1 : 0)) / 2,
                shape.sampleWidth(),
                2 * shape.sampleHeight());
        return new PictureDescription(field, orientation, scan, pixelFormat, colours, site.inField(scan));
    }
}
