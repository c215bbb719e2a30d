package io.github.rokutrickplay.local.demo;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The sample films that the commands show things with, made once and kept. */
public final class SampleAsset {

    /** Long enough for seven thumbnails, the last of them of a part of an interval. */
    private static final Duration DURATION = Duration.ofSeconds(65);

    private SampleAsset() {}

    /** Three renditions with sound, as a streaming team has them. */
    public static Path ladder(Path folder, SampleFilm.Progress progress) {
        return make(FilmSpec.ladder(DURATION), folder, progress);
    }

    /** The film that the documented example event names. */
    public static Path exampleEvents(Path folder, SampleFilm.Progress progress) {
        return make(FilmSpec.single(DURATION, 640, 360).withMainPlaylist("play.m3u8"), folder, progress);
    }

    /** The spec is written last, so a film whose making was cut short is made again. */
    private static Path make(FilmSpec spec, Path folder, SampleFilm.Progress progress) {
        Path finished = folder.resolveSibling(folder.getFileName() + ".spec");
        Path mainPlaylist = folder.resolve(spec.mainPlaylist());
        try {
            if (Files.exists(mainPlaylist)
                    && Files.exists(finished)
                    && Files.readString(finished).equals(spec.toString())) {
                return mainPlaylist;
            }
            SampleFilm.write(spec, folder, progress);
            Files.writeString(finished, spec.toString());
            return mainPlaylist;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sample film to " + folder + ": " + e.getMessage(), e);
        }
    }
}
