package io.github.rokutrickplay.sources;

import java.util.ArrayList;
import java.util.List;

/** Colours, compared with an independent conversion by the ffmpeg program. */
final class ColourCases {

    private static final String GROUP = "Colours";
    private static final double SDR_BOUND = 3;
    private static final double HDR_BOUND = 5;
    private static final String BIG = "w=640:h=360:filter=bicubic:";

    private ColourCases() {}

    static List<SourceCase> all() {
        List<SourceCase> cases = new ArrayList<>();
        for (String matrix : List.of("bt709", "smpte170m", "smpte240m", "fcc", "bt2020nc")) {
            for (String range : List.of("tv", "pc")) {
                cases.add(standard(matrix, "bt709", range, "yuv420p"));
            }
        }
        for (String pixels : List.of("yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le")) {
            cases.add(standard("bt709", "bt709", "tv", pixels));
        }
        cases.add(standard("bt2020nc", "bt2020", "tv", "yuv420p10le"));
        cases.add(standard("bt709", "smpte432", "tv", "yuv420p"));
        cases.add(
                high(
                        "HDR10 (PQ)",
                        "smpte2084",
                        ":hdr10=1:max-cll=1000,400:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)"));
        cases.add(high("PQ without metadata", "smpte2084", ""));
        cases.add(high("HLG", "arib-std-b67", ""));
        cases.add(shaped("PQ, 2.40:1: an odd height", "smpte2084", 1280, 534, "640x267"));
        cases.add(shaped("HLG, portrait: an odd width", "arib-std-b67", 360, 640, "203x360"));
        return cases;
    }

    private static String number(String matrix) {
        return matrix.equals("smpte240m") ? "7" : matrix;
    }

    private static SourceCase standard(String matrix, String primaries, String range, String pixels) {
        String name = matrix + ", primaries " + primaries + ", " + (range.equals("tv") ? "limited" : "full")
                + " range, " + pixels;
        String of = "primaries=" + primaries + ":transfer=bt709:matrix=" + number(matrix) + ":range=" + range;
        String options = "-preset veryfast -crf 8 -vf " + TO_RGB + "zscale=" + RGB_IN + of + ":chromal=left,format="
                + pixels + " -colorspace " + matrix + " -color_primaries " + primaries
                + " -color_trc bt709 -color_range " + range;
        String back = "zscale=" + BIG + "primariesin=" + primaries + ":transferin=bt709:matrixin=" + number(matrix)
                + ":rangein=" + range
                + ":chromalin=left:primaries=bt709:transfer=bt709:matrix=gbr:range=pc,format=gbrp";
        return new SourceCase(
                GROUP,
                name,
                (studio, folder) -> new Encoding("libx264", options)
                        .inTransportStreams(studio, folder)
                        .checked(new ColourCheck(folder, back, SDR_BOUND)));
    }

    private static final String TO_RGB = "scale=in_color_matrix=bt601:out_range=pc,format=gbrp,";
    private static final String RGB_IN = "matrixin=gbr:primariesin=bt709:transferin=bt709:rangein=pc:";

    private static SourceCase high(String name, String transfer, String metadata) {
        return high(name, transfer, metadata, TO_RGB, "640x360");
    }

    private static SourceCase shaped(String name, String transfer, int width, int height, String size) {
        String scale = "scale=" + width + ":" + height + ":in_color_matrix=bt601:out_range=pc,setsar=1,format=gbrp,";
        return high(name, transfer, "", scale, size);
    }

    private static SourceCase high(String name, String transfer, String metadata, String toRgb, String size) {
        String options = "-preset superfast -vf " + toRgb + "zscale=" + RGB_IN
                + "primaries=bt2020:transfer=linear:matrix=gbr,format=gbrpf32le,"
                + "zscale=matrixin=gbr:primariesin=bt2020:transferin=linear:npl=1000:transfer=" + transfer
                + ":primaries=bt2020:matrix=bt2020nc:range=tv:chromal=topleft,format=yuv420p10le"
                + " -x265-params log-level=0:crf=8:colorprim=bt2020:transfer=" + transfer
                + ":colormatrix=bt2020nc:range=limited:chromaloc=2" + metadata;
        String back =
                "zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,zscale="
                        + "w=" + size.replace("x", ":h=")
                        + ":filter=bicubic:transfer=bt709:matrix=gbr:range=pc,format=gbrp";
        return new SourceCase(
                GROUP,
                name,
                (studio, folder) -> new Encoding("libx265", options)
                        .inTransportStreams(studio, folder)
                        .sized(size)
                        .checked(new ColourCheck(folder, back, HDR_BOUND)));
    }
}
