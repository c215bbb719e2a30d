package io.github.rokutrickplay.generator.picture;

/**
 * Where in a group of luma samples that share chroma samples these lie, in 1/256 of a luma sample from the first one's
 * middle. It only matters in directions in which chroma is subsampled.
 *
 * @param name the place's name in FFmpeg's filters
 */
public record ChromaSite(int horizontal, int vertical, String name) {

    /** MPEG-2, H.264 and HEVC unless they say otherwise. */
    public static final ChromaSite LEFT = new ChromaSite(0, 128, "left");

    /** JPEG (JFIF 1.02, page 4) and MPEG-1. */
    public static final ChromaSite CENTER = new ChromaSite(128, 128, "center");

    /** BT.2020 and BT.2100. */
    public static final ChromaSite TOP_LEFT = new ChromaSite(0, 0, "topleft");

    public static final ChromaSite TOP = new ChromaSite(128, 0, "top");
    public static final ChromaSite BOTTOM_LEFT = new ChromaSite(0, 256, "bottomleft");
    public static final ChromaSite BOTTOM = new ChromaSite(128, 256, "bottom");

    /** The same in one field of an interlaced frame, whose lines are twice as far apart (Rec. ITU-T H.264, figure 6-1). */
    public ChromaSite inField(Scan scan) {
        return switch (scan) {
            case PROGRESSIVE -> this;
            case TOP_FIELD_FIRST -> new ChromaSite(horizontal, vertical / 2, name);
            case BOTTOM_FIELD_FIRST -> new ChromaSite(horizontal, 128 + vertical / 2, name);
        };
    }
}
