package io.github.rokutrickplay.sample;

import java.util.Arrays;
import java.util.Random;

/** The moving picture: hills that pass, a sun or moon on its arc, stars, balloons, through the colours of a day. */
final class Landscape {

    private static final int STARS = 70;
    private static final int[] BALLOONS = {0xe84a5f, 0xffb400, 0x2ec4b6};

    private final double[] stars = new Random(7).doubles(2L * STARS).toArray();

    void paint(Canvas canvas, double seconds) {
        Palette palette = Palette.at(seconds);
        paintSky(canvas, palette);
        paintStars(canvas, palette);
        paintLight(canvas, palette, seconds);
        int[][] hills = {
            hill(canvas, seconds * 0.010, 0.52, 0.10, 1.3),
            hill(canvas, seconds * 0.025, 0.66, 0.08, 2.1),
            hill(canvas, seconds * 0.060, 0.80, 0.06, 2.9),
        };
        Colour[] colours = {palette.far(), palette.middle(), palette.near()};
        paintHills(canvas, hills, colours);
        for (int i = 0; i < BALLOONS.length; i++) {
            paintBalloon(canvas, seconds, i);
        }
    }

    private static void paintSky(Canvas canvas, Palette palette) {
        for (int y = 0; y < canvas.height(); y += 2) {
            double part = Math.min(1, y / (canvas.height() * 0.7));
            canvas.fill(0, y, canvas.width(), y + 2, palette.zenith().towards(palette.horizon(), part));
        }
    }

    private void paintStars(Canvas canvas, Palette palette) {
        int size = Math.max(2, canvas.height() / 240);
        for (int i = 0; i < STARS && palette.night() > 0.3; i++) {
            int x = (int) (stars[2 * i] * canvas.width());
            int y = (int) (stars[2 * i + 1] * canvas.height() * 0.6);
            Colour sky = palette.zenith().towards(palette.horizon(), y / (canvas.height() * 0.7));
            canvas.fill(x, y, x + size, y + size, sky.towards(Colour.WHITE, palette.night() * 0.8));
        }
    }

    /** The sun goes from left to right through the day; by night it is the moon. */
    private static void paintLight(Canvas canvas, Palette palette, double seconds) {
        double part = seconds / Palette.DAY_SECONDS * 2 % 1;
        int x = (int) (canvas.width() * (part * 1.2 - 0.1));
        int y = (int) (canvas.height() * (0.55 - 0.4 * Math.sin(Math.PI * part)));
        int radius = canvas.height() / 14;
        Colour sky = palette.zenith().towards(palette.horizon(), Math.min(1, y / (canvas.height() * 0.7)));
        canvas.disc(x, y, radius * 8 / 5, sky.towards(palette.light(), 0.25));
        canvas.disc(x, y, radius * 5 / 4, sky.towards(palette.light(), 0.5));
        canvas.disc(x, y, radius, palette.light());
    }

    /** The row at which a hill starts, for each column. */
    private static int[] hill(Canvas canvas, double shift, double level, double swing, double waves) {
        int[] tops = new int[canvas.width()];
        for (int x = 0; x < tops.length; x++) {
            double place = (x / (double) canvas.width() + shift) * waves * Math.PI;
            double wave = Math.sin(2 * place) * 0.55 + Math.sin(3.7 * place + 1) * 0.3 + Math.sin(9.1 * place) * 0.15;
            tops[x] = (int) (canvas.height() * (level - swing * wave));
        }
        return tops;
    }

    private static void paintHills(Canvas canvas, int[][] hills, Colour[] colours) {
        for (int layer = 0; layer < hills.length; layer++) {
            int[] tops = hills[layer];
            int from = Arrays.stream(tops).min().orElse(0) / 2 * 2;
            for (int y = Math.max(0, from); y < canvas.height(); y += 2) {
                paintHillRows(canvas, tops, y, colours[layer]);
            }
        }
    }

    /** Two rows of luma and one of chroma. */
    private static void paintHillRows(Canvas canvas, int[] tops, int y, Colour colour) {
        int width = canvas.width();
        int shade = colour.y() - Math.min(20, y * 24 / canvas.height());
        byte luma = (byte) Math.max(16, shade);
        for (int x = 0; x < width; x++) {
            if (y >= tops[x]) {
                canvas.luma()[y * width + x] = luma;
                canvas.luma()[(y + 1) * width + x] = luma;
            }
        }
        int row = y / 2 * (width / 2);
        for (int x = 0; x < width / 2; x++) {
            if (y >= tops[2 * x]) {
                canvas.cb()[row + x] = (byte) colour.cb();
                canvas.cr()[row + x] = (byte) colour.cr();
            }
        }
    }

    private static void paintBalloon(Canvas canvas, double seconds, int which) {
        double speed = 0.022 + 0.011 * which;
        double place = (seconds * speed + 0.13 + 0.37 * which) % 1 * 1.3 - 0.15;
        int x = (int) (canvas.width() * place);
        int y = (int) (canvas.height() * (0.42 + 0.08 * which + 0.03 * Math.sin(seconds * 0.9 + which)));
        int radius = canvas.height() / (22 - 4 * which);
        Colour colour = Colour.rgb(BALLOONS[which]);
        canvas.disc(x, y, radius, colour);
        canvas.fill(x - radius / 5, y - radius, x + radius / 5, y + radius, colour.towards(Colour.WHITE, 0.6));
        int basket = Math.max(2, radius / 3);
        canvas.fill(
                x - basket / 2, y + radius * 5 / 4, x + basket / 2, y + radius * 5 / 4 + basket, Colour.rgb(0x6b4226));
    }
}
