package io.github.rokutrickplay.metrics;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Adds up what it is told. */
public final class RecordingMetrics implements Metrics {

    /** What was put, each metric's sum. */
    public final Map<Metric, Long> sums = new EnumMap<>(Metric.class);

    /** What was put as due, each metric's sum, by the event's time. */
    public final Map<Instant, Map<Metric, Long>> due = new HashMap<>();

    @Override
    public synchronized void put(Map<Metric, Long> values) {
        add(sums, values);
    }

    @Override
    public synchronized void putDue(Map<Metric, Long> values, Instant eventTime) {
        add(due.computeIfAbsent(eventTime, time -> new EnumMap<>(Metric.class)), values);
    }

    private static void add(Map<Metric, Long> sums, Map<Metric, Long> values) {
        values.forEach((metric, value) -> sums.merge(metric, value, Long::sum));
    }
}
