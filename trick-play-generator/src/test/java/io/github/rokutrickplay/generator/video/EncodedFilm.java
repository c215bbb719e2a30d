package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Makes films with the ffmpeg program, out of whatever it reads. */
final class EncodedFilm {

    private static final String PLAYLIST = "video.m3u8";

    private final Program program;
    private final Path folder;

    EncodedFilm(Program program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** The input options for the numbered film, which other encoders then encode anew: the frames keep their numbers. */
    static List<String> numbered(Path folder, FilmSpec spec) {
        return List.of("-i", SampleFilms.copy(spec, folder).toString());
    }

    /** Options, as one writes them on a command line. */
    static List<String> words(String options) {
        return Pattern.compile(" ").splitAsStream(options).toList();
    }

    /** Segments as ffmpeg's hls muxer cuts them. */
    FilmInStore hls(List<String> input, List<String> video, String... muxer) throws IOException, InterruptedException {
        List<String> options =
                new ArrayList<>(List.of("-f", "hls", "-hls_list_size", "0", "-hls_playlist_type", "vod"));
        options.addAll(Arrays.asList(muxer));
        encode(input, video, options, PLAYLIST);
        return FilmInStore.of(folder, PLAYLIST);
    }

    FilmInStore transportStream(List<String> input, List<String> video) throws IOException, InterruptedException {
        return hls(input, video, "-hls_time", "2");
    }

    FilmInStore fragmentedMp4(List<String> input, List<String> video) throws IOException, InterruptedException {
        return hls(input, video, "-hls_time", "2", "-hls_segment_type", "fmp4", "-strict", "experimental");
    }

    /** One segment that holds the whole film, in a file of any kind that the demuxer knows. */
    FilmInStore oneSegment(List<String> input, List<String> video, Duration duration, String file, String... muxer)
            throws IOException, InterruptedException {
        encode(input, video, List.of(muxer), file);
        return oneSegment(duration, file);
    }

    /** The same of a file that is there already. */
    FilmInStore oneSegment(Duration duration, String file) throws IOException {
        double seconds = duration.toMillis() / 1000.0;
        Files.writeString(folder.resolve(PLAYLIST), """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:%d
                #EXTINF:%s,
                %s
                #EXT-X-ENDLIST
                """.formatted((int) Math.ceil(seconds), seconds, file));
        return FilmInStore.of(folder, PLAYLIST);
    }

    void encode(List<String> input, List<String> video, List<String> muxer, String file)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(input);
        arguments.addAll(video);
        arguments.add("-an");
        arguments.addAll(muxer);
        arguments.add(folder.resolve(file).toString());
        program.run(arguments.toArray(String[]::new));
    }

    /** Every picture shows the last frame at or before its mark, at several intervals. */
    static void showsEveryFrameRight(FilmInStore film, double framesPerSecond, int frames, Duration... intervals) {
        for (Duration interval : intervals) {
            ThumbnailPlan plan = film.plan(interval);
            List<Integer> expected = plan.marks().stream()
                    // A mark halfway between two frames takes the later, whatever a double makes of the middle.
                    .map(mark -> (int) Math.floor(mark.time().toNanos() / 1e9 * framesPerSecond + 0.5 + 1e-6))
                    .map(frame -> Math.min(frame, frames - 1))
                    .toList();
            assertThat(expected).isNotEmpty();
            Extracted.of(film.store, plan).shows(expected);
        }
    }
}
