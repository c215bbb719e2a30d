package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.hls.Resolution;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of frame with every other kind: shape with transfer, chroma, depth, range, turn, scan and boxes. Colours are
 * FFmpeg's of the same content without any shape, scan or turn: there is nothing in it to be scaled.
 */
class PicturePairsTest {

    private static final long SEED = 17;

    /** Of 255, the mean of each of red, green and blue. */
    private static final double BOUND = 4;

    /** What is mapped is steeper: a step of 8 bits is several of the picture's. */
    private static final double HIGH_RANGE_BOUND = 5;

    /** How large a frame is coded, and how wide its samples are. */
    private record Shape(int width, int height, int sampleWidth, int sampleHeight) {}

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

    private enum Light {
        SDR(AVCOL_TRC_BT709, AVCOL_PRI_BT709, AVCOL_SPC_BT709, "bt709", "bt709", "bt709"),
        WIDE_SDR(AVCOL_TRC_BT709, AVCOL_PRI_BT2020, AVCOL_SPC_BT2020_NCL, "bt709", "bt2020", "bt2020nc"),
        PQ(AVCOL_TRC_SMPTE2084, AVCOL_PRI_BT2020, AVCOL_SPC_BT2020_NCL, "smpte2084", "bt2020", "bt2020nc"),
        HLG(AVCOL_TRC_ARIB_STD_B67, AVCOL_PRI_BT2020, AVCOL_SPC_BT2020_NCL, "arib-std-b67", "bt2020", "bt2020nc");

        private final int transfer;
        private final int primaries;
        private final int matrix;
        private final String transferName;
        private final String primariesName;
        private final String matrixName;

        Light(int transfer, int primaries, int matrix, String transferName, String primariesName, String matrixName) {
            this.transfer = transfer;
            this.primaries = primaries;
            this.matrix = matrix;
            this.transferName = transferName;
            this.primariesName = primariesName;
            this.matrixName = matrixName;
        }

        private boolean high() {
            return this == PQ || this == HLG;
        }

