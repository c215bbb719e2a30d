package io.github.rokutrickplay.generator.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.picture.Colours.Matrix;
import io.github.rokutrickplay.generator.picture.Colours.Primaries;
import io.github.rokutrickplay.generator.picture.Colours.Transfer;
import io.github.rokutrickplay.hls.Resolution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which steps make pictures of a frame. Decided without any native code. */
class ConversionTest {

    private static final PixelFormat YUV = new PixelFormat(0, 2, 2, true);
    private static final Conversion.PixelFormats FORMATS = new Conversion.PixelFormats(
            new PixelFormat(12, 2, 2, true), PixelFormat.whole(71), PixelFormat.whole(44), PixelFormat.whole(45));
    private static final ThumbnailBox SMALL = new ThumbnailBox("small", new Resolution(320, 180));
    private static final ThumbnailBox BIG = new ThumbnailBox("big", new Resolution(640, 360));
    private static final Colours HD = new Colours(Matrix.BT709, Transfer.SDR, Primaries.BT709, false);
    private static final Colours HDR10 = new Colours(Matrix.BT2020, Transfer.PQ, Primaries.BT2020, false);
    private static final PictureShape FULL_HD = new PictureShape(1920, 1080, 1, 1);
    private static final Orientation CLOCKWISE = Orientation.ofMatrix(0, 1 << 16, -(1 << 16), 0);

    private static PictureDescription frame(PictureShape shape, Orientation orientation, Scan scan, Colours colours) {
        return new PictureDescription(shape, orientation, scan, YUV, colours, ChromaSite.LEFT);
    }

    private static List<Conversion.Output> outputs(PictureDescription frame, boolean enlarge) {
        List<ThumbnailBox> boxes = List.of(SMALL, BIG);
        Map<String, Resolution> sizes = Conversion.sizes(frame, boxes, enlarge);
        return Conversion.of(frame, boxes, FORMATS, enlarge, sizes).outputs();
    }

    @Test
    void scalesTheUsualFrameOnceAndTheSmallPictureFromTheBigOne() {
        PictureDescription frame = frame(FULL_HD, Orientation.UPRIGHT, Scan.PROGRESSIVE, HD);
        Resolution big = BIG.size();
        assertThat(outputs(frame, false))
                .containsExactly(
                        new Conversion.Output(List.of(BIG), true, List.of(new Operation.Scale(frame, big)), big, big),
                        new Conversion.Output(
                                List.of(SMALL),
                                false,
                                List.of(new Operation.Scale(
                                        PictureDescription.jpeg(big, FORMATS.jpeg()), SMALL.size())),
                                SMALL.size(),
                                SMALL.size()));
    }

    @Test
    void scalesAHighRangeFrameBeforeItMapsIt() {
        PictureDescription frame = frame(FULL_HD, Orientation.UPRIGHT, Scan.PROGRESSIVE, HDR10);
        List<Operation> operations = outputs(frame, false).getFirst().operations();
        assertThat(operations).hasSize(2);
        assertThat(((Operation.Filter) operations.getFirst()).filters())
                .startsWith("zscale=w=640:h=360:")
                .contains("transferin=smpte2084:primariesin=bt2020")
                .contains("tonemap=hable:desat=0")
                .endsWith("matrix=gbr:range=full,format=gbrp");
    }

    @Test
    void handsNoPictureOfHighRangeOnWhoseSamplesShareChroma() {
        PictureDescription scope =
                frame(new PictureShape(1920, 800, 1, 1), Orientation.UPRIGHT, Scan.PROGRESSIVE, HDR10);
        List<Operation> operations = outputs(scope, false).getFirst().operations();
        assertThat(((Operation.Filter) operations.getFirst()).filters())
                .startsWith("zscale=w=640:h=267:")
                .contains(",format=yuv444p16,zscale=transfer=linear");
        Colours rgb = new Colours(Matrix.RGB, Transfer.PQ, Primaries.BT2020, true);
        Operation first = outputs(frame(FULL_HD, Orientation.UPRIGHT, Scan.PROGRESSIVE, rgb), false)
                .getFirst()
                .operations()
                .getFirst();
        assertThat(((Operation.Filter) first).filters()).contains(",format=gbrp16,zscale=transfer=linear");
    }

    @Test
    void resizesWhatFiltersCannotReadBeforeTheyGetIt() {
        PictureDescription odd = frame(new PictureShape(1001, 563, 1, 1), Orientation.UPRIGHT, Scan.PROGRESSIVE, HDR10);
        Resolution big = new Resolution(640, 360);
        assertThat(outputs(odd, false).getFirst().operations())
                .hasSize(3)
                .startsWith(new Operation.Resize(odd, FORMATS.wholeYuv(), big))
                .endsWith(new Operation.Scale(PictureDescription.rgb(big, FORMATS.rgb()), big));
    }

    @Test
    void takesNoFieldThatSharesLinesOfChromaWithTheOther() {
        PictureDescription frame =
                frame(new PictureShape(1920, 1082, 1, 1), Orientation.UPRIGHT, Scan.BOTTOM_FIELD_FIRST, HD);
        assertThat(outputs(frame, false).getFirst().operations())
                .containsExactly(
                        new Operation.Filter("estdif=mode=frame:deint=all:parity=bff", 2),
                        new Operation.Scale(frame.deinterlaced(), new Resolution(639, 360)));
    }

