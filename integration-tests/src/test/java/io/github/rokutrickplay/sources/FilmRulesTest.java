package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.sources.FilmFactors.Codec;
import io.github.rokutrickplay.sources.FilmFactors.Container;
import io.github.rokutrickplay.sources.Pairwise.Pair;
import io.github.rokutrickplay.sources.PictureFactors.Shape;
import io.github.rokutrickplay.sources.PictureFactors.Transfer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilmRulesTest {

    private static final Pairwise FILMS = new Pairwise(FilmFactors.ALL, FilmRules.all());

    @Test
    void everyPairOfValuesOccursInSomeFilm() {
        List<Row> rows = FILMS.rows(17);
        Set<Pair> covered = pairs(rows);
        assertThat(covered)
                .isEqualTo(FILMS.possiblePairs())
                .containsAll(pairs(FILMS.random(1, 500)))
                .contains(new Pair(Transfer.PQ, Shape.SCOPE), new Pair(Transfer.HLG, Shape.PORTRAIT))
                .doesNotContain(new Pair(Container.TS, Codec.PRORES));
        assertThat(rows)
                .hasSizeLessThan(80)
                .allMatch(row -> FilmRules.all().stream().allMatch(rule -> rule.allows(row)));
    }

    @Test
    void noFilmIsTheOnlyOneOfItsCodecOrShape() {
        List<Row> rows = FILMS.rows(17);
        assertThat(Codec.values())
                .allSatisfy(codec -> assertThat(rows.stream().filter(row -> row.get(Codec.class) == codec))
                        .hasSizeGreaterThan(5));
        assertThat(Shape.values())
                .allSatisfy(shape -> assertThat(rows.stream().filter(row -> row.get(Shape.class) == shape))
                        .hasSizeGreaterThan(5));
    }

    private static Set<Pair> pairs(List<Row> rows) {
        Set<Pair> pairs = new LinkedHashSet<>();
        rows.forEach(row -> pairs.addAll(FILMS.pairs(row)));
        return pairs;
    }
}
