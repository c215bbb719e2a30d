package io.github.rokutrickplay.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A film made for a case, and what becomes of it.
 *
 * @param source what {@code ./trickplay process} is given
 * @param truth what it presents
 * @param interval between thumbnails, in seconds
 * @param options more of the command line
 * @param environment variables for the functions
 * @param size what the big images must measure, as {@code WIDTHxHEIGHT}; any if empty
 * @param missing the marks, from 0, that must be gaps
 * @param refusal what the refusal must say; empty where there must be none
 * @param checks what else is to be looked at
 */
record Film(
        Path source,
        Truth truth,
        double interval,
        List<String> options,
        Map<String, String> environment,
        Optional<String> size,
        Set<Integer> missing,
        Optional<String> refusal,
        List<Check> checks) {

    /** Divides neither a GOP nor a segment nor a frame. */
    private static final double ODD_INTERVAL = 0.7;

    /** One more look at what was made; says what it has found right, or throws an AssertionError. */
    @FunctionalInterface
    interface Check {
        String verify(Published published) throws Exception;
    }

    static Film of(Path source, Truth truth) {
        return new Film(
                source,
                truth,
                ODD_INTERVAL,
                List.of(),
                Map.of(),
                Optional.of("640x360"),
                Set.of(),
                Optional.empty(),
                List.of());
    }

    /** A film that nothing can be made of. */
    static Film refused(Path source, String message) {
        Film film = of(source, new Truth(List.of(), 0));
        return new Film(
                film.source,
                film.truth,
                film.interval,
                film.options,
                film.environment,
                Optional.empty(),
                film.missing,
                Optional.of(message),
                film.checks);
    }

    Film every(double seconds) {
        return new Film(source, truth, seconds, options, environment, size, missing, refusal, checks);
    }

    Film with(String option, String value) {
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of(option, value));
        return new Film(source, truth, interval, more, environment, size, missing, refusal, checks);
    }

    Film withVariable(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new Film(source, truth, interval, options, more, size, missing, refusal, checks);
    }

    Film sized(String big) {
        return new Film(source, truth, interval, options, environment, Optional.of(big), missing, refusal, checks);
    }

    /** The marks whose frames lie in this part of the film, in seconds, must be gaps. */
    Film missing(double from, double to) {
        Set<Integer> more = new HashSet<>(missing);
        List<Truth.Frame> shown = truth.at(interval);
        for (int mark = 0; mark < shown.size(); mark++) {
            double time = shown.get(mark).seconds();
            if (time >= from && time < to) {
                more.add(mark);
            }
        }
        return new Film(source, truth, interval, options, environment, size, more, refusal, checks);
    }

    Film checked(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new Film(source, truth, interval, options, environment, size, missing, refusal, more);
    }
}
