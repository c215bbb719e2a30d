package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Codecs and their structures. */
final class CodecCases {

    private static final String CODECS = "Codecs";
    private static final String STRUCTURES = "Structures";
    private static final String X264 = "-preset veryfast -crf 16 ";
    private static final String X265 = "-preset ultrafast -crf 16 -tag:v hvc1 -x265-params log-level=0:";
    private static final String MPEG2 = "-g 15 -bf 2 -b:v 6M ";

    private CodecCases() {}

    static List<SourceCase> all() {
        List<SourceCase> cases = new ArrayList<>();
        everywhere(cases, "H.264, 8 bit", "libx264", X264 + "-g 37 -bf 3 -pix_fmt yuv420p");
        everywhere(cases, "H.264, 10 bit", "libx264", X264 + "-g 37 -bf 3 -pix_fmt yuv420p10le");
        everywhere(cases, "H.264, 10 bit, 4:2:2", "libx264", X264 + "-g 37 -bf 3 -pix_fmt yuv422p10le");
        everywhere(cases, "H.264, 8 bit, 4:4:4", "libx264", X264 + "-g 37 -bf 3 -pix_fmt yuv444p");
        everywhere(cases, "HEVC, 8 bit", "libx265", X265 + "keyint=37 -pix_fmt yuv420p");
        everywhere(cases, "HEVC, 10 bit", "libx265", X265 + "keyint=37 -pix_fmt yuv420p10le");
        everywhere(cases, "MPEG-2", "mpeg2video", MPEG2 + "-flags +cgop -sc_threshold 1000000000");
        everywhere(
                cases, "MPEG-2, 4:2:2", "mpeg2video", MPEG2 + "-flags +cgop -sc_threshold 1000000000 -pix_fmt yuv422p");
        fragments(cases, "AV1, 8 bit", "libsvtav1", "-preset 12 -g 37 -crf 24 -pix_fmt yuv420p");
        fragments(cases, "AV1, 10 bit", "libsvtav1", "-preset 12 -g 37 -crf 24 -pix_fmt yuv420p10le");
        String vp9 = "-deadline realtime -cpu-used 8 -g 37 -crf 20 -b:v 0 ";
        fragments(cases, "VP9, 8 bit", "libvpx-vp9", vp9 + "-pix_fmt yuv420p");
        fragments(cases, "VP9, 10 bit", "libvpx-vp9", vp9 + "-profile:v 2 -pix_fmt yuv420p10le");
        fragments(cases, "MPEG-4 part 2", "mpeg4", "-g 15 -bf 2 -b:v 6M -flags +cgop -sc_threshold 1000000000");
        cases.addAll(structures());
        return cases;
    }

    private static void everywhere(List<SourceCase> cases, String name, String encoder, String options) {
        cases.add(new SourceCase(CODECS, name + ", MPEG-TS", new Encoding(encoder, options)::inTransportStreams));
        fragments(cases, name, encoder, options);
    }

    private static void fragments(List<SourceCase> cases, String name, String encoder, String options) {
        cases.add(new SourceCase(CODECS, name + ", fMP4", new Encoding(encoder, options)::inFragments));
    }

    private static SourceCase structure(String name, String encoder, String options) {
        return new SourceCase(STRUCTURES, name, new Encoding(encoder, options)::inTransportStreams);
    }

    private static List<SourceCase> structures() {
        String open = "keyint=30:min-keyint=30:bframes=4:scenecut=0:";
        return List.of(
                structure(
                        "H.264, B pictures in a pyramid",
                        "libx264",
                        X264 + "-x264-params keyint=48:bframes=5:b-pyramid=strict"),
                structure("H.264, open GOPs", "libx264", X264 + "-x264-params " + open + "b-adapt=0:open-gop=1"),
                structure(
                        "H.264, recovery points and no IDR (intra refresh)",
                        "libx264",
                        X264 + "-x264-params keyint=24:intra-refresh=1:bframes=0"),
                structure("HEVC, open GOPs (CRA, RASL)", "libx265", X265 + open + "open-gop=1"),
                structure("HEVC, leading pictures (IDR, RADL)", "libx265", X265 + open + "open-gop=0:radl=2"),
                structure(
                        "HEVC, temporal sub-layers",
                        "libx265",
                        X265 + "keyint=30:bframes=5:b-adapt=0:rc-lookahead=10:temporal-layers=3"),
                structure("MPEG-2, open GOPs", "mpeg2video", MPEG2),
                new SourceCase(
                        STRUCTURES,
                        "VP9, frames that are not shown",
                        new Encoding("libvpx-vp9", "-deadline good -cpu-used 5 -lag-in-frames 16 -g 60 -crf 24 -b:v 0")
                                ::inFragments),
                new SourceCase(
                        STRUCTURES,
                        "segments of 0.5 s, key frames every 4 s",
                        (studio, folder) -> new Encoding(
                                        "libx264", X264 + "-x264-params keyint=96:min-keyint=96:scenecut=0:bframes=3")
                                .make(studio, folder, "-hls_time 0.5 -hls_flags split_by_time")),
                structure(
                        "a frame rate that varies",
                        "libx264",
                        X264 + "-vf select='not(mod(n,5))+not(mod(n-1,5))+gt(n,50)*not(mod(n,2))' -vsync vfr -g 9"),
                new SourceCase(
                        STRUCTURES, "one frame", (studio, folder) -> sample(studio, folder, Duration.ofMillis(42))),
                new SourceCase(
                        STRUCTURES,
                        "half a second",
                        (studio, folder) -> sample(studio, folder, Duration.ofMillis(500))),
                new SourceCase(
                        STRUCTURES,
                        "half a second, fMP4",
                        (studio, folder) ->
                                studio.sample(spec(Duration.ofMillis(500)).withFormat(SegmentFormat.FMP4), folder)));
    }

    private static FilmSpec spec(Duration duration) {
        return FilmSpec.single(duration, 640, 360).withRenditions(RenditionSpec.of(640, 360, 2_000_000));
    }

    private static Film sample(Studio studio, Path folder, Duration duration) throws IOException, InterruptedException {
        return studio.sample(spec(duration), folder);
    }
}
