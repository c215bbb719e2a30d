package io.github.rokutrickplay.sources;

import java.nio.file.Files;
import java.util.List;

/** The shape of pictures. */
final class ShapeCases {

    private static final String GROUP = "Shapes";
    private static final String X264 = "-preset ultrafast -bf 3 -crf 16 -pix_fmt yuv420p ";

    private ShapeCases() {}

    static List<SourceCase> all() {
        return List.of(
                scaled("4:3", "640:480,setsar=1", "480x360"),
                scaled("2.39:1", "1280:536,setsar=1", "640x268"),
                scaled("portrait", "360:640,setsar=1", "203x360"),
                scaled("anamorphic, 720x576 with samples of 64:45", "720:576,setsar=64/45", "640x360"),
                scaled("anamorphic, 1440x1080 with samples of 4:3", "1440:1080,setsar=4/3", "640x360"),
                scaled("smaller than the box", "416:234,setsar=1", "416x234"),
                new SourceCase(
                        GROUP,
                        "smaller than the box, THUMBNAIL_UPSCALE=true",
                        (studio, folder) -> x264("-vf scale=416:234,setsar=1")
                                .inTransportStreams(studio, folder)
                                .with("--upscale", "true")
                                .sized("640x360")),
                scaled("4K", "3840:2160,setsar=1", "640x360"),
                new SourceCase(
                        GROUP,
                        "odd size, 853x479 (VP9)",
                        (studio, folder) -> new Encoding(
                                        "libvpx-vp9",
                                        "-deadline realtime -cpu-used 8 -crf 20 -b:v 0 -vf scale=853:479,setsar=1")
                                .inFragments(studio, folder)
                                .sized("640x359")),
                turned("rotated by 90 degrees (bitstream)", "transpose=cclock", "rotate=270"),
                turned("rotated by 180 degrees (bitstream)", "hflip,vflip", "rotate=180"),
                turned("rotated by 270 degrees (bitstream)", "transpose=clock", "rotate=90"),
                turned("mirrored (bitstream)", "hflip", "rotate=0:flip=horizontal"),
                new SourceCase(
                        GROUP,
                        "cropped by its parameter sets",
                        (studio, folder) ->
                                x264("-vf pad=800:480:96:64,setsar=1 -bsf:v h264_metadata=crop_left=96:crop_right=64:crop_top=64:crop_bottom=56")
                                        .inTransportStreams(studio, folder)),
                interlaced(
                        "interlaced coding, top field first (MPEG-2)",
                        "mpeg2video",
                        "-b:v 12M -g 15 -bf 2 -flags +ildct+ilme -top 1"),
                interlaced(
                        "interlaced coding, bottom field first (MPEG-2)",
                        "mpeg2video",
                        "-b:v 12M -g 15 -bf 2 -flags +ildct+ilme -top 0"),
                interlaced("interlaced coding (H.264)", "libx264", X264 + "-flags +ildct+ilme -top 1"));
    }

    private static Encoding x264(String options) {
        return new Encoding("libx264", X264 + options);
    }

    private static SourceCase scaled(String name, String scale, String size) {
        return new SourceCase(
                GROUP,
                name,
                (studio, folder) -> x264("-vf scale=" + scale)
                        .inTransportStreams(studio, folder)
                        .sized(size));
    }

    /**
     * Coded on its side, so that the turn sets it upright. The truth is that of the film that is not turned: ffmpeg turns the
     * frame that says so alone, which is the key frame that the film has.
     */
    private static SourceCase turned(String name, String before, String turn) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film upright = x264("-g 250").inTransportStreams(studio, Files.createDirectory(folder.resolve("upright")));
            Film turned = x264("-g 250 -vf " + before + " -bsf:v h264_metadata=display_orientation=insert:" + turn)
                    .inTransportStreams(studio, folder);
            return Film.of(turned.source(), upright.truth());
        });
    }

    private static SourceCase interlaced(String name, String encoder, String options) {
        return new SourceCase(
                GROUP, name, (studio, folder) -> new Encoding(encoder, options).inTransportStreams(studio, folder));
    }
}
