package io.github.rokutrickplay.sources;

import java.util.List;
import java.util.stream.Collectors;

/** What films differ in. */
final class FilmFactors {

    static final List<Class<? extends Enum<?>>> ALL = List.of(
            Container.class,
            Codec.class,
            Depth.class,
            Chroma.class,
            Transfer.class,
            Colour.class,
            Shape.class,
            SampleAspect.class,
            Rotation.class,
            Scan.class,
            Gop.class,
            Timing.class,
            Origin.class,
            Discontinuity.class,
            Encryption.class,
            PlaylistForm.class,
            Boxes.class,
            Interval.class);

    private FilmFactors() {}

    /** A value that says in words what it is. */
    interface Value {
        String words();
    }

    /** All values of a row, in words. */
    static String words(Row row) {
        return ALL.stream()
                .map(factor -> ((Value) row.values().get(factor)).words())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    enum Container implements Value {
        TS("MPEG-TS"),
        FMP4("fMP4"),
        TS_RANGES("MPEG-TS in byte ranges"),
        FMP4_RANGES("fMP4 in byte ranges"),
        MP4("MP4"),
        MOV("MOV");

        private final String words;

        Container(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        boolean hls() {
            return this != MP4 && this != MOV;
        }

        boolean transportStream() {
            return this == TS || this == TS_RANGES;
        }

        boolean ranges() {
            return this == TS_RANGES || this == FMP4_RANGES;
        }
    }

    enum Codec implements Value {
        H264("H.264"),
        HEVC("HEVC"),
        AV1("AV1"),
        VP9("VP9"),
        MPEG2("MPEG-2"),
        MPEG4("MPEG-4 part 2"),
        PRORES("ProRes");

        private final String words;

        Codec(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

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

    enum Gop implements Value {
        CLOSED("closed GOPs"),
        OPEN("open GOPs"),
        LONG("one GOP over several segments"),
        NO_B("no B pictures"),
        INTRA("intra only");

        private final String words;

        Gop(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    enum Timing implements Value {
        CONSTANT("25 fps", "25"),
        NTSC("29.97 fps", "30000/1001"),
        VARIABLE("varying frame rate", "25"),
        HELD("a frame that is held", "25");

        private final String words;
        private final String rate;

        Timing(String words, String rate) {
            this.words = words;
            this.rate = rate;
        }

        @Override
        public String words() {
            return words;
        }

        /** Frames a second, before some are left out. */
        String rate() {
            return rate;
        }
    }

    enum Origin implements Value {
        ZERO("from 0 s", 0),
        USUAL("from 1.4 s", 1.4),
        LATE("from 10 h", 36_000),
        /** 1.2 s before the 33 bits of MPEG-TS are used up. */
        WRAP("timestamps that wrap", 95_442.517_7);

        private final String words;
        private final double seconds;

        Origin(String words, double seconds) {
            this.words = words;
            this.seconds = seconds;
        }

        @Override
        public String words() {
            return words;
        }

        double seconds() {
            return seconds;
        }
    }

    enum Discontinuity implements Value {
        NONE("no discontinuity"),
        ONE("a discontinuity"),
        OTHER_SIZE("another size behind a discontinuity");

        private final String words;

        Discontinuity(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    enum Encryption implements Value {
        NONE("clear"),
        AES_128("AES-128");

        private final String words;

        Encryption(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    enum PlaylistForm implements Value {
        MULTIVARIANT("multivariant playlist"),
        MEDIA_ONLY("media playlist alone"),
        CARRIAGE_RETURNS("playlists in CRLF"),
        GZIP("playlists in gzip"),
        NONE("");

        private final String words;

        PlaylistForm(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /** Of thumbnails, the small one first. */
    enum Boxes implements Value {
        DEFAULTS("320x180", "640x360"),
        ODD("123x77", "321x181"),
        TINY("32x18", "64x36");

        private final String small;
        private final String big;

        Boxes(String small, String big) {
            this.small = small;
            this.big = big;
        }

        @Override
        public String words() {
            return "thumbnails of " + small + " and " + big;
        }

        String small() {
            return small;
        }

        String big() {
            return big;
        }
    }

    enum Interval implements Value {
        ONE(1),
        TWO(2),
        ODD(0.7);

        private final double seconds;

        Interval(double seconds) {
            this.seconds = seconds;
        }

        @Override
        public String words() {
            return "every " + seconds + " s";
        }

        double seconds() {
            return seconds;
        }
    }
}
