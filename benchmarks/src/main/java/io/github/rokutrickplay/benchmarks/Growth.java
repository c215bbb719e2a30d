package io.github.rokutrickplay.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the work grows with the film's length and with the number of thumbnails. */
final class Growth {

    private static final List<Duration> LENGTHS =
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(8));
    private static final List<Duration> INTERVALS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(1));
    private static final long MIB = 1024 * 1024;

    private final Contender trickPlay;
    private final Path work;
    private final Films films;

    Growth(Path home, Path work, Films films) {
        trickPlay = Contender.trickPlay(home);
        this.work = work;
        this.films = films;
    }

    String measure(int runs) throws IOException {
        StringBuilder report = new StringBuilder("""
                ## Growth

                `./trickplay process` on the 640x360 transport streams of a ladder (GOPs of 2 s): wall s / CPU s / peak MB,
                medians of %d runs. Every 10 s is every fifth key frame. Every 5 s and every 1 s half of the marks lie a second behind
                one, which takes 24 frames to decode.

                | length | every 10 s | every 5 s | every 1 s |
                |---|---|---|---|
                """.formatted(runs));
        // Not measured: the launcher prepares quick starts after a build.
        trickPlay.make(films.ladder(LENGTHS.getFirst()), INTERVALS.getFirst(), Folders.fresh(work));
        for (Duration length : LENGTHS) {
            BenchmarkFilm film = films.ladder(length);
            report.append("| ").append(length.toMinutes()).append(" min |");
            for (Duration interval : INTERVALS) {
                report.append(cell(film, interval, runs));
            }
            report.append('\n');
        }
        return report.toString();
    }

    private String cell(BenchmarkFilm film, Duration interval, int runs) throws IOException {
        List<Measured> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Contender.Outcome outcome = trickPlay.make(film, interval, Folders.fresh(work));
            int images = outcome.bigImages().size();
            if (run == 0 && film.exact(outcome.bigImages(), interval) != images) {
                throw new IllegalStateException("not all images of " + film + " every " + interval + " are exact");
            }
            all.add(outcome.measured());
        }
        Measured median = Measured.median(all);
        return String.format(
                Locale.ROOT,
                " %.2f / %.2f / %d |",
                median.usage().wall().toMillis() / 1e3,
                median.usage().cpu().toMillis() / 1e3,
                median.peakBytes() / MIB);
    }
}
