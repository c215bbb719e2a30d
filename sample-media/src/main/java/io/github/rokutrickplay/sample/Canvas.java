package io.github.rokutrickplay.sample;

import java.util.Arrays;

/**
 * A picture as three planes of bytes, 4:2:0, BT.709 in video range.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 */
record Canvas(int width, int height, byte[] luma, byte[] cb, byte[] cr) {

    static Canvas of(int width, int height) {
        int chroma = width / 2 * (height / 2);
        return new Canvas(width, height, new byte[width * height], new byte[chroma], new byte[chroma]);
    }

    /** Fills the pixels from (left, top) to before (right, bottom), as far as they lie in the picture. */
    void fill(int left, int top, int right, int bottom, Colour colour) {
        int fromX = Math.max(0, left);
        int toX = Math.min(width, right);
        if (fromX >= toX) {
            return;
        }
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            Arrays.fill(luma, y * width + fromX, y * width + toX, (byte) colour.y());
            if (y % 2 == 0) {
                int row = y / 2 * (width / 2);
                Arrays.fill(cb, row + fromX / 2, row + (toX + 1) / 2, (byte) colour.cb());
                Arrays.fill(cr, row + fromX / 2, row + (toX + 1) / 2, (byte) colour.cr());
            }
        }
    }

    /** Fills a disc. */
    void disc(int centreX, int centreY, int radius, Colour colour) {
        for (int dy = -radius; dy <= radius; dy++) {
            int half = (int) Math.sqrt((double) radius * radius - dy * dy);
            fill(centreX - half, centreY + dy, centreX + half + 1, centreY + dy + 1, colour);
        }
    }

    /** Darkens a rectangle to a third, so that light digits can be read on it. */
    void shade(int left, int top, int right, int bottom) {
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
                int index = y * width + x;
                luma[index] = (byte) (16 + ((luma[index] & 0xFF) - 16) / 3);
            }
        }
    }
}
