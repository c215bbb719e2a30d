package io.github.rokutrickplay.local.verify.frames;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** How light a picture is at each of a few places: enough to know it again, whatever its size, range and colours. */
public final class Luma {

    static final int WIDTH = 64;
    static final int HEIGHT = 36;

    private static final int BLACK = 24;
    private static final double FLAT = 3;

    private final byte[] samples;

    /**
     * @param samples rows of {@value #WIDTH}, from the top; not to be changed
     */
    Luma(byte[] samples) {
        this.samples = samples;
    }

    /** Those that a thumbnail may stand for: itself, without black edges, and each as if the film were to be turned or mirrored. */
    public static List<Luma> ofThumbnail(BufferedImage image) {
        List<Luma> all = new ArrayList<>();
        BufferedImage inner = withoutBlackEdges(image);
        addTurned(image, all);
        if (inner.getWidth() != image.getWidth() || inner.getHeight() != image.getHeight()) {
            addTurned(inner, all);
        }
        return all;
    }

    private static void addTurned(BufferedImage image, List<Luma> all) {
        int[][] plain = new int[HEIGHT][WIDTH];
        int[][] turned = new int[WIDTH][HEIGHT];
        scale(image, plain);
        scale(image, turned);
        for (boolean mirrored : new boolean[] {false, true}) {
            byte[] upright = new byte[WIDTH * HEIGHT];
            byte[] upsideDown = new byte[WIDTH * HEIGHT];
            byte[] left = new byte[WIDTH * HEIGHT];
            byte[] right = new byte[WIDTH * HEIGHT];
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int from = mirrored ? WIDTH - 1 - x : x;
                    int at = y * WIDTH + x;
                    upright[at] = (byte) plain[y][from];
                    upsideDown[at] = (byte) plain[HEIGHT - 1 - y][WIDTH - 1 - from];
                    left[at] = (byte) turned[from][HEIGHT - 1 - y];
                    right[at] = (byte) turned[WIDTH - 1 - from][y];
                }
            }
            all.addAll(List.of(new Luma(upright), new Luma(upsideDown), new Luma(left), new Luma(right)));
        }
    }

    private static void scale(BufferedImage image, int[][] target) {
        int height = target.length;
        int width = target[0].length;
        // Averages over areas need a first step to a multiple of the size.
        BufferedImage scaled = new BufferedImage(width * 4, height * 4, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width * 4, height * 4, null);
        graphics.dispose();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                for (int i = 0; i < 16; i++) {
                    sum += luma(scaled.getRGB(x * 4 + i % 4, y * 4 + i / 4));
                }
                target[y][x] = sum / 16;
            }
        }
    }

    private static int luma(int rgb) {
        return (((rgb >> 16) & 0xFF) * 77 + ((rgb >> 8) & 0xFF) * 150 + (rgb & 0xFF) * 29) >> 8;
    }

    private static BufferedImage withoutBlackEdges(BufferedImage image) {
        int top = 0;
        int left = 0;
        while (top < image.getHeight() / 3
                && isBlack(image, 0, top, 1, 0)
                && isBlack(image, 0, image.getHeight() - 1 - top, 1, 0)) {
            top++;
        }
        while (left < image.getWidth() / 3
                && isBlack(image, left, 0, 0, 1)
                && isBlack(image, image.getWidth() - 1 - left, 0, 0, 1)) {
            left++;
        }
        return image.getSubimage(left, top, image.getWidth() - 2 * left, image.getHeight() - 2 * top);
    }

    private static boolean isBlack(BufferedImage image, int x, int y, int right, int down) {
        int count = right == 1 ? image.getWidth() : image.getHeight();
        for (int i = 0; i < count; i++) {
            if (luma(image.getRGB(x + i * right, y + i * down)) >= BLACK) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is nothing to be seen: one colour. */
    public boolean isFlat() {
        return Math.sqrt(variance()) < FLAT;
    }

    /** From 0, the same picture, to 2: one minus the correlation, which no brightness or contrast changes. */
    public double distance(Luma other) {
        double mean = mean();
        double otherMean = other.mean();
        double product = 0;
        for (int i = 0; i < samples.length; i++) {
            product += ((samples[i] & 0xFF) - mean) * ((other.samples[i] & 0xFF) - otherMean);
        }
        double spread = Math.sqrt(variance() * other.variance());
        return spread == 0 ? 1 : 1 - product / samples.length / spread;
    }

    private double mean() {
        double sum = 0;
        for (byte sample : samples) {
            sum += sample & 0xFF;
        }
        return sum / samples.length;
    }

    private double variance() {
        double mean = mean();
        double sum = 0;
        for (byte sample : samples) {
            double difference = (sample & 0xFF) - mean;
            sum += difference * difference;
        }
        return sum / samples.length;
    }
}
