package io.github.rokutrickplay.metrics;

import java.time.Instant;
import java.util.Map;

/** Where measurements go. Safe for use by many threads; never fails the work that is measured. */
public interface Metrics {

    /** Of this function, now. */
    void put(Map<Metric, Long> values);

    /**
     * Of the whole deployment, dated by when the work has to be done that an event asks for. So what was to be done by some
     * moment can be compared with what had been done, however long each film took.
     *
     * @param eventTime when the event happened
     */
    void putDue(Map<Metric, Long> values, Instant eventTime);
}
