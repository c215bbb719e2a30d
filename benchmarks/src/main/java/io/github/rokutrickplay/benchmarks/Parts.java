package io.github.rokutrickplay.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts that are pure computation, each by itself, under JMH. */
final class Parts {

    private Parts() {}

    static String measure(int runs) {
        Collection<RunResult> results;
        try {
            results = new Runner(new OptionsBuilder()
                            .include(PurePartsBenchmark.class.getName())
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(runs)
                            .measurementTime(TimeValue.seconds(1))
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH: " + e.getMessage(), e);
        }
        StringBuilder report = new StringBuilder("""
                ## Parts

                JMH, one fork, %d iterations of a second: milliseconds an operation.

                | part | ms | error (99.9 %%) |
                |---|---|---|
                """.formatted(runs));
        for (RunResult result : results) {
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f |%n",
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError()));
        }
        return report.toString();
    }
}
