package io.github.rokutrickplay.hls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in pixels, as RFC 8216bis section 4.2 writes a decimal-resolution: {@code 640x360}. */
public record Resolution(int width, int height) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})[xX](\\d{1,6})");

    public Resolution {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a resolution of " + width + "x" + height + " has no pixels");
        }
    }

    /**
     * @throws MalformedPlaylistException if the text is not WIDTHxHEIGHT
     */
    public static Resolution parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedPlaylistException("'" + text + "' is not a resolution of the form 640x360");
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        if (width < 1 || height < 1) {
            throw new MalformedPlaylistException("a resolution of " + text + " has no pixels");
        }
        return new Resolution(width, height);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
