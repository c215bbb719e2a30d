package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.List;

/**
 * How a decoded picture has to be turned to be seen as it was meant: first transposed, then mirrored.
 *
 * @param transposed whether rows become columns
 * @param mirrored whether left and right are exchanged
 * @param flipped whether top and bottom are exchanged
 */
public record Orientation(boolean transposed, boolean mirrored, boolean flipped) {

    public static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * What a display matrix says, to the nearest quarter turn.
     *
     * @param xx how much of the shown x is the picture's x; {@code a} in ISO/IEC 14496-12, 6.2.2
     * @param xy how much of the shown y is the picture's x; {@code b}
     * @param yx how much of the shown x is the picture's y; {@code c}
     * @param yy how much of the shown y is the picture's y; {@code d}
     */
    public static Orientation ofMatrix(int xx, int xy, int yx, int yy) {
        boolean transposed = Math.abs((long) xy) + Math.abs((long) yx) > Math.abs((long) xx) + Math.abs((long) yy);
        return transposed ? new Orientation(true, yx < 0, xy < 0) : new Orientation(false, xx < 0, yy < 0);
    }

    /** A size before it is turned, from what it is to be after. */
    Resolution before(Resolution after) {
        return transposed ? new Resolution(/* width= */ after.height(), /* height= */ after.width()) : after;
    }

    /** FFmpeg's filters for it; none for a picture that is upright. */
    List<String> filters() {
        List<String> filters = new ArrayList<>();
        if (transposed) {
            filters.add("transpose=cclock_flip");
        }
        if (mirrored) {
            filters.add("hflip");
        }
        if (flipped) {
            filters.add("vflip");
        }
        return filters;
    }
}
