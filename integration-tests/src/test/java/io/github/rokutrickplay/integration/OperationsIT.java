package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.metrics.Metric;
import io.github.rokutrickplay.storage.ObjectAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** That docs/operations.md, the alarms and the dashboard speak of what the functions' logs really hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperationsIT {

    private static final Pattern QUERY = Pattern.compile("```logs-insights\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[A-Za-z_@][A-Za-z0-9_.@]*");
    private static final Pattern ALIAS = Pattern.compile("\\bas ([A-Za-z_]+(?:, [A-Za-z_]+)*)");

    /** Of the query language, and the fields that CloudWatch itself adds. */
    private static final Set<String> LANGUAGE = Set.of(
            "fields",
            "filter",
            "stats",
            "sort",
            "limit",
            "parse",
            "by",
            "as",
            "asc",
            "desc",
            "and",
            "or",
            "not",
            "in",
            "like",
            "ispresent",
            "count",
            "sum",
            "avg",
            "max",
            "min",
            "pct",
            "bin",
            "@timestamp",
            "@message",
            "@log");

    private static final Instant EVENT_TIME = Instant.parse("2026-09-14T18:07:36Z");

    private final List<JsonNode> lines = new ArrayList<>();

    /** A film that is published, one that is refused, and messages that are refused. */
    @BeforeAll
    void runTheChain(@TempDir Path folder) throws IOException {
        try (LocalPlatform platform = LocalPlatform.start(EmbeddedChainIT.settings(folder))) {
            new Film(folder.resolve("film")).upload(platform.objectStore(), "content/good/");
            platform.objectStore()
                    .put(
                            ChainContract.at("content/bad/play.m3u8"),
                            "<html>".getBytes(UTF_8),
                            ObjectAttributes.ofType("text/html"));
            assertThat(platform.putEvent(Events.mediaConvert("content/good/play.m3u8")))
                    .isTrue();
            assertThat(platform.putEvent(Events.mediaConvert("content/bad/play.m3u8")))
                    .isTrue();
            platform.queues().send(platform.manifests().queue(), "no message");
            assertThat(platform.awaitIdle(Duration.ofMinutes(3))).isTrue();
            for (FunctionName function : FunctionName.values()) {
                for (String line :
                        Files.readAllLines(platform.function(function).log())) {
                    if (line.startsWith("{")) {
                        lines.add(Json.readTree(line, "a line of the log"));
                    }
                }
            }
        }
    }

    private static String operations() throws IOException {
        return Files.readString(Terraform.HOME.resolve("docs/operations.md"));
    }

    /** The values that a metric was published with. */
    private List<Long> published(Metric metric) {
        return lines.stream()
                .filter(line -> names(line).contains(metric.publishedName()))
                .map(line -> line.path(metric.publishedName()).longValue())
                .toList();
    }

    private static Set<String> names(JsonNode line) {
        return StreamSupport.stream(line.at("/_aws/CloudWatchMetrics/0/Metrics").spliterator(), false)
                .map(metric -> metric.path("Name").asText())
                .collect(Collectors.toSet());
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void publishesEveryMetricThatThereIs() {
        assertThat(Metric.values())
                .allSatisfy(metric ->
                        assertThat(published(metric)).as(metric.publishedName()).isNotEmpty());
        assertThat(sum(published(Metric.EVENTS_RECEIVED))).isEqualTo(2);
        assertThat(sum(published(Metric.ASSETS_GENERATED))).isEqualTo(1);
        assertThat(sum(published(Metric.THUMBNAILS_WRITTEN))).isEqualTo(2 * Film.MARKS);
        assertThat(sum(published(Metric.PUBLISHED))).isEqualTo(1);
        assertThat(sum(published(Metric.REFUSED))).isEqualTo(2);
        assertThat(sum(published(Metric.PATHS_INVALIDATED))).isEqualTo(4);
        assertThat(sum(published(Metric.SEGMENT_BYTES_READ))).isPositive();
        assertThat(sum(published(Metric.EVENT_TO_PUBLISHED))).isPositive();
    }

    @Test
    void countsAsEndedWhatIsDueOnceAllIsPublishedOrRefused() {
        assertThat(sum(published(Metric.ASSETS_DUE))).isEqualTo(2);
        assertThat(sum(published(Metric.PUBLICATIONS_DUE))).isEqualTo(2);
        assertThat(sum(published(Metric.PUBLICATIONS_ENDED))).isEqualTo(2);
        assertThat(lines)
                .filteredOn(line -> names(line).contains(Metric.PUBLICATIONS_ENDED.publishedName()))
                .allSatisfy(line -> assertThat(
                                Instant.ofEpochMilli(line.at("/_aws/Timestamp").longValue()))
                        .isEqualTo(EVENT_TIME.plus(Duration.ofHours(1))));
    }

    @Test
    void explainsEveryMetric() throws IOException {
        String operations = operations();

        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(operations).contains("| `" + metric.publishedName() + "` |"));
    }

    @Test
    void asksInItsQueriesForFieldsThatTheLogsHold() throws IOException {
        Set<String> known = new TreeSet<>(LANGUAGE);
        lines.forEach(line -> line.fieldNames().forEachRemaining(known::add));
        Matcher query = QUERY.matcher(operations());
        int queries = 0;
        while (query.find()) {
            queries++;
            Set<String> aliases = new TreeSet<>();
            Matcher alias = ALIAS.matcher(query.group(1));
            while (alias.find()) {
                aliases.addAll(Arrays.asList(alias.group(1).split(", ", -1)));
            }
            List<String> words = WORD.matcher(query.group(1).replaceAll("\"[^\"]*\"|/[^/]*/", ""))
                    .results()
                    .map(result -> result.group())
                    .filter(word -> !aliases.contains(word))
                    .toList();
            assertThat(known).as(query.group(1)).containsAll(words);
        }
        assertThat(queries).isEqualTo(3);
    }

    @Test
    void filtersInItsQueriesByMessagesThatAreLogged() throws IOException {
        Matcher message = Pattern.compile("message = \"([^\"]+)\"").matcher(operations());
        int filters = 0;
        while (message.find()) {
            filters++;
            assertThat(lines)
                    .as(message.group())
                    .anyMatch(line -> line.path("message").asText().equals(message.group(1)));
        }
        assertThat(filters).isPositive();
        assertThat(lines)
                .filteredOn(line -> line.path("level").asText().equals("ERROR"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("message").asText()).contains(" refused: "));
    }

    @Test
    void explainsEveryAlarmAndNoOther() throws IOException {
        Terraform.assumeProvider();
        List<String> alarms = Terraform.rehearse(Terraform.MINIMAL).resources("aws_cloudwatch_metric_alarm").stream()
                .map(alarm -> alarm.values().path("alarm_name").asText())
                .toList();

        List<String> explained = Pattern.compile("^\\| `([a-z0-9-]+)` \\| ", Pattern.MULTILINE)
                .matcher(operations())
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(explained).containsExactlyInAnyOrderElementsOf(alarms);
    }

    @Test
    void drawsAndAlarmsOnlyMetricsThatArePublishedThatWay() {
        Terraform.assumeProvider();
        Deployment deployment = Terraform.rehearse(Terraform.MINIMAL);
        List<List<String>> used = new ArrayList<>();
        for (Deployment.Resource alarm : deployment.resources("aws_cloudwatch_metric_alarm")) {
            for (JsonNode query : alarm.values().path("metric_query")) {
                JsonNode metric = query.at("/metric/0");
                if (!metric.isMissingNode()) {
                    used.add(List.of(
                            metric.path("namespace").asText(),
                            metric.path("metric_name").asText()));
                }
            }
        }
        JsonNode dashboard = Json.readTree(
                deployment
                        .resources("aws_cloudwatch_dashboard")
                        .getFirst()
                        .values()
                        .path("dashboard_body")
                        .asText(),
                "the dashboard");
        for (JsonNode widget : dashboard.path("widgets")) {
            for (JsonNode metric : widget.at("/properties/metrics")) {
                if (!metric.get(0).asText().startsWith("AWS/")) {
                    used.add(StreamSupport.stream(metric.spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
                }
            }
        }

        Set<List<String>> published = lines.stream()
                .flatMap(line -> names(line).stream().map(name -> asDrawn(line, name)))
                .collect(Collectors.toSet());
        // Nothing was refused by the invalidator in this run; it publishes that metric as the other two do.
        published.add(List.of("RokuTrickPlay", "Refused", "FunctionName", "cache-invalidator"));
        assertThat(used).hasSizeGreaterThan(15);
        assertThat(published).containsAll(used);
    }

    /** Namespace, name and dimensions, as a dashboard writes them. */
    private static List<String> asDrawn(JsonNode line, String name) {
        List<String> metric = new ArrayList<>();
        metric.add(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText());
        metric.add(name);
        for (JsonNode dimension : line.at("/_aws/CloudWatchMetrics/0/Dimensions/0")) {
            metric.add(dimension.asText());
            metric.add(line.path(dimension.asText()).asText());
        }
        return metric;
    }
}
