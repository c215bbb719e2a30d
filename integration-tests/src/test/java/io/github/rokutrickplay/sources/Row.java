package io.github.rokutrickplay.sources;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of some or of all factors. A factor is an enum, its values are the enum's constants.
 *
 * @param values by factor
 */
record Row(Map<Class<?>, Enum<?>> values) {

    static final Row EMPTY = new Row(Map.of());

    Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    boolean has(Class<?> factor) {
        return values.containsKey(factor);
    }

    /** The factor's value, which must be there. */
    <E extends Enum<E>> E get(Class<E> factor) {
        Enum<?> value = values.get(factor);
        if (value == null) {
            throw new IllegalStateException("no value for " + factor.getSimpleName() + " in " + values);
        }
        return factor.cast(value);
    }

    Row with(Enum<?> value) {
        Map<Class<?>, Enum<?>> more = new LinkedHashMap<>(values);
        more.put(value.getDeclaringClass(), value);
        return new Row(more);
    }
}
