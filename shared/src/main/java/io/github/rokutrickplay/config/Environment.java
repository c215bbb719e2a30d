package io.github.rokutrickplay.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Environment variables, read with all their problems collected, so that a start tells of every wrong value at once. Call
 * {@link #check()} after the last read. A variable that is set to nothing counts as not set.
 */
public final class Environment {

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param variables asked for each variable that there is, set or not: so a test can see which these are
     */
    public Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The value as it is, without surrounding blanks. */
    Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * @param remedy what to set it to
     * @return the value; empty text, and a problem noted, if there is none
     */
    String require(String name, String remedy) {
        return find(name).orElseGet(() -> {
            problems.add(name + " is not set: " + remedy);
            return "";
        });
    }

    /**
     * @param parser throws {@link IllegalArgumentException} or returns null for a wrong value
     * @param allowed what a right value looks like
     * @return the parsed value; the default where the variable is not set, or is wrong and a problem was noted
     */
    <T> T read(String name, T defaultValue, Function<String, Optional<T>> parser, String allowed) {
        return read(name, defaultValue, parser, allowed, value -> value);
    }

    /** Like {@link #read}, for a value that must not appear in a log. */
    <T> T readSecret(String name, T defaultValue, Function<String, Optional<T>> parser, String allowed) {
        return read(name, defaultValue, parser, allowed, value -> "(" + value.length() + " characters, not shown)");
    }

    private <T> T read(
            String name,
            T defaultValue,
            Function<String, Optional<T>> parser,
            String allowed,
            Function<String, String> shown) {
        return find(name)
                .map(value -> parser.apply(value).orElseGet(() -> {
                    problems.add(name + "=" + shown.apply(value) + " is not allowed: use " + allowed);
                    return defaultValue;
                }))
                .orElse(defaultValue);
    }

    int readInt(String name, int defaultValue, int min, int max) {
        return read(
                name,
                defaultValue,
                value -> Numbers.parseInt(value).filter(number -> number >= min && number <= max),
                "a whole number from " + min + " to " + max);
    }

    boolean readBoolean(String name) {
        return read(name, false, Environment::parseBoolean, "true or false");
    }

    private static Optional<Boolean> parseBoolean(String value) {
        if (value.equalsIgnoreCase("true") || value.equals("1")) {
            return Optional.of(true);
        }
        return value.equalsIgnoreCase("false") || value.equals("0") ? Optional.of(false) : Optional.empty();
    }

    /**
     * @throws ConfigurationException if any value that was read is wrong
     */
    void check() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}
