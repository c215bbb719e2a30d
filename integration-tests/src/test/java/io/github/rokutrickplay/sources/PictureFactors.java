package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sources.FilmFactors.Value;

/** What the pictures of films differ in. */
final class PictureFactors {

    private PictureFactors() {}

    enum Depth implements Value {
        EIGHT("8 bit", ""),
        TEN("10 bit", "10le");

        private final String words;
        private final String suffix;

        Depth(String words, String suffix) {
            this.words = words;
            this.suffix = suffix;
        }

        @Override
        public String words() {
            return words;
        }

        /** How libav's name of a pixel format ends. */
        String suffix() {
            return suffix;
        }
    }

    enum Chroma implements Value {
        HALF_BOTH("4:2:0", "yuv420p"),
        HALF_WIDTH("4:2:2", "yuv422p"),
        WHOLE("4:4:4", "yuv444p");

        private final String words;
        private final String format;

        Chroma(String words, String format) {
            this.words = words;
            this.format = format;
        }

        @Override
        public String words() {
            return words;
        }

        /** How libav's name of a pixel format begins. */
        String format() {
            return format;
        }
    }

    enum Transfer implements Value {
        SDR("SDR", "bt709"),
        PQ("PQ", "smpte2084"),
        HLG("HLG", "arib-std-b67");

        private final String words;
        private final String tag;

        Transfer(String words, String tag) {
            this.words = words;
            this.tag = tag;
        }

        @Override
        public String words() {
            return words;
        }

        /** FFmpeg's name for it. */
        String tag() {
            return tag;
        }
    }

    enum Colour implements Value {
        BT601_LIMITED("BT.601", "smpte170m", "bt709", false),
        BT601_FULL("BT.601", "smpte170m", "bt709", true),
        BT709_LIMITED("BT.709", "bt709", "bt709", false),
        BT709_FULL("BT.709", "bt709", "bt709", true),
        BT2020_LIMITED("BT.2020", "bt2020nc", "bt2020", false),
        BT2020_FULL("BT.2020", "bt2020nc", "bt2020", true);

        private final String words;
        private final String matrix;
        private final String primaries;
        private final boolean full;

        Colour(String words, String matrix, String primaries, boolean full) {
            this.words = words;
            this.matrix = matrix;
            this.primaries = primaries;
            this.full = full;
        }

        @Override
        public String words() {
            return words + (full ? " full range" : " limited range");
        }

        String matrix() {
            return matrix;
        }

        String primaries() {
            return primaries;
        }

        boolean full() {
            return full;
        }

        String range() {
            return full ? "pc" : "tv";
        }
    }

    /** As coded: before samples are made square, before the picture is turned. */
    enum Shape implements Value {
        WIDE("16:9", 384, 216),
        ACADEMY("4:3", 352, 264),
        SCOPE("2.40:1", 384, 160),
        FLAT("1.85:1", 400, 216),
        PORTRAIT("portrait", 216, 384),
        ODD("odd size", 355, 201),
        TINY("tiny", 64, 36);

        private final String words;
        private final int width;
        private final int height;

        Shape(String words, int width, int height) {
            this.words = words;
            this.width = width;
            this.height = height;
        }

        @Override
        public String words() {
            return words + " (" + width + "x" + height + ")";
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    enum SampleAspect implements Value {
        SQUARE(1, 1),
        ANAMORPHIC(4, 3),
        ALMOST_SQUARE(31_679, 31_680);

        private final int width;
        private final int height;

        SampleAspect(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        public String words() {
            return "samples of " + width + ":" + height;
        }

        /** As FFmpeg's filters take it. */
        String ratio() {
            return width + "/" + height;
        }
    }

    enum Rotation implements Value {
        NONE(0),
        QUARTER(90),
        HALF(180),
        THREE_QUARTERS(270);

        private final int degrees;

        Rotation(int degrees) {
            this.degrees = degrees;
        }

        @Override
        public String words() {
            return degrees == 0 ? "upright" : "turned by " + degrees;
        }

        boolean onItsSide() {
            return this == QUARTER || this == THREE_QUARTERS;
        }
    }

    enum Scan implements Value {
        PROGRESSIVE("progressive"),
        TOP_FIRST("top field first"),
        BOTTOM_FIRST("bottom field first");

        private final String words;

        Scan(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }
}
