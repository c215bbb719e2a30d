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
            Arrays.fill(planes[plane], plane == 0 ? luma : NEUTRAL);
        }
        return new YuvImage(size, planes);
    }

    /** How many samples of a plane a line of pixels has, or a column. */
    public static int samples(int pixels, int plane) {
        return plane == 0 ? pixels : (pixels + 1) / 2;
    }

    /**
     * Copies a picture into this one, as far as it lies inside.
     *
     * @param left where its first column comes to lie; where that is odd, its chroma begins half a sample before it
     * @param top likewise
     */
    public void draw(YuvImage picture, int left, int top) {
        for (int plane = 0; plane < PLANES; plane++) {
            int stride = samples(size.width(), plane);
            int x = plane == 0 ? left : left / 2;
            int y = plane == 0 ? top : top / 2;
            int width = samples(picture.size.width(), plane);
            int height = samples(picture.size.height(), plane);
            int columns = Math.min(width, stride - x);
            int rows = columns < 1 ? 0 : Math.min(height, samples(size.height(), plane) - y);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(picture.planes[plane], row * width, planes[plane], (y + row) * stride + x, columns);
            }
        }
    }
}
