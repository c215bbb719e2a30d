package io.github.rokutrickplay.local.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.explain.Conclusion.State;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConclusionTest {

    private static final S3Location MAIN = S3Location.parse("s3://bucket/films/one/main.m3u8");
    private static final AssetNames NAMES = AssetNames.of("one", "films/one/", "thumbs");
    private static final Instant WRITTEN = Instant.parse("2026-11-27T10:00:00Z");
    private static final Instant INDEXED = Instant.parse("2026-11-27T10:05:00Z");
    private static final DeploymentFacts QUIET = deployment(Map.of("manifest-queue", 0), List.of(), List.of());

    private static DeploymentFacts deployment(
            Map<String, Integer> waiting, List<DeadLetter> letters, List<LogLine> lines) {
        return new DeploymentFacts(waiting, letters, false, lines, List.of(), List.of());
    }

    private static ThumbnailIndex index(@Nullable String missing) {
        return new ThumbnailIndex(
                1,
                "one",
                "films/one/",
                ThumbnailIndex.Source.ofHls(MAIN.toString(), MAIN.toString(), "\"1\"", List.of()),
                BigDecimal.TEN,
                BigDecimal.TEN,
                List.of(),
                List.of(new ThumbnailIndex.Rendition(
                        "small",
                        320,
                        180,
                        320,
                        180,
                        List.of(new ThumbnailIndex.Image("k", BigDecimal.ZERO, BigDecimal.TEN, 5, missing)))));
    }

    private static FilmFacts film(@Nullable ThumbnailIndex index, boolean announced) {
        return new FilmFacts(
                MAIN,
                NAMES,
                null,
                WRITTEN,
                index,
                index == null ? null : INDEXED,
                announced ? List.of(MAIN) : List.of(),
                3);
    }

    private static void requireThat(Conclusion conclusion, State state, String... words) {
        assertThat(conclusion.state()).isEqualTo(state);
        assertThat(conclusion.sentence() + " " + conclusion.remedy()).contains(words);
    }

    @Test
    void isPublishedWhereTheIndexIsThereAndAPlaylistNamesIt() {
        assertThat(Conclusion.of(film(index(null), true), QUIET).remedy()).isNull();
        requireThat(
                Conclusion.of(film(index("segment 3 is missing"), true), null),
                State.PUBLISHED,
                "1 thumbnail is missing",
                "segment 3 is missing");
    }

    @Test
    void isPublishedOfAFileThatNoPlaylistNames() {
        S3Location file = S3Location.parse("s3://bucket/films/one.mp4");
        ThumbnailIndex index = index(null);
        FilmFacts film = new FilmFacts(
                file,
                NAMES,
                null,
                WRITTEN,
                new ThumbnailIndex(
                        1,
                        "one",
                        "films/one/",
                        ThumbnailIndex.Source.ofFile(file.toString(), "\"1\"", List.of()),
                        index.intervalSeconds(),
                        index.durationSeconds(),
                        List.of(),
                        index.renditions()),
                INDEXED,
                List.of(),
                3);

        requireThat(Conclusion.of(film, null), State.PUBLISHED, "without HLS");
    }

    @Test
    void isRefusedWhereADeadLetterIsYoungerThanTheIndex() {
        DeadLetter letter =
                new DeadLetter("trick-play-generator", INDEXED.plusSeconds(60), "segment a.ts does not exist");
        DeploymentFacts deployment = deployment(Map.of(), List.of(letter), List.of());

        requireThat(
                Conclusion.of(film(null, false), deployment), State.REFUSED, "segment a.ts does not exist", "redrive");
        requireThat(Conclusion.of(film(index(null), true), deployment), State.PUBLISHED, "but", "a.ts");
    }

    @Test
    void hasAnswersToADeadLetterOfBeforeTheIndex() {
        DeadLetter letter = new DeadLetter("trick-play-generator", INDEXED.minusSeconds(60), "segment a.ts is late");

        assertThat(Conclusion.of(film(index(null), true), deployment(Map.of(), List.of(letter), List.of()))
                        .sentence())
                .doesNotContain("a.ts");
    }

    @Test
    void waitsWhereMessagesAreInTheQueue() {
        requireThat(
                Conclusion.of(film(index(null), false), deployment(Map.of("manifest-queue", 7), List.of(), List.of())),
                State.WAITING,
                "7 messages");
        requireThat(
                Conclusion.of(film(index(null), false), QUIET),
                State.REFUSED,
                "nothing names them",
                "./trickplay process s3://bucket/films/one/main.m3u8 --media-key one --media-path films/one/");
    }

    @Test
    void tellsWhatTheLogTellsOfAFilmThatIsNotMade() {
        LogLine begins = new LogLine("trick-play-generator", WRITTEN.plusSeconds(5), "INFO", "film begins");
        LogLine fails = new LogLine("trick-play-generator", WRITTEN.plusSeconds(9), "WARN", "S3 does not answer");

        requireThat(
                Conclusion.of(film(null, false), deployment(Map.of(), List.of(), List.of(begins))),
                State.WAITING,
                "is at it since 2026-11-27T10:00:05Z");
        requireThat(
                Conclusion.of(film(null, false), deployment(Map.of(), List.of(), List.of(begins, fails))),
                State.WAITING,
                "S3 does not answer");
        requireThat(Conclusion.of(film(null, false), QUIET), State.UNKNOWN, "no function has seen it", "rule");
        requireThat(Conclusion.of(film(null, false), null), State.UNKNOWN, "nothing has been made of it");
    }

    @Test
    void saysThatThereIsNoFilm() {
        requireThat(
                Conclusion.of(new FilmFacts(MAIN, NAMES, null, null, null, null, List.of(), 0), QUIET),
                State.UNKNOWN,
                "there is no s3://bucket/films/one/main.m3u8");
    }
}
