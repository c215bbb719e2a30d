package io.github.rokutrickplay.local.backfill;

import io.github.rokutrickplay.config.OutputSettings;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What it costs at most to have films made by the functions: each as if nothing were up to date.
 *
 * @param films how many
 * @param hours of film
 * @param writes PUT and LIST requests
 * @param reads GET and HEAD requests
 * @param gigabyteSeconds of Lambda
 * @param paths that are invalidated
 */
public record CostEstimate(int films, double hours, long writes, long reads, double gigabyteSeconds, long paths) {

    /** USD: us-east-1, arm64, on demand, November 2025, without free tiers. */
    private static final double WRITE = 0.005 / 1000;

    private static final double READ = 0.0004 / 1000;
    private static final double GIGABYTE_SECOND = 0.0000133334;
    private static final double PATH = 0.005;

    /** Of docs/operations.md: 30 minutes of film take 2 x 5.54 GB-seconds, and 213 reads. */
    private static final double GIGABYTE_SECONDS_AN_HOUR = 22.2;

    private static final double READS_AN_HOUR = 380;
    private static final int READS_A_FILM = 24;
    private static final int WRITES_A_FILM = 8;

    /** Pure. */
    public static CostEstimate of(List<FoundFilm> films, ThumbnailSettings settings) {
        double hours = 0;
        long writes = 0;
        for (FoundFilm film : films) {
            hours += film.duration().toMillis() / 3_600_000.0;
            writes += WRITES_A_FILM + images(film.duration(), settings);
        }
        return new CostEstimate(
                films.size(),
                hours,
                writes,
                (long) (READS_A_FILM * films.size() + READS_AN_HOUR * hours),
                GIGABYTE_SECONDS_AN_HOUR * hours,
                films.size());
    }

    private static long images(Duration duration, ThumbnailSettings settings) {
        long thumbnails = (duration.toMillis() + settings.interval().toMillis() - 1)
                / settings.interval().toMillis();
        OutputSettings outputs = settings.outputs();
        long images = 0;
        for (ThumbnailBox box : settings.boxes()) {
            images += (thumbnails + box.grid().tiles() - 1) / box.grid().tiles();
            images += (outputs.mjpeg() ? 2 : 0) + (outputs.bif().contains(box.name()) ? 1 : 0);
            images += (outputs.webVtt() ? 1 : 0) + (outputs.storyboard() ? 1 : 0);
        }
        return images;
    }

    public double usd() {
        return writes * WRITE + reads * READ + gigabyteSeconds * GIGABYTE_SECOND + paths * PATH;
    }

    /** The arithmetic, a line for each thing. */
    public String arithmetic() {
        return String.format(
                Locale.ROOT,
                """
                %d films, %.1f hours. At most, at AWS's list prices of November 2025 in us-east-1, without free tiers:
                S3, PUT and LIST          %,12d x 0.005 / 1,000    %10.2f USD
                S3, GET and HEAD          %,12d x 0.0004 / 1,000   %10.2f USD
                Lambda, GB-seconds        %,12.0f x 0.0000133334     %10.2f USD
                CloudFront, paths         %,12d x 0.005            %10.2f USD
                altogether                                            %10.2f USD""",
                films,
                hours,
                writes,
                writes * WRITE,
                reads,
                reads * READ,
                gigabyteSeconds,
                gigabyteSeconds * GIGABYTE_SECOND,
                paths,
                paths * PATH,
                usd());
    }
}
