package io.github.rokutrickplay.local;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SampleFilm;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs {@code ./trickplay process} on small films. The launcher has the JVM learn from it which classes that takes. The films are
 * made by a JVM of their own: what that takes is not to be learned.
 */
public final class AotTraining {

    /** Long enough for marks that lie in the middle of segments, once the first have told how segments are cut. */
    private static final Duration LENGTH = Duration.ofSeconds(95);

    private static final int FRAMES_A_SECOND = 4;

    private static final Map<String, SegmentFormat> FILMS =
            Map.of("transport-stream", SegmentFormat.MPEG_TS, "fragments", SegmentFormat.FMP4_SINGLE_FILE);

    private AotTraining() {}

    /**
     * Exits with 1 if a film could not be processed.
     *
     * @param args {@code films} makes them, {@code process} processes them; then the folder
     */
    public static void main(String[] args) {
        CommandLineLog.use();
        Path folder = Path.of(args[1]);
        int status = 0;
        for (Map.Entry<String, SegmentFormat> film : FILMS.entrySet()) {
            Path into = folder.resolve(film.getKey());
            if (args[0].equals("films")) {
                SampleFilm.write(spec(film.getValue()), into);
            } else {
                status = Math.max(status, process(into));
            }
        }
        System.exit(status);
    }

    private static FilmSpec spec(SegmentFormat format) {
        return FilmSpec.single(LENGTH, 640, 360)
                .withFrameRate(FRAMES_A_SECOND, 1)
                .withRenditions(RenditionSpec.of(640, 360, 800_000), RenditionSpec.of(960, 540, 1_800_000))
                .withAudio(true)
                .withFormat(format);
    }

    private static int process(Path folder) {
        Terminal terminal = new Terminal(System.out, System.err, false, folder, folder, Map.of());
        return new Trickplay().run(List.of("process", "main.m3u8"), terminal);
    }
}
