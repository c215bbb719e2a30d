package io.github.rokutrickplay.players;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The film of all tests, whose frames carry their number: 13 thumbnails, of which sheets of six leave one over, and the last of
 * which stands for half the time.
 */
final class NumberedFilm {

    static final int INTERVAL_SECONDS = 5;
    static final int SEGMENT_SECONDS = 5;
    static final int MARKS = 13;
    static final int DISCONTINUITY_SECONDS = 17;
    /** What a damaged film lacks, and the thumbnail that is missing for it. */
    static final String LOST_SEGMENT = "360p_00007.m4s";

    static final int LOST_MARK = 7;
    static final Duration DURATION = Duration.ofMillis(62_500);
    static final String MAIN_PLAYLIST = "main.m3u8";

    private static final int FRAMES_PER_SECOND = 8;
    /** How long before its end a thumbnail is asked for, for the last time. */
    private static final double MOMENT_SECONDS = 0.05;

    private static final FilmSpec FILM = FilmSpec.single(DURATION, 640, 360)
            .withFrameRate(FRAMES_PER_SECOND, 1)
            .withSegments(Duration.ofSeconds(SEGMENT_SECONDS), Duration.ofSeconds(SEGMENT_SECONDS))
            .withFormat(SegmentFormat.FMP4)
            .withTimestampOffset(Duration.ZERO)
            .withMainPlaylist(MAIN_PLAYLIST);

    private NumberedFilm() {}

    /** Writes it into a folder. */
    static Path copy(Path folder) {
        return SampleFilms.copy(FILM, folder);
    }

    /** Writes it into a folder, with timestamps that begin again between two thumbnails. */
    static Path copyWithDiscontinuity(Path folder) {
        return SampleFilms.copy(FILM.withDiscontinuitiesAt(Duration.ofSeconds(DISCONTINUITY_SECONDS)), folder);
    }

    static double seconds() {
        return DURATION.toMillis() / 1000.0;
    }

    /** The frame that is due at a time. */
    static int frame(double time) {
        return mark(time) * INTERVAL_SECONDS * FRAMES_PER_SECOND;
    }

    static int mark(double time) {
        return (int) (time / INTERVAL_SECONDS);
    }

    /** When to ask for thumbnails of a size: for the small ones at the first moment, the middle and the last; for others once. */
    static List<Double> moments(Size size) {
        return size == Size.SMALL
                ? IntStream.range(0, MARKS)
                        .boxed()
                        .flatMap(mark -> Stream.of(
                                (double) start(mark), middle(mark), start(mark) + length(mark) - MOMENT_SECONDS))
                        .toList()
                : middles();
    }

    /** Each thumbnail's middle. */
    static List<Double> middles() {
        return IntStream.range(0, MARKS).mapToObj(NumberedFilm::middle).toList();
    }

    private static int start(int mark) {
        return mark * INTERVAL_SECONDS;
    }

    private static double length(int mark) {
        return Math.min(INTERVAL_SECONDS, seconds() - start(mark));
    }

    private static double middle(int mark) {
        return start(mark) + length(mark) / 2;
    }
}