        private double bound() {
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
    private record Turn(int a, int b, int c, int d) {}

    private static final List<Turn> TURNS = List.of(
            new Turn(1, 0, 0, 1),
            new Turn(0, 1, -1, 0),
            new Turn(-1, 0, 0, -1),
            new Turn(0, -1, 1, 0),
            new Turn(-1, 0, 0, 1),
            new Turn(0, 1, 1, 0));

    private enum Fields {
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

    private record Kind(
            Shape shape,
            Light light,
            String format,
            boolean fullRange,
            Turn turn,
            Fields fields,
            List<Resolution> boxes,
            int cutLeft) {

        private boolean turnsByAQuarter() {
            return turn.a == 0;
        }

        /** How steeply colours change: the slower the fewer samples there are, for of edges every scaler has another idea. */
        private double slope() {
            int side = Math.min(shape.width, shape.height);
            for (Resolution box : boxes) {
                side = Math.min(side, Math.min(box.width(), box.height()));
            }
            return Math.min(1, side / 128.0);
        }

        private boolean gray() {
            return format.startsWith("gray");
        }

        private boolean rgb() {
            return format.startsWith("gbr");
        }
    }

    static Stream<Kind> kinds() {
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
                .map(choice -> new Kind(
                        SHAPES.get(choice.get(0)),
                        Light.values()[choice.get(1)],
                        FORMATS.get(choice.get(2)),
                        choice.get(3) == 1,
                        TURNS.get(choice.get(4)),
                        Fields.values()[choice.get(5)],
                        BOXES.get(choice.get(6)),
                        CUTS.get(choice.get(7))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void giveTheRightColoursInTheRightPlaceAndSize(Kind kind) {
        Natives.load();
        List<ThumbnailBox> boxes = Stream.of(0, 1)
                .map(i -> new ThumbnailBox(String.valueOf(i), kind.boxes.get(i)))
                .toList();
        ThumbnailSettings settings = new ThumbnailSettings(
                Duration.ofSeconds(10), boxes, 2, FrameChoice.EXACT, "thumbs", false, BigDecimal.ZERO);
        AVFormatContext container = avformat_alloc_context();
        AVFrame frame = frame(kind);
        try (ThumbnailMaker maker = new ThumbnailMaker(settings, new ImageSizes())) {
            List<ThumbnailMaker.Picture> pictures = maker.make(frame, avformat_new_stream(container, null));
            assertThat(pictures).flatExtracting(ThumbnailMaker.Picture::boxes).hasSameElementsAs(boxes);
            for (ThumbnailMaker.Picture picture : pictures) {
                BufferedImage actual = Extracted.picture(picture.jpeg());
                Resolution size = fitted(kind, picture.boxes().getFirst().size());
                assertThat(picture.boxes())
                        .allMatch(box -> fitted(kind, box.size()).equals(size));
                assertThat(new Resolution(actual.getWidth(), actual.getHeight()))
                        .isEqualTo(size);
                Pixels.assertNear(actual, expected(kind, size), kind.light.bound(), kind + " in " + size);
            }
        } finally {
            av_frame_free(frame);
            avformat_free_context(container);
        }
    }

    private static AVFrame frame(Kind kind) {
        AVFrame frame = MadeFrame.of(
                kind.format,
                kind.cutLeft + kind.shape.width,
                kind.shape.height,
                kind.fullRange,
                (component, x, y) -> content(
                        kind, component, (x * (kind.cutLeft + kind.shape.width) - kind.cutLeft) / kind.shape.width, y));
        MadeFrame.cutLeft(frame, kind.cutLeft);
        tag(frame, kind);
        frame.sample_aspect_ratio().num(kind.shape.sampleWidth).den(kind.shape.sampleHeight);
        frame.flags(
                switch (kind.fields) {
                    case NONE -> 0;
                    case TOP_FIRST -> AV_FRAME_FLAG_INTERLACED | AV_FRAME_FLAG_TOP_FIELD_FIRST;
                    case BOTTOM_FIRST -> AV_FRAME_FLAG_INTERLACED;
                });
        MadeFrame.turn(frame, kind.turn.a, kind.turn.b, kind.turn.c, kind.turn.d);
        return frame;
    }

    private static void tag(AVFrame frame, Kind kind) {
        frame.color_trc(kind.light.transfer)
                .color_primaries(kind.light.primaries)
                .colorspace(kind.rgb() ? AVCOL_SPC_RGB : kind.light.matrix)
                .color_range(kind.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG)
                .chroma_location(AVCHROMA_LOC_LEFT);
    }

    private static double content(Kind kind, int component, double x, double y) {
        double slope = kind.slope();
        double right = slope * (x - 0.5);
        double down = slope * (y - 0.5);
        if (component > 0 && kind.gray()) {
            return 0;
        }
        return switch (component) {
            case 0 -> 0.48 + 0.15 * right + 0.1 * down;
            case 1 -> (kind.rgb() ? 0.4 : 0.02) + 0.16 * right;
            default -> (kind.rgb() ? 0.4 : 0.02) + 0.16 * down;
        };
    }

    private static Resolution fitted(Kind kind, Resolution box) {
        double width = kind.shape.width * (double) kind.shape.sampleWidth / kind.shape.sampleHeight;
        double height = kind.shape.height;
        double shownWidth = kind.turnsByAQuarter() ? height : width;
        double shownHeight = kind.turnsByAQuarter() ? width : height;
        double scale = Math.min(1, Math.min(box.width() / shownWidth, box.height() / shownHeight));
        return new Resolution(
                Math.clamp(Math.round(shownWidth * scale), 1, box.width()),
                Math.clamp(Math.round(shownHeight * scale), 1, box.height()));
    }

    /** The content in the size of the picture, through FFmpeg's filters that change colours and nothing else. */
    private static BufferedImage expected(Kind kind, Resolution size) {
        AVFrame whole = MadeFrame.of(
                kind.rgb() ? "gbrp16le" : "yuv444p16le",
                size.width(),
                size.height(),
                kind.fullRange,
                (component, x, y) -> turned(kind, component, x, y));
        tag(whole, kind);
        String from = "zscale=matrixin=" + (kind.rgb() ? "gbr" : kind.light.matrixName) + ":rangein="
                + (kind.fullRange ? "full" : "limited") + ":transferin=" + kind.light.transferName + ":primariesin="
                + kind.light.primariesName;
        String to = "transfer=bt709:primaries=bt709:matrix=gbr:range=full,format=gbrp";
        String filters = from
                + (kind.light.high()
                        ? ":transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,zscale="
                        : ":")
                + to;
        try (FilterGraph graph = new FilterGraph(new Operation.Filter(filters, 1))) {
            return image(graph.apply(whole));
        } finally {
            av_frame_free(whole);
        }
    }

    /** A display matrix takes the picture's (x, y) to (a x + c y, b x + d y), moved to where all of it is seen. */
    private static double turned(Kind kind, int component, double shownX, double shownY) {
        double x = shownX - 0.5;
        double y = shownY - 0.5;
        Turn turn = kind.turn;
        return content(kind, component, turn.a * x + turn.b * y + 0.5, turn.c * x + turn.d * y + 0.5);
    }

    private static BufferedImage image(AVFrame gbr) {
        BufferedImage image = new BufferedImage(gbr.width(), gbr.height(), BufferedImage.TYPE_INT_RGB);
        ByteBuffer[] planes = new ByteBuffer[3];
        for (int i = 0; i < 3; i++) {
            planes[i] = new BytePointer(gbr.data(i))
                    .capacity((long) gbr.linesize(i) * gbr.height())
                    .asByteBuffer();
        }
        for (int y = 0; y < gbr.height(); y++) {
            for (int x = 0; x < gbr.width(); x++) {
                int green = planes[0].get(y * gbr.linesize(0) + x) & 0xFF;
                int blue = planes[1].get(y * gbr.linesize(1) + x) & 0xFF;
                int red = planes[2].get(y * gbr.linesize(2) + x) & 0xFF;
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }
}
