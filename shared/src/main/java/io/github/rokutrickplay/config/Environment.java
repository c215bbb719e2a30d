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
    Optional<String> find(Setting setting) {
        return Optional.ofNullable(variables.get(setting.name()))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /**
     * @param remedy what to set it to
     * @return the value; empty text, and a problem noted, if there is none
     */
    String require(Setting setting, String remedy) {
        return find(setting).orElseGet(() -> {
            problems.add(setting + " is not set: " + remedy);
            return "";
        });
    }

    /**
     * @param parser gives nothing for a wrong value
     * @param allowed what a right value looks like
     * @return the parsed value; that of the default where the variable is not set, or is wrong and a problem was noted
     */
    <T> T read(Setting setting, Function<String, Optional<T>> parser, String allowed) {
        return readOptional(setting, parser, allowed)
                .orElseGet(() -> parser.apply(setting.defaultValue()).orElseThrow());
    }

    /**
     * Like {@link #read}, for a variable without a default.
     *
     * @return empty where the variable is not set, or is wrong and a problem was noted
     */
    <T> Optional<T> readOptional(Setting setting, Function<String, Optional<T>> parser, String allowed) {
        return read(setting, parser, allowed, value -> value);
    }

    /** Like {@link #readOptional}, for a value that must not appear in a log. */
    <T> Optional<T> readSecret(Setting setting, Function<String, Optional<T>> parser, String allowed) {
        return read(setting, parser, allowed, value -> "(" + value.length() + " characters, not shown)");
    }

    private <T> Optional<T> read(
            Setting setting, Function<String, Optional<T>> parser, String allowed, Function<String, String> shown) {
        return find(setting).flatMap(value -> {
            Optional<T> parsed = parser.apply(value);
            if (parsed.isEmpty()) {
                problems.add(setting + "=" + shown.apply(value) + " is not allowed: use " + allowed);
            }
            return parsed;
        });
    }

    int readInt(Setting setting, int min, int max) {
        return read(
                setting,
                value -> Numbers.parseInt(value).filter(number -> number >= min && number <= max),
                "a whole number from " + min + " to " + max);
    }

    boolean readBoolean(Setting setting) {
        return read(setting, Environment::parseBoolean, "true or false");
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
