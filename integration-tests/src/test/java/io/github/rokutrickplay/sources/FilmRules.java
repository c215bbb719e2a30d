package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sources.FilmFactors.Codec;
import io.github.rokutrickplay.sources.FilmFactors.Container;
import io.github.rokutrickplay.sources.FilmFactors.Discontinuity;
import io.github.rokutrickplay.sources.FilmFactors.Encryption;
import io.github.rokutrickplay.sources.FilmFactors.Gop;
import io.github.rokutrickplay.sources.FilmFactors.Origin;
import io.github.rokutrickplay.sources.FilmFactors.PlaylistForm;
import io.github.rokutrickplay.sources.PictureFactors.Chroma;
import io.github.rokutrickplay.sources.PictureFactors.Colour;
import io.github.rokutrickplay.sources.PictureFactors.Depth;
import io.github.rokutrickplay.sources.PictureFactors.Rotation;
import io.github.rokutrickplay.sources.PictureFactors.Scan;
import io.github.rokutrickplay.sources.PictureFactors.Shape;
import io.github.rokutrickplay.sources.PictureFactors.Transfer;
import java.util.List;

/** Which of the factors' values make a film that there is, and that the ffmpeg program can make. */
final class FilmRules {

    private FilmRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(Container.class, Codec.class, FilmRules::carries),
                Rule.of(Codec.class, Depth.class, FilmRules::codes),
                Rule.of(Codec.class, Chroma.class, FilmRules::codes),
                Rule.of(
                        Transfer.class,
                        Depth.class,
                        (transfer, depth) -> transfer == Transfer.SDR || depth == Depth.TEN),
                Rule.of(
                        Transfer.class,
                        Colour.class,
                        (transfer, colour) -> transfer == Transfer.SDR
                                || colour == Colour.BT2020_LIMITED
                                || colour == Colour.BT2020_FULL),
                Rule.of(Codec.class, Colour.class, FilmRules::says),
                new Rule(List.of(Container.class, Codec.class, Colour.class), FilmRules::untagged),
                new Rule(List.of(Codec.class, Chroma.class, Shape.class), FilmRules::oddSize),
                Rule.of(
                        Container.class,
                        Rotation.class,
                        (container, rotation) -> !container.transportStream() || rotation == Rotation.NONE),
                Rule.of(
                        Codec.class,
                        Scan.class,
                        (codec, scan) -> scan == Scan.PROGRESSIVE
                                || codec == Codec.H264
                                || codec == Codec.MPEG2
                                || codec == Codec.MPEG4
                                || codec == Codec.PRORES),
                Rule.of(Shape.class, Scan.class, (shape, scan) -> scan == Scan.PROGRESSIVE || shape != Shape.ODD),
                Rule.of(Codec.class, Gop.class, FilmRules::groups),
                Rule.of(
                        Container.class,
                        Origin.class,
                        (container, origin) -> container.hls() || origin == Origin.ZERO || origin == Origin.USUAL),
                Rule.of(
                        Container.class,
                        Discontinuity.class,
                        (container, discontinuity) -> container.hls() || discontinuity == Discontinuity.NONE),
                Rule.of(
                        Container.class,
                        Encryption.class,
                        (container, encryption) -> container.hls() || encryption == Encryption.NONE),
                Rule.of(
                        Container.class,
                        PlaylistForm.class,
                        (container, form) -> container.hls() != (form == PlaylistForm.NONE)));
    }

    private static boolean carries(Container container, Codec codec) {
        return switch (codec) {
            case H264, HEVC, MPEG2, MPEG4 -> true;
            case AV1, VP9 -> !container.transportStream() && container != Container.MOV;
            case PRORES -> container == Container.MOV;
        };
    }

    private static boolean codes(Codec codec, Depth depth) {
        return switch (codec) {
            case H264, HEVC, AV1, VP9 -> true;
            case MPEG2, MPEG4 -> depth == Depth.EIGHT;
            case PRORES -> depth == Depth.TEN;
        };
    }

    private static boolean codes(Codec codec, Chroma chroma) {
        return switch (codec) {
            case H264, HEVC, AV1, VP9 -> true;
            case MPEG2 -> chroma != Chroma.WHOLE;
            case MPEG4 -> chroma == Chroma.HALF_BOTH;
            case PRORES -> chroma != Chroma.HALF_BOTH;
        };
    }

    /** Whether a codec has words for the colours. */
    private static boolean says(Codec codec, Colour colour) {
        return switch (codec) {
            case H264, HEVC, AV1, VP9 -> true;
            case MPEG2, MPEG4 -> !colour.full() && colour != Colour.BT2020_LIMITED;
            case PRORES -> !colour.full();
        };
    }

    /** Nothing says the colours of MPEG-4 part 2 in a transport stream: a small film's are taken for BT.601. */
    private static boolean untagged(Row row) {
        return row.get(Codec.class) != Codec.MPEG4
                || !row.get(Container.class).transportStream()
                || row.get(Colour.class) == Colour.BT601_LIMITED;
    }

    /** H.264 and HEVC crop by whole samples of chroma. */
    private static boolean oddSize(Row row) {
        Codec codec = row.get(Codec.class);
        return row.get(Shape.class) != Shape.ODD
                || row.get(Chroma.class) == Chroma.WHOLE
                || (codec != Codec.H264 && codec != Codec.HEVC);
    }

    private static boolean groups(Codec codec, Gop gop) {
        return switch (codec) {
            case H264, HEVC, MPEG2, MPEG4 -> true;
            case AV1, VP9 -> gop != Gop.OPEN;
            case PRORES -> gop == Gop.INTRA;
        };
    }
}
