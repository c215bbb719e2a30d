package io.github.rokutrickplay.sample;

import java.time.Duration;
import java.util.Locale;

/** The running time, drawn in seven-segment digits: fonts are not to be had on a server without a display. */
final class TimeCode {

    private static final int CHARACTERS = 12;

    /** The segments of each digit, as bits: top, upper right, lower right, bottom, lower left, upper left, middle. */
    private static final int[] SEGMENTS = {0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F};

    private TimeCode() {}

    static void paint(Canvas canvas, Duration time) {
        String text = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                time.toMillisPart());
        int cell = Math.max(8, canvas.width() * 62 / 100 / CHARACTERS);
        int height = Math.min(cell * 3 / 2, canvas.height() / 5);
        int left = (canvas.width() - cell * text.length()) / 2;
        int top = canvas.height() / 16;
        canvas.shade(left - cell / 2, top - cell / 3, left + cell * text.length() + cell / 4, top + height + cell / 3);
        for (int i = 0; i < text.length(); i++) {
            paint(canvas, text.charAt(i), left + i * cell, top, cell * 3 / 4, height);
        }
    }

    private static void paint(Canvas canvas, char character, int left, int top, int width, int height) {
        int line = Math.max(2, width / 5);
        switch (character) {
            case ':' -> {
                dot(canvas, left + width / 2, top + height / 3, line);
                dot(canvas, left + width / 2, top + height * 2 / 3, line);
            }
            case '.' -> dot(canvas, left + width / 2, top + height - line, line);
            default -> digit(canvas, SEGMENTS[character - '0'], left, top, width, height);
        }
    }

    private static void dot(Canvas canvas, int x, int y, int size) {
        canvas.fill(x - size / 2, y, x - size / 2 + size, y + size, Colour.WHITE);
    }

    private static void digit(Canvas canvas, int lit, int left, int top, int width, int height) {
        int line = Math.max(2, width / 5);
        int right = left + width;
        int middle = top + height / 2;
        int bottom = top + height;
        int[][] bars = {
            {left, top, right, top + line},
            {right - line, top, right, middle},
            {right - line, middle, right, bottom},
            {left, bottom - line, right, bottom},
            {left, middle, left + line, bottom},
            {left, top, left + line, middle},
            {left, middle - line / 2, right, middle - line / 2 + line},
        };
        for (int i = 0; i < bars.length; i++) {
            if ((lit >> i & 1) == 1) {
                canvas.fill(bars[i][0], bars[i][1], bars[i][2], bars[i][3], Colour.WHITE);
            }
        }
    }
}
