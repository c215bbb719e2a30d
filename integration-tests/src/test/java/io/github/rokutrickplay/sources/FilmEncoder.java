package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sources.FilmFactors.Codec;
import io.github.rokutrickplay.sources.FilmFactors.Container;
import io.github.rokutrickplay.sources.FilmFactors.Gop;
import io.github.rokutrickplay.sources.FilmFactors.Timing;
import io.github.rokutrickplay.sources.PictureFactors.Chroma;
import io.github.rokutrickplay.sources.PictureFactors.Colour;
import io.github.rokutrickplay.sources.PictureFactors.Depth;
import io.github.rokutrickplay.sources.PictureFactors.Rotation;
import io.github.rokutrickplay.sources.PictureFactors.SampleAspect;
import io.github.rokutrickplay.sources.PictureFactors.Scan;
import io.github.rokutrickplay.sources.PictureFactors.Shape;
import io.github.rokutrickplay.sources.PictureFactors.Transfer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Has ffmpeg encode numbered blocks as a row says, and mux them as a file or as HLS in separate segments. */
final class FilmEncoder {

    /** In frames. */
    private static final int GOP = 15;

    private static final int WHOLE_FILM = 500;

    private final Row row;

    FilmEncoder(Row row) {
        this.row = row;
    }

    /**
     * Encodes a part of a film.
     *
     * @param first the number of its first frame
     * @param frames how many there are before those that a varying rate leaves out
     * @param enlarged how many times as wide and high as the shape says
     * @param output the file, or the media playlist beside which the segments go
     */
    void encode(int first, int frames, int enlarged, Path output) throws IOException, InterruptedException {
        Programs.require(encoder());
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        for (int number = first; number < first + frames; number++) {
            pictures.writeBytes(NumberedBlocks.picture(NumberedBlocks.blocks(number)));
        }
        Path raw = Files.write(output.resolveSibling(output.getFileName() + ".rgb"), pictures.toByteArray());
        List<String> command = new ArrayList<>(input(raw));
        command.addAll(List.of("-vf", filters(frames, enlarged), "-vsync", "vfr", "-threads", "1"));
        command.addAll(List.of("-c:v", encoder()));
        command.addAll(words(encoderOptions()));
        command.addAll(words(colourTags()));
        if (row.get(Scan.class) != Scan.PROGRESSIVE) {
            command.addAll(List.of("-flags:v", "+ildct+ilme" + closed()));
        } else if (!closed().isEmpty()) {
            command.addAll(List.of("-flags:v", closed()));
        }
        command.addAll(words(muxer()));
        command.add(output.toString());
        Programs.ffmpeg(command.toArray(String[]::new));
        Files.delete(raw);
    }

    private List<String> input(Path raw) {
        String size = NumberedBlocks.SIDE + "x" + NumberedBlocks.SIDE;
        String rate = row.get(Timing.class).rate();
        return List.of("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", rate, "-i", raw.toString());
    }

    /** All but the last steps work on pictures of four by four samples. */
    private String filters(int frames, int enlarged) {
        Shape shape = row.get(Shape.class);
        Colour colour = row.get(Colour.class);
        String format = row.get(Chroma.class).format() + row.get(Depth.class).suffix();
        List<String> filters = new ArrayList<>();
        switch (row.get(Timing.class)) {
            case CONSTANT, NTSC -> {}
            case VARIABLE -> filters.add("select='not(mod(n,3))+lt(n," + frames / 2 + ")'");
            case HELD -> filters.add("select='lt(n," + frames / 5 + ")+gte(n," + frames * 4 / 5 + ")'");
        }
        switch (row.get(Rotation.class)) {
            case NONE -> {}
            case QUARTER -> filters.add("transpose=cclock");
            case HALF -> filters.add("hflip,vflip");
            case THREE_QUARTERS -> filters.add("transpose=clock");
        }
        filters.add(coded(row.get(Transfer.class), colour));
        filters.add("scale=" + enlarged * shape.width() + ":" + enlarged * shape.height() + ":flags=neighbor:in_range="
                + colour.range() + ":out_range=" + colour.range());
        filters.add("format=" + format);
        filters.add("setsar=" + row.get(SampleAspect.class).ratio() + ":max=65535");
        switch (row.get(Scan.class)) {
            case PROGRESSIVE -> {}
            case TOP_FIRST -> filters.add("setfield=tff");
            case BOTTOM_FIRST -> filters.add("setfield=bff");
        }
        return String.join(",", filters);
    }

