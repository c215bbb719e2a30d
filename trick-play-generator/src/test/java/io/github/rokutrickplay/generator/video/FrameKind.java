package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import io.github.rokutrickplay.hls.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** A kind of frame, and the boxes that it is to fit in. */
record FrameKind(
        Shape shape,
        Light light,
        String format,
        boolean fullRange,
        Turn turn,
        Fields fields,
        List<Resolution> boxes,
        int cutLeft) {

    private static final long SEED = 17;

    /** Of 255, the mean of each of red, green and blue. */
    private static final double BOUND = 4;

    /** What is mapped is steeper: a step of 8 bits is several of the picture's. */
    private static final double HIGH_RANGE_BOUND = 5;

    /** How large a frame is coded, and how wide its samples are. */
    record Shape(int width, int height, int sampleWidth, int sampleHeight) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape(640, 360, 1, 1),
            new Shape(640, 480, 1, 1),
            new Shape(720, 576, 64, 45),
            new Shape(960, 400, 1, 1),
            new Shape(960, 518, 1, 1),
            new Shape(960, 402, 31679, 31680),
            new Shape(480, 854, 1, 1),
            new Shape(701, 393, 1, 1),
            new Shape(427, 240, 1, 1),
            new Shape(426, 239, 1, 1),
            new Shape(33, 17, 1, 1),
            new Shape(16, 16, 1, 1),
            new Shape(3, 3, 1, 1),
            new Shape(2, 1, 1, 1),
            new Shape(1, 1, 1, 1));

    enum Light {
        SDR(AVCOL_TRC_BT709, AVCOL_PRI_BT709, AVCOL_SPC_BT709, "bt709", "bt709", "bt709"),
        WIDE_SDR(AVCOL_TRC_BT709, AVCOL_PRI_BT2020, AVCOL_SPC_BT2020_NCL, "bt709", "bt2020", "bt2020nc"),
        PQ(AVCOL_TRC_SMPTE2084, AVCOL_PRI_BT2020, AVCOL_SPC_BT2020_NCL, "smpte2084", "bt2020", "bt2020nc"),
        HLG(AVCOL_TRC_ARIB_STD_B67, AVCOL_PRI_BT2020, AVCOL_SPC_BT2020_NCL, "arib-std-b67", "bt2020", "bt2020nc");

        final int transfer;
        final int primaries;
        final int matrix;
        final String transferName;
        final String primariesName;
        final String matrixName;

        Light(int transfer, int primaries, int matrix, String transferName, String primariesName, String matrixName) {
            this.transfer = transfer;
            this.primaries = primaries;
            this.matrix = matrix;
            this.transferName = transferName;
            this.primariesName = primariesName;
            this.matrixName = matrixName;
        }

        boolean high() {
            return this == PQ || this == HLG;
        }

        double bound() {
            return high() ? HIGH_RANGE_BOUND : BOUND;
        }
    }

    private static final List<String> FORMATS = List.of(
            "yuv420p",
            "yuv420p10le",
            "yuv422p",
            "yuv422p10le",
            "yuv444p",
            "yuv444p12le",
            "gbrp",
            "gbrp10le",
            "gray",
            "gray10le");

    /** The numbers of display matrices: a, b, c, d. */
    record Turn(int a, int b, int c, int d) {}

    private static final List<Turn> TURNS = List.of(
            new Turn(1, 0, 0, 1),
            new Turn(0, 1, -1, 0),
            new Turn(-1, 0, 0, -1),
            new Turn(0, -1, 1, 0),
            new Turn(-1, 0, 0, 1),
            new Turn(0, 1, 1, 0));

    enum Fields {
        NONE,
        TOP_FIRST,
        BOTTOM_FIRST
    }

    private static final List<List<Resolution>> BOXES = List.of(
            List.of(new Resolution(320, 180), new Resolution(640, 360)),
            List.of(new Resolution(321, 181), new Resolution(641, 359)),
            List.of(new Resolution(101, 333), new Resolution(33, 19)),
            List.of(new Resolution(1, 1), new Resolution(2, 3)));

    /** How many columns of what is decoded are not shown: rows of some planes begin at multiples of 64 bytes then, or of none. */
    private static final List<Integer> CUTS = List.of(0, 32, 8);

    static Stream<FrameKind> all() {
        List<Integer> counts = List.of(
                SHAPES.size(),
                Light.values().length,
                FORMATS.size(),
                2,
                TURNS.size(),
                Fields.values().length,
                BOXES.size(),
                CUTS.size());
        return Pairwise.choices(counts, SEED).stream()
                .map(choice -> new FrameKind(
                        SHAPES.get(choice.get(0)),
                        Light.values()[choice.get(1)],
                        FORMATS.get(choice.get(2)),
                        choice.get(3) == 1,
                        TURNS.get(choice.get(4)),
                        Fields.values()[choice.get(5)],
                        BOXES.get(choice.get(6)),
                        CUTS.get(choice.get(7))));
    }

    boolean turnsByAQuarter() {
        return turn.a == 0;
    }

    /** How steeply colours change: the slower the fewer samples there are, for of edges every scaler has another idea. */
    double slope() {
        int side = Math.min(shape.width, shape.height);
        for (Resolution box : boxes) {
            side = Math.min(side, Math.min(box.width(), box.height()));
        }
        return Math.min(1, side / 128.0);
    }

    boolean gray() {
        return format.startsWith("gray");
    }

    boolean rgb() {
        return format.startsWith("gbr");
    }
}
