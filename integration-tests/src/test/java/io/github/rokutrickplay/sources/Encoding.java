package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.RenditionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How ffmpeg encodes a master.
 *
 * @param encoder ffmpeg's name for it; the case is skipped where there is none
 * @param options its options, separated by spaces
 */
record Encoding(String encoder, String options) {

    private static final Pattern SPACE = Pattern.compile(" ");

    /** Short, since slow encoders are among those that are tried. */
    private static final FilmSpec MASTER =
            FilmSpec.single(Duration.ofSeconds(5), 640, 360).withRenditions(RenditionSpec.of(640, 360, 4_000_000));

    static List<String> words(String options) {
        return SPACE.splitAsStream(options).toList();
    }

    Film inTransportStreams(Studio studio, Path folder) throws IOException, InterruptedException {
        return make(studio, folder, "-hls_time 2");
    }

    Film inFragments(Studio studio, Path folder) throws IOException, InterruptedException {
        return make(studio, folder, "-hls_time 2 -hls_segment_type fmp4 -strict experimental");
    }

    Film make(Studio studio, Path folder, String muxer) throws IOException, InterruptedException {
        Programs.require(encoder);
        List<String> arguments = new ArrayList<>(List.of("-c:v", encoder));
        arguments.addAll(words(options));
        arguments.addAll(words(muxer));
        return studio.encode(studio.master(MASTER), folder, arguments);
    }
}
