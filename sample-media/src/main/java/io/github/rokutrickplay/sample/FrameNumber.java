package io.github.rokutrickplay.sample;

import java.awt.image.BufferedImage;
import java.util.OptionalInt;

/**
 * The number that every frame of a sample film carries: 24 bits and a checksum of 8 as black and white cells, two rows of
 * sixteen along the bottom. It survives scaling to a hundred pixels and JPEG.
 */
public final class FrameNumber {

    private static final int BITS = 32;
    private static final int COLUMNS = 16;
    /** The picture is this many cells wide and high: one at each side stays free. */
    private static final int CELLS = COLUMNS + 2;

    private static final int CHECK_BITS = 8;
    /** Makes an all black and an all white strip invalid. */
    private static final int CHECK_SALT = 0xA5;

    private static final int POLYNOMIAL = 0x07;
    private static final int MIDDLE_GREY = 128;
    /** A cell's middle must be this far from grey. */
    private static final int MARGIN = 24;

    private FrameNumber() {}

    /**
     * Reads the number off a picture of any size.
     *
     * @return the number of the frame, from 0; empty if the picture carries none that its checksum confirms
     */
    public static OptionalInt read(BufferedImage picture) {
        int word = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int luma = cellLuma(picture, bit % COLUMNS, bit / COLUMNS);
            if (Math.abs(luma - MIDDLE_GREY) < MARGIN) {
                return OptionalInt.empty();
            }
            word = word << 1 | (luma > MIDDLE_GREY ? 1 : 0);
        }
        int number = word >>> CHECK_BITS;
        return checksum(number) == (word & 0xFF) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    static void paint(Canvas canvas, int number) {
        int word = number << CHECK_BITS | checksum(number);
        canvas.fill(0, canvas.height() * (CELLS - 2) / CELLS / 2 * 2, canvas.width(), canvas.height(), Colour.BLACK);
        for (int bit = 0; bit < BITS; bit++) {
            if ((word >>> (BITS - 1 - bit) & 1) == 1) {
                int column = bit % COLUMNS + 1;
                int row = CELLS - 2 + bit / COLUMNS;
                canvas.fill(
                        canvas.width() * column / CELLS,
                        canvas.height() * row / CELLS,
                        canvas.width() * (column + 1) / CELLS,
                        canvas.height() * (row + 1) / CELLS,
                        Colour.WHITE);
            }
        }
    }

    private static int cellLuma(BufferedImage picture, int column, int row) {
        double cellWidth = picture.getWidth() / (double) CELLS;
        double cellHeight = picture.getHeight() / (double) CELLS;
        int sum = 0;
        int count = 0;
        for (double dy = 0.4; dy < 0.7; dy += 0.2) {
            for (double dx = 0.4; dx < 0.7; dx += 0.2) {
                int rgb = picture.getRGB(
                        (int) ((column + 1 + dx) * cellWidth), (int) ((CELLS - 2 + row + dy) * cellHeight));
                sum += ((rgb >> 16 & 0xFF) * 3 + (rgb >> 8 & 0xFF) * 6 + (rgb & 0xFF)) / 10;
                count++;
            }
        }
        return sum / count;
    }

    /** CRC-8 over the 24 bits. */
    private static int checksum(int number) {
        int crc = CHECK_SALT;
        for (int bit = 23; bit >= 0; bit--) {
            int top = (crc >> 7 ^ number >> bit) & 1;
            crc = (crc << 1 & 0xFF) ^ (top == 1 ? POLYNOMIAL : 0);
        }
        return crc ^ CHECK_SALT;
    }
}
