package io.github.rokutrickplay.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Films in which every pair of values of what films differ in occurs, and some more at random: each has its thumbnails, all of
 * them, of the right frames, sizes and colours.
 *
 * <ul>
 *   <li>{@code -Dpairwise.seed=N} makes other films;
 *   <li>{@code -Dpairwise.only=REGEX} tries those in whose name or description this is found;
 *   <li>{@code -Dpairwise.random=N} is how many there are besides those that the pairs take.
 * </ul>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PairwiseIT {

    private static final long SEED = Long.getLong("pairwise.seed", 17);
    private static final int RANDOM = Integer.getInteger("pairwise.random", 30);
    private static final Pattern ONLY = Pattern.compile(System.getProperty("pairwise.only", ""));

    private ToneMapped looks = new ToneMapped(Path.of("."));

    @BeforeAll
    void lookForPrograms(@TempDir Path shared) {
        Assumptions.assumeTrue(Programs.installed(), "ffmpeg and ffprobe are not installed");
        looks = new ToneMapped(shared);
    }

    static List<GeneratedFilm> films() {
        Pairwise pairwise = new Pairwise(FilmFactors.ALL, FilmRules.all());
        List<Row> rows = new ArrayList<>(pairwise.rows(SEED));
        rows.addAll(pairwise.random(SEED, RANDOM));
        List<GeneratedFilm> films = new ArrayList<>();
        rows.forEach(row ->
                films.add(new GeneratedFilm(String.format(Locale.ROOT, "film-%03d", films.size() + 1), row)));
        return films.stream()
                .filter(film -> ONLY.matcher(film.toString()).find())
                .toList();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("films")
    void hasItsThumbnails(GeneratedFilm generated, @TempDir Path folder) throws Exception {
        GeneratedFilm.Made made = generated.make(folder);
        try {
            new ThumbnailJudge(generated.row(), made, Published.process(made.film()), looks).judge();
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    generated
                            + "\nTo make it again: ./mvnw verify -pl integration-tests -am -Dit.test=PairwiseIT -Dtest=none"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dpairwise.seed=" + SEED + " -Dpairwise.random="
                            + RANDOM + " -Dpairwise.only=" + generated.name() + "\n" + failure.getMessage(),
                    failure);
        }
    }
}
