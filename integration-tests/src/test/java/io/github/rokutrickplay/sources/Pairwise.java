package io.github.rokutrickplay.sources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Chooses few rows that hold every pair of values that the rules let be: the greedy method of AETG (Cohen et al., 1997). The
 * same seed gives the same rows.
 *
 * @param factors enums
 * @param rules what a row must keep
 */
record Pairwise(List<Class<? extends Enum<?>>> factors, List<Rule> rules) {

    /** More find fewer rows, and take longer. */
    private static final int CANDIDATES = 30;

    Pairwise {
        factors = List.copyOf(factors);
        rules = List.copyOf(rules);
    }

    /** Two values of different factors, the one of the factor that stands first in the list before the other. */
    record Pair(Enum<?> first, Enum<?> second) {}

    /** Rows that hold every pair that can be. */
    List<Row> rows(long seed) {
        Random random = new Random(seed);
        List<Pair> wanted = new ArrayList<>(possiblePairs());
        Collections.shuffle(wanted, random);
        Set<Pair> missing = new LinkedHashSet<>(wanted);
        List<Row> rows = new ArrayList<>();
        while (!missing.isEmpty()) {
            Row row = best(missing, random);
            rows.add(row);
            missing.removeAll(pairs(row));
        }
        return rows;
    }

    /** As many rows at random as are asked for. */
    List<Row> random(long seed, int count) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        while (rows.size() < count) {
            rows.add(completed(Row.EMPTY, random).orElseThrow());
        }
        return rows;
    }

    /** Every pair that a row that keeps the rules can hold. */
    Set<Pair> possiblePairs() {
        Set<Pair> possible = new LinkedHashSet<>();
        Random random = new Random(0);
        for (int first = 0; first < factors.size(); first++) {
            for (Enum<?> one : values(factors.get(first))) {
                for (Class<? extends Enum<?>> second : factors.subList(first + 1, factors.size())) {
                    for (Enum<?> other : values(second)) {
                        Pair pair = new Pair(one, other);
                        if (!possible.contains(pair)) {
                            completed(Row.EMPTY.with(one).with(other), random)
                                    .ifPresent(row -> possible.addAll(pairs(row)));
                        }
                    }
                }
            }
        }
        return possible;
    }

    /** The pairs of a whole row. */
    Set<Pair> pairs(Row row) {
        List<Enum<?>> values = new ArrayList<>();
        factors.forEach(factor -> values.add(row.values().get(factor)));
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int first = 0; first < values.size(); first++) {
            for (int second = first + 1; second < values.size(); second++) {
                pairs.add(new Pair(values.get(first), values.get(second)));
            }
        }
        return pairs;
    }

    private Row best(Set<Pair> missing, Random random) {
        Pair pair = missing.iterator().next();
        Row start = Row.EMPTY.with(pair.first()).with(pair.second());
        Row best = completed(start, random).orElseThrow();
        long most = count(best, missing);
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            Optional<Row> row = greedy(start, missing, random);
            long holds = row.map(whole -> count(whole, missing)).orElse(0L);
            if (holds > most) {
                best = row.orElseThrow();
                most = holds;
            }
        }
        return best;
    }

    private long count(Row row, Set<Pair> missing) {
        return pairs(row).stream().filter(missing::contains).count();
    }

    /** Gives each factor, in any order, the value that brings most of the missing pairs; empty where that leads nowhere. */
    private Optional<Row> greedy(Row start, Set<Pair> missing, Random random) {
        Row row = start;
        for (Class<? extends Enum<?>> factor : shuffled(factors, random)) {
            if (!row.has(factor)) {
                Row so = row;
                Optional<Enum<?>> value = shuffled(allowed(row, factor), random).stream()
                        .max(Comparator.comparingLong(brings -> gain(so, brings, missing)));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                row = row.with(value.get());
            }
        }
        return Optional.of(row);
    }

    private long gain(Row row, Enum<?> value, Set<Pair> missing) {
        int place = factors.indexOf(value.getDeclaringClass());
        return row.values().values().stream()
                .map(other -> factors.indexOf(other.getDeclaringClass()) < place
                        ? new Pair(other, value)
                        : new Pair(value, other))
                .filter(missing::contains)
                .count();
    }

    /** Some whole row that holds the values given and keeps the rules: tries all, the factor with the least choice first. */
    private Optional<Row> completed(Row row, Random random) {
        if (!rules.stream().allMatch(rule -> rule.allows(row))) {
            return Optional.empty();
        }
        Optional<List<Enum<?>>> narrowest = shuffled(factors, random).stream()
                .filter(factor -> !row.has(factor))
                .map(factor -> allowed(row, factor))
                .min(Comparator.comparingInt(List::size));
        if (narrowest.isEmpty()) {
            return Optional.of(row);
        }
        return shuffled(narrowest.get(), random).stream()
                .map(value -> completed(row.with(value), random))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<Enum<?>> allowed(Row row, Class<? extends Enum<?>> factor) {
        List<Rule> concerned =
                rules.stream().filter(rule -> rule.factors().contains(factor)).toList();
        return values(factor).stream()
                .filter(value -> {
                    Row with = row.with(value);
                    return concerned.stream().allMatch(rule -> rule.allows(with));
                })
                .toList();
    }

    private static List<Enum<?>> values(Class<? extends Enum<?>> factor) {
        return Arrays.asList(factor.getEnumConstants());
    }

    private static <T> List<T> shuffled(Collection<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
