package io.github.rokutrickplay.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How metrics are published.
 *
 * @param namespace CloudWatch's; each deployment in an account has its own
 * @param completionDeadline how long after its event a film may take to be published
 */
public record MetricsSettings(String namespace, Duration completionDeadline) {

    /** What CloudWatch allows of a namespace. */
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._/#-]{1,255}");

    private static final int MIN_MINUTES = 5;

    /** CloudWatch takes metrics up to two hours ahead. */
    private static final int MAX_MINUTES = 110;

    static MetricsSettings read(Environment environment) {
        String namespace = environment.read(
                Setting.METRICS_NAMESPACE,
                value -> Optional.of(value).filter(NAMESPACE.asMatchPredicate()),
                "a CloudWatch namespace: letters, digits and . _ / # -");
        int minutes = environment.readInt(Setting.COMPLETION_DEADLINE, MIN_MINUTES, MAX_MINUTES);
        return new MetricsSettings(namespace, Duration.ofMinutes(minutes));
    }
}
