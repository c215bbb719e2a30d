package io.github.rokutrickplay.sources;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Pictures that are four by four blocks of colour, and carry a number from 0 to 255 in them: a block is light for a one and
 * dark for a zero. They survive thumbnails of ten pixels, tone mapping and turns, where the strip of
 * {@link io.github.rokutrickplay.sample.FrameNumber} does not. Each block has a hue of its own, so that a wrong matrix shows.
 */
final class NumberedBlocks {

    static final int SIDE = 4;
    static final int BLOCKS = SIDE * SIDE;
    static final int NUMBERS = 256;

    /** All dark, and all light: no numbers, their checksums are others. */
    static final int DARK = 0;

    static final int LIGHT = 0xFFFF;

    private static final int BYTE = 8;
    /** Of the generator polynomial x^8 + x^2 + x + 1; the salt tells number 0 from an all dark picture. */
    private static final int POLYNOMIAL = 0x07;

    private static final int SALT = 0xA5;
    private static final int LIGHT_LUMA = 150;
    private static final int DARK_LUMA = 42;
    /** Light and dark blocks differ by this much at least: in PQ without tone mapping they are 60 apart. */
    private static final int MARGIN = 30;

    private NumberedBlocks() {}

    /** The blocks of a number, the top left one first, in the lowest bit. */
    static int blocks(int number) {
        if (number < 0 || number >= NUMBERS) {
            throw new IllegalArgumentException("a number from 0 to 255, not " + number);
        }
        return checksum(number) << BYTE | number;
    }

    /** The picture in red, green and blue, one sample a block. */
    static byte[] picture(int blocks) {
        byte[] rgb = new byte[3 * BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            Color colour = colour(block, isLight(blocks, block));
            rgb[3 * block] = (byte) colour.getRed();
            rgb[3 * block + 1] = (byte) colour.getGreen();
            rgb[3 * block + 2] = (byte) colour.getBlue();
        }
        return rgb;
    }

    static boolean isLight(int blocks, int block) {
        return (blocks >> block & 1) == 1;
    }

    /** All light ones are of one luma, and all dark ones. */
    static Color colour(int block, boolean light) {
        Color pure = Color.getHSBColor((float) block / BLOCKS, light ? 0.45f : 0.6f, 1);
        double scale =
                (light ? LIGHT_LUMA : DARK_LUMA) / luma(new int[] {pure.getRed(), pure.getGreen(), pure.getBlue()});
        return new Color(
                (int) (pure.getRed() * scale), (int) (pure.getGreen() * scale), (int) (pure.getBlue() * scale));
    }

    private static double luma(int[] rgb) {
        return 0.3 * rgb[0] + 0.6 * rgb[1] + 0.1 * rgb[2];
    }

    /** Reads the number off a picture of any size; empty if its checksum denies what is read. */
    static OptionalInt read(BufferedImage picture) {
        double[] lumas = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            lumas[block] = luma(mean(picture, block));
        }
        double threshold = threshold(lumas);
        int blocks = 0;
        for (int block = 0; block < BLOCKS; block++) {
            blocks |= lumas[block] > threshold ? 1 << block : 0;
        }
        int number = blocks & (NUMBERS - 1);
        return blocks == blocks(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** Red, green and blue in the middle of a block. */
    static int[] mean(BufferedImage picture, int block) {
        double width = (double) picture.getWidth() / SIDE;
        double height = (double) picture.getHeight() / SIDE;
        int column = block % SIDE;
        int row = block / SIDE;
        int left = (int) ((column + 0.3) * width);
        int right = Math.max(left + 1, (int) ((column + 0.7) * width));
        int top = (int) ((row + 0.3) * height);
        int bottom = Math.max(top + 1, (int) ((row + 0.7) * height));
        int[] sum = new int[3];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = picture.getRGB(x, y);
                sum[0] += rgb >> 16 & 0xFF;
                sum[1] += rgb >> 8 & 0xFF;
                sum[2] += rgb & 0xFF;
            }
        }
        int pixels = (right - left) * (bottom - top);
        return new int[] {sum[0] / pixels, sum[1] / pixels, sum[2] / pixels};
    }

    /** The middle of the widest gap: tone mapping moves light and dark, but keeps them apart. */
    private static double threshold(double[] lumas) {
        double[] sorted = lumas.clone();
        Arrays.sort(sorted);
        int widest = 1;
        for (int i = 2; i < sorted.length; i++) {
            if (sorted[i] - sorted[i - 1] > sorted[widest] - sorted[widest - 1]) {
                widest = i;
            }
        }
        double gap = sorted[widest] - sorted[widest - 1];
        return gap < MARGIN ? Double.MAX_VALUE : sorted[widest - 1] + gap / 2;
    }

    private static int checksum(int number) {
        int crc = number ^ SALT;
        for (int bit = 0; bit < BYTE; bit++) {
            crc = crc << 1 ^ ((crc & 0x80) == 0 ? 0 : 0x100 | POLYNOMIAL);
        }
        return crc;
    }
}
