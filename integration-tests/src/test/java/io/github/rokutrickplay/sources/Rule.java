package io.github.rokutrickplay.sources;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What values may occur together.
 *
 * @param factors those that it looks at
 * @param test whether a row, in which all of them have values, may be
 */
record Rule(List<Class<?>> factors, Predicate<Row> test) {

    Rule {
        factors = List.copyOf(factors);
    }

    static <A extends Enum<A>, B extends Enum<B>> Rule of(Class<A> one, Class<B> other, BiPredicate<A, B> test) {
        return new Rule(List.of(one, other), row -> test.test(row.get(one), row.get(other)));
    }

    /** Whether the row may be, as far as this rule can tell yet. */
    boolean allows(Row row) {
        return !factors.stream().allMatch(row::has) || test.test(row);
    }
}