    /** From red, green and blue to the colours of the film, in 4:4:4. */
    static String coded(Transfer transfer, Colour colour) {
        String source = "format=gbrp,zscale=matrixin=gbr:primariesin=bt709:transferin=bt709:rangein=pc:primaries="
                + colour.primaries();
        String target =
                ":matrix=" + colour.matrix() + ":range=" + (colour.full() ? "full" : "limited") + ",format=yuv444p10le";
        return transfer == Transfer.SDR
                ? source + ":transfer=bt709" + target
                : source + ":transfer=linear:matrix=gbr,format=gbrpf32le,zscale=matrixin=gbr:primariesin=bt2020"
                        + ":transferin=linear:npl=1000:primaries=bt2020:transfer=" + transfer.tag() + target;
    }

    private String encoder() {
        return switch (row.get(Codec.class)) {
            case H264 -> "libx264";
            case HEVC -> "libx265";
            case AV1 ->
                row.get(Chroma.class) == Chroma.HALF_BOTH
                                && row.get(Shape.class) != Shape.TINY
                                && row.get(Shape.class) != Shape.ODD
                                && row.get(Gop.class) != Gop.INTRA
                        ? "libsvtav1"
                        : "libaom-av1";
            case VP9 -> "libvpx-vp9";
            case MPEG2 -> "mpeg2video";
            case MPEG4 -> "mpeg4";
            case PRORES -> "prores_ks";
        };
    }

    private String encoderOptions() {
        Gop gop = row.get(Gop.class);
        return switch (row.get(Codec.class)) {
            case H264 -> "-preset superfast -crf 10 -x264-params " + structure();
            case HEVC ->
                "-preset ultrafast -crf 10 -tag:v hvc1 -x265-params log-level=none:pools=none:frame-threads=1:"
                        + structure();
            case AV1 ->
                encoder().equals("libsvtav1")
                        ? "-preset 12 -crf 12 -g " + gopLength()
                                + (gop == Gop.NO_B ? " -svtav1-params pred-struct=1" : "")
                        : "-usage realtime -cpu-used 6 -crf 12 -b:v 0 -g " + gopLength();
            case VP9 ->
                "-crf 12 -b:v 0 -g " + gopLength()
                        + (gop == Gop.CLOSED || gop == Gop.LONG
                                ? " -deadline good -cpu-used 8 -lag-in-frames 12 -auto-alt-ref 1"
                                : " -deadline realtime -cpu-used 8 -lag-in-frames 0");
            // In a transport stream MPEG-4 part 2 needs its headers at every key frame.
            case MPEG2, MPEG4 ->
                (row.get(Container.class).transportStream() ? "-bsf:v dump_extra=freq=keyframe " : "")
                        + "-q:v 2 -sc_threshold 1000000000 -g " + gopLength() + " -bf "
                        + (gop == Gop.NO_B || gop == Gop.INTRA ? 0 : 2);
            case PRORES -> "-profile:v " + (row.get(Chroma.class) == Chroma.WHOLE ? "4444" : "hq");
        };
    }

    /** As x264 and x265 both take it. */
    private String structure() {
        Gop gop = row.get(Gop.class);
        int b = gop == Gop.NO_B || gop == Gop.INTRA ? 0 : 3;
        return "keyint=" + gopLength() + ":min-keyint=" + gopLength() + ":scenecut=0:b-adapt=0:bframes=" + b
                + ":open-gop=" + (gop == Gop.OPEN ? 1 : 0);
    }

    private int gopLength() {
        return switch (row.get(Gop.class)) {
            case CLOSED, OPEN, NO_B -> GOP;
            case LONG -> WHOLE_FILM;
            case INTRA -> 1;
        };
    }

    /** MPEG-2 and MPEG-4 part 2 know closed GOPs by a flag. */
    private String closed() {
        Codec codec = row.get(Codec.class);
        boolean flag = codec == Codec.MPEG2 || codec == Codec.MPEG4;
        return flag && row.get(Gop.class) == Gop.CLOSED ? "+cgop" : "";
    }

    private String colourTags() {
        Colour colour = row.get(Colour.class);
        return "-color_primaries " + colour.primaries() + " -color_trc "
                + row.get(Transfer.class).tag() + " -colorspace " + colour.matrix() + " -color_range "
                + colour.range();
    }

    private String muxer() {
        String origin = "-muxdelay 0 -muxpreload 0 -output_ts_offset "
                + row.get(FilmFactors.Origin.class).seconds();
        Container container = row.get(Container.class);
        return switch (container) {
            case MP4, MOV -> origin + " -strict experimental";
            case TS, TS_RANGES -> origin + hls();
            case FMP4, FMP4_RANGES ->
                origin + hls()
                        // Else the beginning stands in an edit list, which players of HLS do not look at.
                        + " -hls_segment_type fmp4 -strict experimental -hls_segment_options movflags=+frag_discont";
        };
    }

    private String hls() {
        return " -f hls -hls_list_size 0 -hls_playlist_type vod -hls_time 1"
                + (row.get(Gop.class) == Gop.LONG ? " -hls_flags split_by_time" : "");
    }

    private static List<String> words(String options) {
        return Encoding.words(options);
    }
}
