package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.hls.Resolution;

/**
 * How large a decoded picture is, and how wide its samples are.
 *
 * @param width in samples
 * @param height in samples
 * @param sampleWidth how wide a sample is, in proportion to its height
 * @param sampleHeight how high a sample is; 1 with a width of 1 for square samples
 */
public record PictureShape(int width, int height, int sampleWidth, int sampleHeight) {

    public PictureShape {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " samples");
        }
        if (sampleWidth < 1 || sampleHeight < 1) {
            // 0/1 is libav's "unknown".
            sampleWidth = 1;
            sampleHeight = 1;
        }
    }

    /** Square samples. */
    public static PictureShape of(Resolution size) {
        return new PictureShape(size.width(), size.height(), 1, 1);
    }

    /** The shape after a turn by a quarter. */
    PictureShape transposed() {
        return new PictureShape(
                /* width= */ height,
                /* height= */ width,
                /* sampleWidth= */ sampleHeight,
                /* sampleHeight= */ sampleWidth);
    }

    /**
     * The largest size inside the box with the display aspect ratio kept, rounded to the nearest pixel.
     *
     * @param enlarge whether it may be larger than the picture is shown
     */
    Resolution fitted(Resolution box, boolean enlarge) {
        double aspect = (double) sampleWidth / sampleHeight;
        double shownWidth = width * aspect;
        double scale = Math.min(box.width() / shownWidth, box.height() / (double) height);
        if (!enlarge) {
            scale = Math.min(1, scale);
        }
        return new Resolution(pixels(shownWidth * scale, box.width()), pixels(height * scale, box.height()));
    }

    private static int pixels(double size, int limit) {
        return Math.clamp(Math.round(size), 1, limit);
    }
}
