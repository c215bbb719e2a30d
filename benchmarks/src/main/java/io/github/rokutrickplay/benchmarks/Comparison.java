package io.github.rokutrickplay.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Whole processes side by side: ours and the best that ffmpeg can do, from the same playlists to both sizes of all images. */
final class Comparison {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long MIB = 1024 * 1024;

    private final Path home;
    private final Path work;
    private final Ffmpeg ffmpeg;
    private final Films films;

    Comparison(Path home, Path work, Ffmpeg ffmpeg, Films films) {
        this.home = home;
        this.work = work;
        this.ffmpeg = ffmpeg;
        this.films = films;
    }

    private record Result(Measured measured, int exact, int images) {}

    String measure(int runs) throws IOException {
        Map<String, BenchmarkFilm> all = new LinkedHashMap<>();
        all.put("2 hours, MPEG-TS ladder, GOPs of 2 s", films.ladder(Duration.ofHours(2)));
        all.put("30 min, one fMP4 file, with an I-frame playlist", films.fragments());
        all.put("20 min, GOPs of 3.2 s at 29.97, timestamps from 10 s", films.misaligned());
        all.put("2 min, 4K HEVC alone", films.uhd());
        all.put("one minute", films.ladder(Duration.ofSeconds(61)));
        StringBuilder report = new StringBuilder("""
                ## Against ffmpeg

                Whole processes on the same files, which the page cache holds, thumbnails of 320x180 and 640x360 every
                10 s: our JVM's start included, ffmpeg %s given the playlist of the cheapest rendition.
                Medians of %d rounds in which all take their turn; a ratio is the median of the rounds' own. *Exact*
                counts the images that show the very frame, by the number in its picture.

                | film | who | wall s | CPU s | peak MB | exact | times our wall / CPU |
                |---|---|---|---|---|---|---|
                """.formatted(ffmpeg.version(), runs));
        for (Map.Entry<String, BenchmarkFilm> film : all.entrySet()) {
            report.append(rows(film.getKey(), measure(film.getValue(), runs)));
        }
        return report.toString();
    }

    private Map<String, List<Result>> measure(BenchmarkFilm film, int runs) throws IOException {
        List<Contender> contenders =
                List.of(Contender.trickPlay(home), Contender.ffmpegKeyFrames(), Contender.ffmpegEveryFrame());
        Map<String, List<Result>> results = new LinkedHashMap<>();
        // Once more than is measured: the launcher prepares quick starts after a build.
        contenders.getFirst().make(film, INTERVAL, Folders.fresh(work));
        for (int run = 0; run < runs; run++) {
            for (Contender contender : contenders) {
                // Some machines empty their page cache in the minutes that others take.
                film.readOnce();
                Contender.Outcome outcome = contender.make(film, INTERVAL, Folders.fresh(work));
                results.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(new Result(
                                outcome.measured(),
                                film.exact(outcome.bigImages(), INTERVAL),
                                outcome.bigImages().size()));
            }
        }
        return results;
    }

    private static String rows(String film, Map<String, List<Result>> results) {
        StringBuilder rows = new StringBuilder();
        List<Result> ours = results.values().iterator().next();
        results.forEach((who, all) -> {
            Measured median = Measured.median(all.stream().map(Result::measured).toList());
            Result last = all.getLast();
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f | %d | %d of %d | %s |%n",
                    film,
                    who,
                    median.usage().wall().toMillis() / 1e3,
                    median.usage().cpu().toMillis() / 1e3,
                    median.peakBytes() / MIB,
                    last.exact,
                    last.images,
                    all.equals(ours)
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.1f / %.1f",
                                    ratio(all, ours, usage -> usage.wall().toMillis()),
                                    ratio(all, ours, usage -> usage.cpu().toMillis()))));
        });
        return rows.toString();
    }

    private static double ratio(List<Result> theirs, List<Result> ours, ToLongFunction<Usage> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < ours.size(); run++) {
            ratios.add((double) figure.applyAsLong(theirs.get(run).measured.usage())
                    / figure.applyAsLong(ours.get(run).measured.usage()));
        }
        ratios.sort(Comparator.naturalOrder());
        return ratios.get(ratios.size() / 2);
    }
}
