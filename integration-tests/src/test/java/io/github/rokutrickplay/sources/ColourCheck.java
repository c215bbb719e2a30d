package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Compares the first big image with what the ffmpeg program makes of the film's first frame.
 *
 * @param folder of the film, whose media playlist is {@code video.m3u8}
 * @param filters end in red, green and blue of the image's size
 * @param bound how far red, green or blue may be off in the mean, of 255
 */
record ColourCheck(Path folder, String filters, double bound) implements Film.Check {

    @Override
    public String verify(Published published) throws IOException, InterruptedException {
        BufferedImage image = published.picture("big", 0);
        byte[] expected = Programs.ffmpegOutput(
                "-i",
                folder.resolve("video.m3u8").toString(),
                "-vf",
                filters,
                "-frames:v",
                "1",
                "-pix_fmt",
                "rgb24",
                "-f",
                "rawvideo",
                "-");
        assertThat(expected).hasSize(3 * image.getWidth() * image.getHeight());
        double worst = 0;
        for (int channel = 0; channel < 3; channel++) {
            worst = Math.max(worst, difference(image, expected, channel));
        }
        assertThat(worst).as("mean difference").isLessThanOrEqualTo(bound);
        return String.format(Locale.ROOT, "colours within %.0f of 255 of zscale's", bound);
    }

    private static double difference(BufferedImage image, byte[] expected, int channel) {
        long sum = 0;
        int pixels = image.getWidth() * image.getHeight();
        for (int i = 0; i < pixels; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            sum += Math.abs(((rgb >> (16 - 8 * channel)) & 0xFF) - (expected[3 * i + channel] & 0xFF));
        }
        return (double) sum / pixels;
    }
}
