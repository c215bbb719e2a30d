package io.github.rokutrickplay.generator.video;

import static io.github.rokutrickplay.generator.video.EncodedFilm.words;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fragmented MP4 with two video tracks, of which the second is the film. */
class TwoTracksTest {

    private static final Duration LENGTH = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void takesTheTrackThatThereIsADecoderFor() throws IOException, InterruptedException {
        List<String> sample = EncodedFilm.numbered(
                folder.resolve("sample"), FilmSpec.single(LENGTH, 320, 180).withSegments(LENGTH, LENGTH));
        List<String> encoders = words("-map 0:v -map 0:v -c:v:0 libx265 -x265-params log-level=none"
                + " -filter:v:0 hflip -c:v:1 libx264 -g 24");
        FilmInStore film = new EncodedFilm(Program.installedFfmpegWith("libx265"), folder.resolve("film"))
                .oneSegment(sample, encoders, LENGTH, "film.mp4", "-movflags", "frag_keyframe+empty_moov", "-f", "mp4");
        // An encoding that nobody knows, as an enhancement of the other track may be.
        film.replaceInAll("hev1", "enh1");
        ThumbnailPlan plan = film.plan(Duration.ofMillis(250));

        Extracted.of(film.store, plan)
                .shows(IntStream.range(0, 8).mapToObj(mark -> 6 * mark).toList());
    }
}
