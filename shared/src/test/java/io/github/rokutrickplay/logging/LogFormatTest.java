package io.github.rokutrickplay.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** What the functions' own logback.xml prints. */
@Isolated("it takes the standard output")
final class LogFormatTest {

    /** The lines that a function would write on stdout, each of which has to be one JSON object. */
    private static List<JsonNode> printed(Consumer<Logger> function) throws Exception {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        PrintStream before = System.out;
        LoggerContext context = new LoggerContext();
        System.setOut(new PrintStream(stdout, true, UTF_8));
        try {
            context.setMDCAdapter(MDC.getMDCAdapter());
            context.putProperty("LOG_LEVEL", "INFO");
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Objects.requireNonNull(LogFormatTest.class.getResource("/logback.xml")));
            function.accept(context.getLogger("function"));
        } finally {
            context.stop();
            System.setOut(before);
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : stdout.toString(UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void writesWhenHowBadAndForWhomOnEveryLine() throws Exception {
        Instant start = Instant.now();

        List<JsonNode> lines = printed(log -> {
            try (LogContext request = LogContext.ofRequest("request-1");
                    LogContext asset = LogContext.ofAsset("video-id", "job-1")) {
                log.atInfo().addKeyValue("images", 8).log("published");
            }
        });

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.path("requestId").textValue()).isEqualTo("request-1");
            assertThat(line.path("mediaKey").textValue()).isEqualTo("video-id");
            assertThat(line.path("jobId").textValue()).isEqualTo("job-1");
            assertThat(line.path("level").textValue()).isEqualTo("INFO");
            assertThat(line.path("message").textValue()).isEqualTo("published");
            assertThat(line.path("images").intValue()).isEqualTo(8);
            assertThat(line.path("timestamp").textValue()).endsWith("Z");
            assertThat(Instant.parse(line.path("timestamp").textValue())).isBetween(start, Instant.now());
        });
    }

    @Test
    void keepsAStackTraceAndAMessageOfManyLinesOnOneLine() throws Exception {
        List<JsonNode> lines = printed(log -> {
            log.error("refused:\n\"a\"", new IllegalStateException("cause"));
            log.warn("next");
        });

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().path("message").textValue()).isEqualTo("refused:\n\"a\"");
        assertThat(lines.getFirst().path("stackTrace").textValue())
                .contains("IllegalStateException: cause", "\tat " + LogFormatTest.class.getName());
        assertThat(lines.getLast().path("level").textValue()).isEqualTo("WARN");
    }

    @Test
    void forgetsAnAssetWhenItsContextIsClosed() throws Exception {
        List<JsonNode> lines = printed(log -> {
            try (LogContext asset = LogContext.ofAsset("video-id", null)) {
                log.info("one");
            }
            log.info("another");
        });

        assertThat(lines.getFirst().has("mediaKey")).isTrue();
        assertThat(lines.getFirst().has("jobId")).isFalse();
        assertThat(lines.getLast().has("mediaKey")).isFalse();
    }

    @Test
    void leavesOutWhatIsBelowTheLevelAskedFor() throws Exception {
        assertThat(printed(log -> log.debug("detail"))).isEmpty();
    }
}
