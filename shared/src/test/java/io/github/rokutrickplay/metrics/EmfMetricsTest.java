package io.github.rokutrickplay.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rokutrickplay.config.MetricsSettings;
import io.github.rokutrickplay.logging.LogContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What CloudWatch gets to see: a line of the function's own logback.xml. */
@Isolated("it takes the standard output")
final class EmfMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.250Z");

    private final Metrics metrics = new EmfMetrics(
            new MetricsSettings("RokuTrickPlay", Duration.ofHours(1)), "manifest-updater", InstantSource.fixed(NOW));

    /** The one line that is written, with LOG_LEVEL=ERROR. */
    private static JsonNode line(Runnable measured) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(EmfMetrics.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        try {
            measured.run();
        } finally {
            logger.detachAppender(events);
        }
        assertThat(events.list).hasSize(1);
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        PrintStream before = System.out;
        LoggerContext context = new LoggerContext();
        System.setOut(new PrintStream(stdout, true, UTF_8));
        try {
            context.putProperty("LOG_LEVEL", "ERROR");
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Objects.requireNonNull(EmfMetricsTest.class.getResource("/logback.xml")));
            Logger configured = context.getLogger(logger.getName());
            assertThat(configured.isInfoEnabled())
                    .as("metrics are written whatever the level")
                    .isTrue();
            configured.callAppenders(events.list.getFirst());
        } finally {
            context.stop();
            System.setOut(before);
        }
        return new ObjectMapper().readTree(stdout.toString(UTF_8));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void writesEmbeddedMetricFormatInALineOfTheLog() throws Exception {
        JsonNode line = line(() -> {
            try (LogContext asset = LogContext.ofAsset("video-id", null)) {
                metrics.put(Map.of(Metric.PUBLISHED, 1L, Metric.PUBLISH_DURATION, 420L));
            }
        });

        assertThat(line.path("_aws")).isEqualTo(json("""
                        {"Timestamp":1795341600250,"CloudWatchMetrics":[{"Namespace":"RokuTrickPlay",
                         "Dimensions":[["FunctionName"]],"Metrics":[
                           {"Name":"Published","Unit":"Count"},{"Name":"PublishDuration","Unit":"Milliseconds"}]}]}"""));
        assertThat(line.path("FunctionName").textValue()).isEqualTo("manifest-updater");
        assertThat(line.path("Published").longValue()).isEqualTo(1);
        assertThat(line.path("PublishDuration").longValue()).isEqualTo(420);
        assertThat(line.path("mediaKey").textValue()).isEqualTo("video-id");
        assertThat(line.path("level").textValue()).isEqualTo("INFO");
    }

    @Test
    void datesWhatIsDueByTheEventAndTheDeadlineForTheWholeDeployment() throws Exception {
        JsonNode line = line(() -> metrics.putDue(Map.of(Metric.PUBLICATIONS_ENDED, 1L), NOW.minusSeconds(90)));

        assertThat(Instant.ofEpochMilli(line.at("/_aws/Timestamp").longValue())).isEqualTo(NOW.plusSeconds(3600 - 90));
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions")).isEqualTo(json("[[]]"));
    }
}
