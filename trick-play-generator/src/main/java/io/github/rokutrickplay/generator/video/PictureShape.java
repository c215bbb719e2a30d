package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.hls.Resolution;

/**
 * How large a decoded picture is, and how it is to be shown.
 *
 * @param width in samples
 * @param height in samples
 * @param sampleWidth how wide a sample is, in proportion to its height
 * @param sampleHeight how high a sample is; 1 with a width of 1 for square samples
 */
record PictureShape(int width, int height, int sampleWidth, int sampleHeight) {

    PictureShape {
        if (sampleWidth < 1 || sampleHeight < 1) {
            // 0/1 is libav's "unknown".
            sampleWidth = 1;
            sampleHeight = 1;
        }
    }

    /**
     * The largest size inside the box with the display aspect ratio kept, rounded to the nearest pixel; no larger than the
     * picture is shown.
     */
    Resolution fitted(Resolution box) {
        double shownWidth = (double) width * sampleWidth / sampleHeight;
        double scale = Math.min(1, Math.min(box.width() / shownWidth, box.height() / (double) height));
        return new Resolution(pixels(shownWidth * scale, box.width()), pixels(height * scale, box.height()));
    }

    private static int pixels(double size, int limit) {
        return Math.clamp(Math.round(size), 1, limit);
    }
}
