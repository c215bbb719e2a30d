package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.mp4.Mp4Exception;
import io.github.rokutrickplay.generator.mp4.Mp4File;
import io.github.rokutrickplay.generator.mp4.Mp4Planner;
import io.github.rokutrickplay.generator.plan.MarkTimes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tables of MP4 and MOV files and plans from them. */
final class Mp4Sources {

    /** Tracks of one job end within a frame of each other, or an audio frame; another cut does not. */
    private static final Duration SAME_LENGTH = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final ThumbnailSettings thumbnails;

    Mp4Sources(ObjectStore store, ThumbnailSettings thumbnails) {
        this.store = store;
        this.thumbnails = thumbnails;
    }

    /** A file whose head was read. */
    record Candidate(StoredFile file, Mp4File head) {}

    /**
     * Reads a file's head.
     *
     * @throws PermanentFailure if it is no MP4 or MOV file with clear video
     */
    Candidate open(S3Location location) {
        StoredFile file = StoredFile.open(store, location);
        try {
            return new Candidate(file, Mp4File.read(file));
        } catch (Mp4Exception e) {
            throw unusable(location, e);
        }
    }

    /** The cheapest that is large enough first; of HDR and SDR, SDR. */
    List<Candidate> byCost(List<Candidate> files) {
        Resolution box = thumbnails.largestBox();
        return files.stream()
                .sorted(Comparator.comparing((Candidate file) -> file.head().isHdr())
                        .thenComparing(file -> !isLargeEnough(file.head().resolution(), box))
                        .thenComparingLong(file -> pixelCost(file.head().resolution(), box)))
                .toList();
    }

    private static boolean isLargeEnough(Resolution size, Resolution box) {
        return size.width() >= box.width() || size.height() >= box.height();
    }

    /** The fewest pixels that suffice; where none suffice, the most. */
    private static long pixelCost(Resolution size, Resolution box) {
        long pixels = (long) size.width() * size.height();
        return isLargeEnough(size, box) ? pixels : -pixels;
    }

    /**
     * Plans from a file.
     *
     * @param filmDuration how long the film is; null if it is not known
     * @throws PermanentFailure if no thumbnails can be made of it, or it is of another length
     */
    Source source(Candidate candidate, @Nullable Duration filmDuration) {
        StoredFile file = candidate.file();
        S3Location location = file.location();
        try {
            Mp4Planner planner = new Mp4Planner(location, candidate.head());
            requireLength(location, planner.duration(), filmDuration);
            ThumbnailPlan plan = planner.plan(
                    MarkTimes.of(location.toString(), planner.duration(), thumbnails.interval()),
                    thumbnails.interval(),
                    thumbnails.frame());
            return Source.ofFile(location, file.etag(), plan, file.bytesRead());
        } catch (Mp4Exception e) {
            throw unusable(location, e);
        }
    }

    private static void requireLength(S3Location location, Duration length, @Nullable Duration filmDuration) {
        if (filmDuration != null && length.minus(filmDuration).abs().compareTo(SAME_LENGTH) > 0) {
            throw new PermanentFailure(
                    location + " is " + length.toMillis() / 1000.0 + " seconds long, and the film is "
                            + filmDuration.toMillis() / 1000.0 + ": it shows something else");
        }
    }

    private static PermanentFailure unusable(S3Location location, Mp4Exception e) {
        return new PermanentFailure(location + " " + e.getMessage(), e);
    }
}
