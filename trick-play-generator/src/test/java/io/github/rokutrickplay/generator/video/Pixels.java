package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
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
        double[] sums = new double[3];
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int a = (one.getRGB(x, y) >> (16 - 8 * channel)) & 0xFF;
                    int b = (other.getRGB(x, y) >> (16 - 8 * channel)) & 0xFF;
                    sums[channel] += Math.abs(a - b);
                }
            }
        }
        int count = one.getWidth() * one.getHeight();
        return Arrays.stream(sums).map(sum -> sum / count).toArray();
    }

    /** The peak signal-to-noise ratio over all channels, in dB. */
    static double psnr(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        double squares = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    double difference = ((one.getRGB(x, y) >> shift) & 0xFF) - ((other.getRGB(x, y) >> shift) & 0xFF);
                    squares += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 * 3.0 * one.getWidth() * one.getHeight() / squares);
    }

    static void assertNear(BufferedImage actual, BufferedImage expected, double bound, String what) {
        double[] difference = difference(actual, expected);
        assertThat(Arrays.stream(difference).max().orElseThrow())
                .as("%s: mean difference of red, green, blue %s", what, Arrays.toString(difference))
                .isLessThanOrEqualTo(bound);
    }
}
