package io.github.rokutrickplay.generator.picture;

/**
 * How a picture's numbers stand for colours (Rec. ITU-T H.273).
 *
 * @param fullRange whether luma goes from 0 to the largest number, or from 16/256 to 235/256 of it
 */
public record Colours(Matrix matrix, Transfer transfer, Primaries primaries, boolean fullRange) {

    /** How luma and chroma are made of red, green and blue. */
    public enum Matrix {
        RGB("gbr", true),
        BT601("smpte170m", true),
        BT709("bt709", true),
        FCC("fcc", true),
        /** It has no name in zscale, but its number. */
        SMPTE240M("7", true),
        BT2020("bt2020nc", true),
        BT2020_CONSTANT("bt2020c", false),
        YCGCO("ycgco", false),
        CHROMA_DERIVED("chroma-derived-nc", false),
        CHROMA_DERIVED_CONSTANT("chroma-derived-c", false),
        ICTCP("ictcp", false);

        private final String filterName;
        private final boolean scalable;

        /**
         * @param scalable whether libswscale knows it
         */
        Matrix(String filterName, boolean scalable) {
            this.filterName = filterName;
            this.scalable = scalable;
        }
    }

    /** How light becomes a signal. */
    public enum Transfer {
        /** One of the curves of standard dynamic range: near enough to each other that players do not tell them apart. */
        SDR("bt709"),
        PQ("smpte2084"),
        HLG("arib-std-b67");

        private final String filterName;

        Transfer(String filterName) {
            this.filterName = filterName;
        }
    }

    /** Which red, green and blue. */
    public enum Primaries {
        /** BT.709's, sRGB's, and those of standard definition, which players take for the same. */
        BT709("bt709"),
        BT2020("bt2020"),
        P3_DCI("smpte431"),
        P3_D65("smpte432");

        private final String filterName;

        Primaries(String filterName) {
            this.filterName = filterName;
        }
    }

    /** What JFIF says a JPEG has. */
    public static final Colours JPEG = new Colours(Matrix.BT601, Transfer.SDR, Primaries.BT709, true);

    static final Colours RGB = new Colours(Matrix.RGB, Transfer.SDR, Primaries.BT709, true);

    /** Whether a JPEG's colours are another way to write the same numbers of red, green and blue. */
    boolean scalable() {
        return matrix.scalable && transfer == Transfer.SDR && primaries == Primaries.BT709;
    }

    boolean isRgb() {
        return matrix == Matrix.RGB;
    }

    /**
     * FFmpeg's filters from these colours to a JPEG's, where {@link #scalable}.
     *
     * @param size what it is scaled to
     * @param deep whether samples have more than 8 bits
     */
    String toJpeg(String size, ChromaSite site, boolean deep) {
        boolean otherMatrix = matrix != JPEG.matrix && !isRgb();
        String scaled = input(size, site) + ":chromal=" + ChromaSite.CENTER.name();
        if (!otherMatrix) {
            return scaled + ":matrix=" + JPEG.matrix.filterName + ":range=full,format=yuv420p";
        }
        // From matrix to matrix zscale would make chroma as large as luma, and small again: that takes several times as
        // long, and ends further from the colours that the film was made of.
        return scaled + ":matrix=" + matrix.filterName + ":range=" + range() + ",format="
                + (deep ? "yuv420p10" : "yuv420p") + ",colorspace=ispace=" + matrix.filterName
                + ":iprimaries=bt709:itrc=bt709:irange=" + (fullRange ? "pc" : "tv") + ":space="
                + JPEG.matrix.filterName + ":primaries=bt709:trc=bt709:range=pc:format=yuv420p";
    }

    private String range() {
        return fullRange ? "full" : "limited";
    }

    private String input(String size, ChromaSite site) {
        return "zscale=" + size + ":filter=bicubic:rangein=" + range() + ":chromalin=" + site.name() + ":matrixin="
                + matrix.filterName;
    }

    /**
     * FFmpeg's filters from these colours to 8-bit red, green and blue of BT.709. High dynamic range is mapped as FFmpeg's
     * users do it: 100 nits become white's reference, and what is brighter is bent by Hable's curve.
     *
     * @param size what it is scaled to on the way, while that is cheap: as it came
     */
    String filters(String size, ChromaSite site) {
        String scaled =
                input(size, site) + ":transferin=" + transfer.filterName + ":primariesin=" + primaries.filterName;
        String rgb = "transfer=bt709:primaries=bt709:matrix=gbr:range=full,format=gbrp";
        if (transfer == Transfer.SDR) {
            return scaled + ":" + rgb;
        }
        // As it came, but with what is known of it said, for a stream may have left it open; and with chroma as large
        // as luma,
        // for zscale takes no other picture that has an odd side.
        return scaled + ":matrix=" + matrix.filterName + ":transfer=" + transfer.filterName + ":primaries="
                + primaries.filterName + ",format=" + (isRgb() ? "gbrp16" : "yuv444p16")
                + ",zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,zscale="
                + rgb;
    }
}
