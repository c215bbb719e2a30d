package io.github.rokutrickplay.sample;

/**
 * A rendition of a sample film.
 *
 * @param name the stem of its files' names
 * @param width in samples, even
 * @param height in samples, even
 * @param sampleAspect the shape of a sample; other than 1/1 for an anamorphic picture
 * @param bitsPerSecond what the video encoder aims at
 */
public record RenditionSpec(String name, int width, int height, Rational sampleAspect, int bitsPerSecond) {

    public RenditionSpec {
        if (width < 16 || height < 16 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(width + "x" + height + " is not an even size of 16x16 or more");
        }
    }

    /** A rendition with square samples, named by its height: {@code 360p}. */
    public static RenditionSpec of(int width, int height, int bitsPerSecond) {
        return new RenditionSpec(height + "p", width, height, Rational.ONE, bitsPerSecond);
    }
}
