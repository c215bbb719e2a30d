package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sources.PictureFactors.Chroma;
import io.github.rokutrickplay.sources.PictureFactors.Colour;
import io.github.rokutrickplay.sources.PictureFactors.Depth;
import io.github.rokutrickplay.sources.PictureFactors.Rotation;
import io.github.rokutrickplay.sources.PictureFactors.SampleAspect;
import io.github.rokutrickplay.sources.PictureFactors.Scan;
import io.github.rokutrickplay.sources.PictureFactors.Shape;
import io.github.rokutrickplay.sources.PictureFactors.Transfer;
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
                .map(factor -> row.values().get(factor) instanceof Value value ? value.words() : "")
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
