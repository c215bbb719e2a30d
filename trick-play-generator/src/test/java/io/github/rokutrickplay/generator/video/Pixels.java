package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures as numbers, and how far they are from each other. */
final class Pixels {

    private Pixels() {}

    /**
     * What the ffmpeg program makes of a film's frames.
     *
     * @param filters must end in RGB of the size wanted
     */
    static List<BufferedImage> of(Program program, Path folder, List<String> input, String filters)
            throws IOException, InterruptedException {
        Path pictures = Files.createTempDirectory(folder, "oracle");
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(input);
        arguments.addAll(Arrays.asList(
                "-vf",
                filters,
                "-fps_mode",
                "passthrough",
                "-pix_fmt",
                "rgb24",
                pictures.resolve("%05d.png").toString()));
        program.run(arguments.toArray(String[]::new));
        try (var files = Files.list(pictures)) {
            return files.sorted().map(Pixels::read).toList();
        }
    }

    private static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mean absolute difference of red, of green and of blue, in 1/255. */
    static double[] difference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        int[] ones = rgb(one);
        int[] others = rgb(other);
        double[] sums = new double[3];
        for (int pixel = 0; pixel < ones.length; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                sums[channel] += Math.abs(channel(ones[pixel], channel) - channel(others[pixel], channel));
            }
        }
        return Arrays.stream(sums).map(sum -> sum / ones.length).toArray();
    }

    /** Drawn at once: asked for one by one, each pixel goes through the colour model. */
    private static int[] rgb(BufferedImage image) {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData();
    }

    private static int channel(int rgb, int channel) {
        return rgb >> (16 - 8 * channel) & 0xFF;
    }

    /** The peak signal-to-noise ratio over all channels, in dB. */
    static double psnr(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        int[] ones = rgb(one);
        int[] others = rgb(other);
        double squares = 0;
        for (int pixel = 0; pixel < ones.length; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                double difference = channel(ones[pixel], channel) - channel(others[pixel], channel);
                squares += difference * difference;
            }
        }
        return 10 * Math.log10(255 * 255 * 3.0 * ones.length / squares);
    }

    static void assertNear(BufferedImage actual, BufferedImage expected, double bound, String what) {
        double[] difference = difference(actual, expected);
        assertThat(Arrays.stream(difference).max().orElseThrow())
                .as("%s: mean difference of red, green, blue %s", what, Arrays.toString(difference))
                .isLessThanOrEqualTo(bound);
    }
}
