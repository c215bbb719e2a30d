package io.github.rokutrickplay.sample;

/** A colour as BT.709 components in video range. */
record Colour(int y, int cb, int cr) {

    static final Colour BLACK = new Colour(16, 128, 128);
    static final Colour WHITE = new Colour(235, 128, 128);

    /** The colour that the web writes as {@code #rrggbb}. */
    static Colour rgb(int value) {
        double red = (value >> 16 & 0xFF) / 255.0;
        double green = (value >> 8 & 0xFF) / 255.0;
        double blue = (value & 0xFF) / 255.0;
        double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        return new Colour((int) Math.round(16 + 219 * luma), (int) Math.round(128 + 224 * (blue - luma) / 1.8556), (int)
                Math.round(128 + 224 * (red - luma) / 1.5748));
    }

    /** The colour at a part, from 0 to 1, of the way to another. */
    Colour towards(Colour other, double part) {
        return new Colour(
                (int) Math.round(y + (other.y - y) * part), (int) Math.round(cb + (other.cb - cb) * part), (int)
                        Math.round(cr + (other.cr - cr) * part));
    }
}
