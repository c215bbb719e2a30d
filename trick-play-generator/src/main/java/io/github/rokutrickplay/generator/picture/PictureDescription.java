package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.hls.Resolution;

/**
 * All that a decoded frame's conversion depends on.
 *
 * @param shape of the whole frame, both fields of it where it is interlaced
 */
public record PictureDescription(
        PictureShape shape, Orientation orientation, Scan scan, PixelFormat pixels, Colours colours, ChromaSite site) {

    /** What has fewer lines, or columns, no deinterlacer takes, and nobody could tell its fields apart. */
    private static final int MIN_INTERLACED = 3;

    public PictureDescription {
        if (Math.min(shape.width(), shape.height()) < MIN_INTERLACED) {
            scan = Scan.PROGRESSIVE;
        }
    }

    /** A picture in a JPEG's colours. */
    public static PictureDescription jpeg(Resolution size, PixelFormat pixels) {
        return upright(size, pixels, Colours.JPEG);
    }

    /** A picture in red, green and blue. */
    public static PictureDescription rgb(Resolution size, PixelFormat pixels) {
        return upright(size, pixels, Colours.RGB);
    }

    private static PictureDescription upright(Resolution size, PixelFormat pixels, Colours colours) {
        return new PictureDescription(
                PictureShape.of(size), Orientation.UPRIGHT, Scan.PROGRESSIVE, pixels, colours, ChromaSite.CENTER);
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

    /** Whether zimg reads it: where samples share chroma, it wants no part of a group. */
    public boolean understoodByZimg() {
        return pixels.planar() && pixels.divides(shape) && !scan.interlaced();
    }

    /** The same after its fields were made one picture. */
    PictureDescription deinterlaced() {
        return new PictureDescription(shape, orientation, Scan.PROGRESSIVE, pixels, colours, site);
    }

    /** Whether each field has its own lines of chroma. */
    boolean dividesIntoFields() {
        return shape.height() % (2 * pixels.chromaHeight()) == 0;
    }

    /** The same with one field of the two; the lines of the other are left out. */
    PictureDescription firstField() {
        PictureShape field = new PictureShape(
                shape.width(),
                (shape.height() + (scan == Scan.TOP_FIELD_FIRST ? 1 : 0)) / 2,
                shape.sampleWidth(),
                2 * shape.sampleHeight());
        return new PictureDescription(field, orientation, scan, pixels, colours, site.inField(scan));
    }
}
