package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.video.libav.NativeLibraries;
import io.github.rokutrickplay.generator.video.thumbnail.FilterGraph;
import io.github.rokutrickplay.generator.video.thumbnail.ImageSizes;
import io.github.rokutrickplay.generator.video.thumbnail.Picture;
import io.github.rokutrickplay.generator.video.thumbnail.ThumbnailMaker;
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

    @ParameterizedTest
    @MethodSource("io.github.rokutrickplay.generator.video.FrameKind#all")
    void giveTheRightColoursInTheRightPlaceAndSize(FrameKind kind) {
        NativeLibraries.load();
        List<ThumbnailBox> boxes = Stream.of(0, 1)
                .map(i -> new ThumbnailBox(String.valueOf(i), kind.boxes().get(i)))
                .toList();
        ThumbnailSettings settings = new ThumbnailSettings(
                Duration.ofSeconds(10), boxes, 2, FrameChoice.EXACT, "thumbs", false, BigDecimal.ZERO);
        AVFormatContext container = avformat_alloc_context();
        AVFrame frame = frame(kind);
        try (ThumbnailMaker maker = new ThumbnailMaker(settings, new ImageSizes())) {
            List<Picture> pictures = maker.make(frame, avformat_new_stream(container, null));
            assertThat(pictures).flatExtracting(Picture::boxes).hasSameElementsAs(boxes);
            for (Picture picture : pictures) {
                BufferedImage actual = Extracted.picture(picture.jpeg());
                Resolution size = fitted(kind, picture.boxes().getFirst().size());
                assertThat(picture.boxes())
                        .allMatch(box -> fitted(kind, box.size()).equals(size));
                assertThat(new Resolution(actual.getWidth(), actual.getHeight()))
                        .isEqualTo(size);
                Pixels.assertNear(actual, expected(kind, size), kind.light().bound(), kind + " in " + size);
            }
        } finally {
            av_frame_free(frame);
            avformat_free_context(container);
        }
    }

    private static AVFrame frame(FrameKind kind) {
        AVFrame frame = MadeFrame.of(
                kind.format(),
                kind.cutLeft() + kind.shape().width(),
                kind.shape().height(),
                kind.fullRange(),
                (component, x, y) -> content(
                        kind,
                        component,
                        (x * (kind.cutLeft() + kind.shape().width()) - kind.cutLeft())
                                / kind.shape().width(),
                        y));
        MadeFrame.cutLeft(frame, kind.cutLeft());
        tag(frame, kind);
        frame.sample_aspect_ratio()
                .num(kind.shape().sampleWidth())
                .den(kind.shape().sampleHeight());
        frame.flags(
                switch (kind.fields()) {
                    case NONE -> 0;
                    case TOP_FIRST -> AV_FRAME_FLAG_INTERLACED | AV_FRAME_FLAG_TOP_FIELD_FIRST;
                    case BOTTOM_FIRST -> AV_FRAME_FLAG_INTERLACED;
                });
        MadeFrame.turn(
                frame,
                kind.turn().a(),
                kind.turn().b(),
                kind.turn().c(),
                kind.turn().d());
        return frame;
    }

    private static void tag(AVFrame frame, FrameKind kind) {
        frame.color_trc(kind.light().transfer)
                .color_primaries(kind.light().primaries)
                .colorspace(kind.rgb() ? AVCOL_SPC_RGB : kind.light().matrix)
                .color_range(kind.fullRange() ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG)
                .chroma_location(AVCHROMA_LOC_LEFT);
    }

    private static double content(FrameKind kind, int component, double x, double y) {
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

    private static Resolution fitted(FrameKind kind, Resolution box) {
        double width = kind.shape().width()
                * (double) kind.shape().sampleWidth()
                / kind.shape().sampleHeight();
        double height = kind.shape().height();
        double shownWidth = kind.turnsByAQuarter() ? height : width;
        double shownHeight = kind.turnsByAQuarter() ? width : height;
        double scale = Math.min(1, Math.min(box.width() / shownWidth, box.height() / shownHeight));
        return new Resolution(
                Math.clamp(Math.round(shownWidth * scale), 1, box.width()),
                Math.clamp(Math.round(shownHeight * scale), 1, box.height()));
    }

    /** The content in the size of the picture, through FFmpeg's filters that change colours and nothing else. */
    private static BufferedImage expected(FrameKind kind, Resolution size) {
        AVFrame whole = MadeFrame.of(
                kind.rgb() ? "gbrp16le" : "yuv444p16le",
                size.width(),
                size.height(),
                kind.fullRange(),
                (component, x, y) -> turned(kind, component, x, y));
        tag(whole, kind);
        String from = "zscale=matrixin=" + (kind.rgb() ? "gbr" : kind.light().matrixName) + ":rangein="
                + (kind.fullRange() ? "full" : "limited") + ":transferin=" + kind.light().transferName + ":primariesin="
                + kind.light().primariesName;
        String to = "transfer=bt709:primaries=bt709:matrix=gbr:range=full,format=gbrp";
        String filters = from
                + (kind.light().high()
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
    private static double turned(FrameKind kind, int component, double shownX, double shownY) {
        double x = shownX - 0.5;
        double y = shownY - 0.5;
        FrameKind.Turn turn = kind.turn();
        return content(kind, component, turn.a() * x + turn.b() * y + 0.5, turn.c() * x + turn.d() * y + 0.5);
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
