package io.github.rokutrickplay.metrics;

import io.github.rokutrickplay.config.MetricsSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Metrics in CloudWatch's embedded metric format: log lines from which CloudWatch takes them, so that no call is made for
 * them. The lines are those of the function's log, with the metrics and their description among the fields.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format specification</a>
 */
public final class EmfMetrics implements Metrics {

    private static final Logger log = LoggerFactory.getLogger(EmfMetrics.class);

    private static final String FUNCTION_NAME = "FunctionName";

    private final MetricsSettings settings;
    private final String function;
    private final InstantSource clock;

    /**
     * @param environment of the function: AWS_LAMBDA_FUNCTION_NAME names it
     * @param function its name where that variable is missing
     */
    public EmfMetrics(MetricsSettings settings, Map<String, String> environment, String function) {
        this(settings, environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", function), InstantSource.system());
    }

    EmfMetrics(MetricsSettings settings, String function, InstantSource clock) {
        this.settings = settings;
        this.function = function;
        this.clock = clock;
    }

    @Override
    public void put(Map<Metric, Long> values) {
        write(values, clock.instant(), List.of(FUNCTION_NAME));
    }

    @Override
    public void putDue(Map<Metric, Long> values, Instant eventTime) {
        write(values, eventTime.plus(settings.completionDeadline()), List.of());
    }

    private void write(Map<Metric, Long> values, Instant time, List<String> dimensions) {
        List<Map<String, String>> definitions = values.keySet().stream()
                .sorted()
                .map(metric -> Map.of("Name", metric.publishedName(), "Unit", metric.unit()))
                .toList();
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue(
                        "_aws",
                        Map.of(
                                "Timestamp",
                                time.toEpochMilli(),
                                "CloudWatchMetrics",
                                List.of(Map.of(
                                        "Namespace",
                                        settings.namespace(),
                                        "Dimensions",
                                        List.of(dimensions),
                                        "Metrics",
                                        definitions))))
                .addKeyValue(FUNCTION_NAME, function);
        for (Map.Entry<Metric, Long> value : values.entrySet()) {
            line = line.addKeyValue(value.getKey().publishedName(), value.getValue());
        }
        line.log("metrics");
    }
}
