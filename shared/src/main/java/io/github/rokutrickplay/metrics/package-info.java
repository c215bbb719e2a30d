/** What is counted and timed, for alarms and dashboards. Start with {@link io.github.rokutrickplay.metrics.Metrics}. */
@NullMarked
package io.github.rokutrickplay.metrics;

import org.jspecify.annotations.NullMarked;
