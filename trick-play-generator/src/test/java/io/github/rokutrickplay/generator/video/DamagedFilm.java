package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.Rational;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A film whose segments a test damages, and what comes of it: every picture that is shown must be the right one. */
final class DamagedFilm {

    /** In the place of a frame number that cannot be read. */
    static final int UNREADABLE = -1;

    final FilmInStore film;
    private final Rational rate;
    private final int frames;
    private List<PlannedSegment> segments;

    DamagedFilm(FilmSpec spec, Path folder) throws IOException {
        film = FilmInStore.made(spec, folder);
        rate = spec.frameRate();
        frames = spec.frames();
        segments = film.plan(Duration.ofSeconds(1)).segments();
    }

    /** What came of an extraction: the frame shown for each mark, and why none is for the others. */
    record Outcome(SortedMap<Integer, Integer> shown, Extraction extraction) {

        /** The marks' times in whole seconds that have no picture. */
        List<Integer> missingSeconds() {
            return extraction.missing().keySet().stream()
                    .map(number -> number - 1)
                    .toList();
        }
    }

    S3Location location(int segment) {
        return segments.get(segment).media().location();
    }

    /** Puts other bytes in the place of a segment's. */
    void replace(int segment, UnaryOperator<byte[]> damage) {
        film.store.put(
                location(segment),
                damage.apply(film.store.bytes(location(segment))),
                ObjectAttributes.ofType("video/mp2t"));
    }

    void remove(int... removed) {
        IntStream.of(removed).forEach(segment -> film.store.delete(List.of(location(segment))));
    }

    /** As if the playlist said something else of its segments. */
    void playlistSays(UnaryOperator<PlannedSegment> saying) {
        List<PlannedSegment> changed = new ArrayList<>();
        Duration start = Duration.ZERO;
        for (PlannedSegment segment : segments) {
            PlannedSegment said = saying.apply(segment);
            changed.add(new PlannedSegment(
                    said.index(),
                    said.media(),
                    said.initialization(),
                    start,
                    said.duration(),
                    said.run(),
                    said.unavailable()));
            start = start.plus(said.duration());
        }
        segments = changed;
    }

    void gapAt(int gap) {
        playlistSays(
                segment -> segment.index() == gap ? with(segment, segment.duration(), PlannedSegment.GAP) : segment);
    }

    static PlannedSegment with(PlannedSegment segment, Duration duration, @Nullable String unavailable) {
        return new PlannedSegment(
                segment.index(),
                segment.media(),
                segment.initialization(),
                segment.start(),
                duration,
                segment.run(),
                unavailable);
    }

    ThumbnailPlan plan(Duration interval, int marks) {
        return new ThumbnailPlan(
                interval,
                segments.getLast().end(),
                segments,
                IntStream.range(0, marks)
                        .mapToObj(i -> FilmInStore.mark(i + 1, interval.multipliedBy(i), segments))
                        .toList());
    }

    /** A thumbnail each second. */
    Outcome extract(int seconds, FrameChoice choice, String maxMissing) {
        return extract(plan(Duration.ofSeconds(1), seconds), choice, maxMissing);
    }

    Outcome extract(int seconds) {
        return extract(seconds, FrameChoice.EXACT, "1");
    }

    Outcome extract(ThumbnailPlan plan, FrameChoice choice, String maxMissing) {
        ThumbnailSettings settings = new ThumbnailSettings(
                plan.interval(), List.of(Extracted.SMALL), 4, choice, "thumbs", false, new BigDecimal(maxMissing));
        Map<Integer, byte[]> jpegs = new ConcurrentSkipListMap<>();
        Extraction extraction = new ThumbnailExtractor(film.store, settings, 2)
                .extract(plan, thumbnail -> jpegs.put(thumbnail.number(), thumbnail.jpeg()));
        SortedMap<Integer, Integer> shown = new TreeMap<>();
        jpegs.forEach((number, jpeg) ->
                shown.put(number, FrameNumber.read(Extracted.picture(jpeg)).orElse(UNREADABLE)));
        return new Outcome(shown, extraction);
    }

    /** Every mark has its very frame, or is said to be missing. */
    void showsNothingWrong(ThumbnailPlan plan, Outcome outcome, String what) {
        for (Mark mark : plan.marks()) {
            Integer frame = outcome.shown.get(mark.number());
            boolean without = outcome.extraction.missing().containsKey(mark.number());
            assertThat(frame == null).as("%s: mark %s", what, mark.time()).isEqualTo(without);
            if (frame != null && frame != UNREADABLE) {
                assertThat(frame).as("%s: frame at %s", what, mark.time()).isEqualTo(expected(mark.time()));
            }
        }
    }

    int expected(Duration time) {
        double frame = time.toNanos() / 1e9 * rate.numerator() / rate.denominator();
        return Math.min((int) Math.floor(frame + 0.5), frames - 1);
    }
}
