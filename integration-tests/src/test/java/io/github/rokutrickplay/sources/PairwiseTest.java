package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.sources.Pairwise.Pair;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairwiseTest {

    private enum Engine {
        PETROL,
        DIESEL,
        ELECTRIC
    }

    private enum Tank {
        NONE,
        SMALL,
        LARGE
    }

    private enum Gears {
        ONE,
        FIVE,
        SIX
    }

    private enum Doors {
        TWO,
        FOUR
    }

    private static final Rule ONLY_FUEL_NEEDS_A_TANK =
            Rule.of(Engine.class, Tank.class, (engine, tank) -> (engine == Engine.ELECTRIC) == (tank == Tank.NONE));
    private static final Rule ELECTRIC_HAS_ONE_GEAR =
            Rule.of(Engine.class, Gears.class, (engine, gears) -> (engine == Engine.ELECTRIC) == (gears == Gears.ONE));
    /** That two rules say together, and none of them alone: no tank, one gear. */
    private static final Pairwise CARS = new Pairwise(
            List.of(Engine.class, Tank.class, Gears.class, Doors.class),
            List.of(ONLY_FUEL_NEEDS_A_TANK, ELECTRIC_HAS_ONE_GEAR));

    @Test
    void everyPairThatCanBeOccurs() {
        Set<Pair> ofAll = new LinkedHashSet<>();
        allCars().forEach(car -> ofAll.addAll(CARS.pairs(car)));
        assertThat(CARS.possiblePairs()).isEqualTo(ofAll).doesNotContain(new Pair(Tank.NONE, Gears.FIVE));
        assertThat(covered(CARS, CARS.rows(1))).isEqualTo(ofAll);
    }

    @Test
    void noRowBreaksARule() {
        assertThat(allCars()).containsAll(CARS.rows(2)).containsAll(CARS.random(2, 50));
    }

    @Test
    void withoutRulesHardlyMoreRowsThanPairsOfTheLargestFactors() {
        Pairwise free = new Pairwise(CARS.factors(), List.of());
        assertThat(covered(free, free.rows(3))).hasSize(3 * 9 + 3 * 6);
        assertThat(free.rows(3)).hasSizeBetween(9, 11);
    }

    @Test
    void theSameSeedGivesTheSameRows() {
        assertThat(CARS.rows(4)).isEqualTo(CARS.rows(4));
        assertThat(CARS.random(4, 9)).isEqualTo(CARS.random(4, 9)).isNotEqualTo(CARS.random(5, 9));
    }

    /** Every car that keeps the rules, found by trying all. */
    private static List<Row> allCars() {
        Set<Row> cars = new LinkedHashSet<>();
        for (Engine engine : Engine.values()) {
            for (Tank tank : Tank.values()) {
                for (Gears gears : Gears.values()) {
                    for (Doors doors : Doors.values()) {
                        cars.add(Row.EMPTY.with(engine).with(tank).with(gears).with(doors));
                    }
                }
            }
        }
        return cars.stream()
                .filter(ONLY_FUEL_NEEDS_A_TANK::allows)
                .filter(ELECTRIC_HAS_ONE_GEAR::allows)
                .toList();
    }

    private static Set<Pair> covered(Pairwise pairwise, List<Row> rows) {
        Set<Pair> covered = new LinkedHashSet<>();
        rows.forEach(row -> covered.addAll(pairwise.pairs(row)));
        return covered;
    }
}
