package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.hls.Resolution;
import java.util.Arrays;

/**
 * A picture in a JPEG's pixels: 4:2:0, full range, in planes without padding. Two samples of luma share one of chroma, in either
 * direction; at an odd edge one has it alone.
 *
 * @param planes luma, then the blue and the red difference; not copied
 */
public record YuvImage(Resolution size, byte[][] planes) {

    private static final int PLANES = 3;
    private static final byte BLACK = 0;
    private static final byte NEUTRAL = (byte) 128;

    public static YuvImage black(Resolution size) {
        return of(size, BLACK);
    }

    /** What is shown in the place of a missing picture. */
    public static YuvImage grey(Resolution size) {
        return of(size, NEUTRAL);
    }

    private static YuvImage of(Resolution size, byte luma) {
        byte[][] planes = new byte[PLANES][];
        for (int plane = 0; plane < PLANES; plane++) {
            planes[plane] = new byte[samples(size.width(), plane) * samples(size.height(), plane)];
        }
        YuvImage image = new YuvImage(size, planes);
        image.fill(luma);
        return image;
    }

    /** Makes it black again, so that the next picture needs no new arrays. */
    public void clear() {
        fill(BLACK);
    }

    private void fill(byte luma) {
        for (int plane = 0; plane < PLANES; plane++) {
            Arrays.fill(planes[plane], plane == 0 ? luma : NEUTRAL);
        }
    }

    /** How many samples of a plane begin in a line of pixels, or in a column. */
    public static int samples(int pixels, int plane) {
        return plane == 0 ? pixels : (pixels + 1) / 2;
    }

    /**
     * Copies a picture into this one, as far as it lies inside. A sample of chroma that it shares with what lies above it or to the
     * left stays that one's: so the order in which neighbours are drawn makes no difference.
     *
     * @param left where its first column comes to lie
     * @param top where its first row does
     */
    public void draw(YuvImage picture, int left, int top) {
        for (int plane = 0; plane < PLANES; plane++) {
            int from = samples(left, plane);
            int columns = samples(Math.min(left + picture.size.width(), size.width()), plane) - from;
            int first = samples(top, plane);
            int last = samples(Math.min(top + picture.size.height(), size.height()), plane);
            int stride = samples(size.width(), plane);
            int pictureStride = samples(picture.size.width(), plane);
            for (int row = first; row < last && columns > 0; row++) {
                System.arraycopy(
                        picture.planes[plane],
                        (row - first) * pictureStride,
                        planes[plane],
                        row * stride + from,
                        columns);
            }
        }
    }
}
