package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** EXTINF that says something else than the media. */
final class DurationCases {

    private static final String GROUP = "Durations";

    private DurationCases() {}

    static List<SourceCase> all() {
        FilmSpec short1 = Studio.spec().withSegments(Duration.ofMillis(1500), Duration.ofMillis(1500));
        FilmSpec odd = Studio.spec()
                .withSegments(Duration.ofMillis(2_400), Duration.ofMillis(1_200))
                .withTimestampOffset(Duration.ofSeconds(10));
        FilmSpec cut = odd.withDiscontinuitiesAt(Duration.ofMillis(4_100), Duration.ofMillis(7_700));
        return List.of(
                rounded("integer EXTINF, rounded up from 1.5 s", short1, Math::ceil),
                rounded("integer EXTINF, rounded down from 1.5 s", short1, Math::floor),
                rounded("integer EXTINF, rounded from 2.4 s", odd, seconds -> (double) Math.round(seconds)),
                rounded("integer EXTINF, discontinuities", cut, seconds -> (double) Math.round(seconds)),
                rounded("integer EXTINF, discontinuities, fMP4", cut.withFormat(SegmentFormat.FMP4), seconds ->
                        (double) Math.round(seconds)),
                rounded(
                        "integer EXTINF, timestamps that wrap",
                        odd.withTimestampOffset(Duration.ofMillis(95_443_717 - 5_000)),
                        Math::ceil),
                rounded("integer EXTINF of 0, a film of 0.4 s", clip(), Math::floor),
                // The film is then as long as the playlist says; marks behind its last frame have none.
                stretched("EXTINF a quarter too long", odd, 1.2503),
                stretched("EXTINF a quarter too short", odd, 0.7503),
                new SourceCase(GROUP, "segments of 0.5 s, EXTINF of twenty times as much", (studio, folder) -> {
                    FilmSpec spec = Studio.spec().withSegments(Duration.ofMillis(500), Duration.ofMillis(500));
                    Film film = studio.sample(spec, folder);
                    Packaging.edit(Packaging.media(film.source()), Packaging.durations(seconds -> seconds / 20.03));
                    return Film.refused(film.source(), "the timestamps disagree with the playlist's durations")
                            .every(0.5)
                            .with("--max-missing", "0");
                }));
    }

    private static FilmSpec clip() {
        return FilmSpec.single(Duration.ofMillis(400), 640, 360);
    }

    /** What a film presents does not change with what its playlist says. */
    private static SourceCase rounded(String name, FilmSpec spec, UnaryOperator<Double> change) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = studio.sample(spec, folder);
            Path media = Packaging.media(film.source());
            Packaging.edit(media, Packaging.durations(change));
            assertThat(media).content().doesNotContainPattern("EXTINF:\\d+\\.");
            return film.checked(published -> {
                double seconds = published.result().path("duration_seconds").asDouble();
                assertThat(seconds).isCloseTo(film.truth().seconds(), offset(0.002));
                return "the media's own length";
            });
        });
    }

    private static SourceCase stretched(String name, FilmSpec spec, double factor) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = studio.sample(spec, folder);
            Packaging.edit(Packaging.media(film.source()), Packaging.durations(seconds -> seconds * factor));
            return Film.of(
                    film.source(), new Truth(film.truth().frames(), film.truth().seconds() * factor));
        });
    }
}