    @Test
    void takesWhatHasHardlyAnyLinesForProgressive() {
        assertThat(frame(new PictureShape(720, 2, 1, 1), Orientation.UPRIGHT, Scan.TOP_FIELD_FIRST, HD)
                        .scan())
                .isEqualTo(Scan.PROGRESSIVE);
    }

    @Test
    void exchangesPrimariesWithoutToneMapping() {
        Colours wide = new Colours(Matrix.BT2020, Transfer.SDR, Primaries.BT2020, false);
        List<Operation> operations = outputs(frame(FULL_HD, Orientation.UPRIGHT, Scan.PROGRESSIVE, wide), false)
                .getFirst()
                .operations();
        assertThat(((Operation.Filter) operations.getFirst()).filters())
                .contains("primariesin=bt2020")
                .doesNotContain("tonemap");
    }

    @Test
    void turnsThePictureWhenItIsSmall() {
        PictureDescription frame = frame(FULL_HD, CLOCKWISE, Scan.PROGRESSIVE, HD);
        Conversion.Output big = outputs(frame, false).getFirst();
        assertThat(big.size()).isEqualTo(new Resolution(203, 360));
        assertThat(big.operations())
                .containsExactly(
                        new Operation.Scale(frame, new Resolution(360, 203)),
                        new Operation.Filter("transpose=cclock_flip,hflip", 1));
    }

    @Test
    void takesAFieldWhereItHasLinesEnoughAndInterpolatesWhereItHasNot() {
        PictureDescription high = frame(FULL_HD, Orientation.UPRIGHT, Scan.TOP_FIELD_FIRST, HD);
        assertThat(outputs(high, false).getFirst().operations()).containsExactly(new Operation.Scale(high, BIG.size()));
        PictureDescription field =
                ((Operation.Scale) outputs(high, false).getFirst().operations().getFirst()).samples();
        assertThat(field.shape()).isEqualTo(new PictureShape(1920, 540, 1, 2));
        assertThat(field.site().vertical()).isEqualTo(64);
        PictureDescription standard =
                frame(new PictureShape(720, 576, 64, 45), Orientation.UPRIGHT, Scan.BOTTOM_FIELD_FIRST, HD);
        assertThat(outputs(standard, false).getFirst().operations())
                .containsExactly(
                        new Operation.Filter("estdif=mode=frame:deint=all:parity=bff", 2),
                        new Operation.Scale(standard.deinterlaced(), BIG.size()));
    }

    @Test
    void enlargesOnlyWhenAskedTo() {
        PictureDescription tiny = frame(new PictureShape(160, 120, 1, 1), Orientation.UPRIGHT, Scan.PROGRESSIVE, HD);
        assertThat(outputs(tiny, false)).extracting(Conversion.Output::size).containsExactly(new Resolution(160, 120));
        assertThat(outputs(tiny, true))
                .extracting(Conversion.Output::size)
                .containsExactly(new Resolution(480, 360), new Resolution(240, 180));
    }

    @Test
    void makesOnePictureForBoxesThatComeToTheSame() {
        PictureDescription tiny = frame(new PictureShape(160, 120, 1, 1), Orientation.UPRIGHT, Scan.PROGRESSIVE, HD);
        assertThat(outputs(tiny, false)).extracting(Conversion.Output::boxes).containsExactly(List.of(SMALL, BIG));
        PictureDescription between = frame(new PictureShape(320, 181, 1, 1), Orientation.UPRIGHT, Scan.PROGRESSIVE, HD);
        assertThat(outputs(between, false))
                .extracting(Conversion.Output::boxes)
                .containsExactly(List.of(BIG), List.of(SMALL));
    }

    @Test
    void endsAPictureBesideBlackBetweenPairsOfSamples() {
        PictureDescription portrait =
                frame(new PictureShape(360, 640, 1, 1), Orientation.UPRIGHT, Scan.PROGRESSIVE, HD);
        Conversion.Output big = Conversion.of(
                        portrait, List.of(BIG), FORMATS, false, Map.of("big", new Resolution(641, 360)))
                .outputs()
                .getFirst();
        assertThat(big.size()).as("not 203 wide").isEqualTo(new Resolution(202, 360));
        assertThat(big.imageSize()).isEqualTo(new Resolution(641, 360));
    }

    @Test
    void readsDisplayMatrices() {
        int one = 1 << 16;
        assertThat(Orientation.ofMatrix(one, 0, 0, one)).isEqualTo(Orientation.UPRIGHT);
        assertThat(CLOCKWISE).isEqualTo(new Orientation(true, true, false));
        assertThat(Orientation.ofMatrix(-one, 0, 0, -one)).isEqualTo(new Orientation(false, true, true));
        assertThat(Orientation.ofMatrix(0, -one, one, 0)).isEqualTo(new Orientation(true, false, true));
        assertThat(Orientation.ofMatrix(-one, 0, 0, one)).isEqualTo(new Orientation(false, true, false));
        assertThat(Orientation.ofMatrix(one, 900, -900, one))
                .as("a tilted camera")
                .isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void refusesAPictureWithoutSamples() {
        assertThatThrownBy(() -> new PictureShape(0, 360, 1, 1)).hasMessageContaining("0x360");
    }
}
