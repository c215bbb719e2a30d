package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.events.EventBus;
import io.github.rokutrickplay.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That what Terraform deploys and what was built fit together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeployedFunctionsIT {

    private static final List<String> OTHER_STATUSES = List.of(
            "PROGRESSING", "STATUS_UPDATE", "INPUT_INFORMATION", "CANCELED", "ERROR", "NEW_WARNING", "QUEUE_HOP");

    /** What is not set, rather than set to nothing. */
    private static final Set<String> ONLY_WHERE_GIVEN = Set.of(
            "SLACK_WEBHOOK_URL", "ENCRYPTION_KEY_URL_PREFIXES", "PUBLIC_URL_PREFIXES", "THUMBNAIL_SIZES", "BIF_SIZES");

    private @Nullable Deployment minimal;
    private @Nullable Deployment full;

    @BeforeAll
    void rehearse() {
        Terraform.assumeProvider();
        minimal = Terraform.rehearse(Terraform.MINIMAL);
        full = Terraform.rehearse(Terraform.FULL);
    }

    private Deployment minimal() {
        return Objects.requireNonNull(minimal);
    }

    private Deployment full() {
        return Objects.requireNonNull(full);
    }

    @ParameterizedTest
    @EnumSource
    void namesHandlersThatAreInTheJars(FunctionName function) throws IOException {
        JsonNode deployed = minimal().ofFunction(function, "aws_lambda_function");
        Path jar = Terraform.HOME
                .resolve("terraform")
                .resolve(deployed.path("filename").asText())
                .normalize();

        assertThat(jar).isEqualTo(function.jar(Terraform.HOME));
        try (JarFile classes = new JarFile(jar.toFile())) {
            assertThat(classes.getEntry(deployed.path("handler").asText().replace('.', '/') + ".class"))
                    .as(deployed.path("handler").asText())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsOnJava21WithSnapStartBehindAnAlias(FunctionName function) {
        JsonNode deployed = minimal().ofFunction(function, "aws_lambda_function");

        assertThat(deployed.path("runtime").asText()).isEqualTo("java21");
        assertThat(deployed.at("/architectures/0").asText()).isEqualTo("arm64");
        assertThat(deployed.at("/snap_start/0/apply_on").asText()).isEqualTo("PublishedVersions");
        assertThat(deployed.path("publish").asBoolean()).isTrue();
        assertThat(deployed.at("/tracing_config/0/mode").asText()).isEqualTo("Active");
        assertThat(minimal()
                        .ofFunction(function, "aws_lambda_alias")
                        .path("function_version")
                        .asText())
                .isEqualTo(deployed.path("version").asText());
    }

    /** Remembers what it was asked for. */
    private static final class RecordingVariables extends AbstractMap<String, String> {

        private final Map<String, String> variables;
        private final Set<String> read = new TreeSet<>();

        RecordingVariables(Map<String, String> variables) {
            this.variables = variables;
        }

        @Override
        public @Nullable String get(Object name) {
            read.add((String) name);
            return variables.get(name);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return variables.entrySet();
        }
    }

    private static Set<String> variablesRead(FunctionName function, Map<String, String> environment)
            throws IOException {
        RecordingVariables variables = new RecordingVariables(environment);
        Object configuration = switch (function) {
            case GENERATOR -> GeneratorConfig.of(variables);
            case UPDATER -> ManifestConfig.of(variables);
            case INVALIDATOR -> InvalidationConfig.of(variables);
        };
        assertThat(configuration).isNotNull();
        try (InputStream log = Objects.requireNonNull(FunctionName.class.getResourceAsStream("/logback.xml"))) {
            if (new String(log.readAllBytes(), UTF_8).contains("${LOG_LEVEL")) {
                variables.read.add("LOG_LEVEL");
            }
        }
        return variables.read;
    }

    @ParameterizedTest
    @EnumSource
    void setsExactlyTheVariablesThatTheFunctionReads(FunctionName function) throws IOException {
        Map<String, String> environment = full().environment(function);

        assertThat(environment.keySet())
                .containsExactlyInAnyOrderElementsOf(variablesRead(function, environment))
                .contains("SLACK_WEBHOOK_URL", "DEAD_LETTER_QUEUE_URL");
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutOnlyWhatHasNoValueUnlessGiven(FunctionName function) throws IOException {
        Map<String, String> environment = minimal().environment(function);
        Set<String> read = variablesRead(function, environment);

        read.removeAll(ONLY_WHERE_GIVEN);
        assertThat(environment.keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    /** The events of the generator's own tests, and what becomes of them in every status. */
    private static List<JsonNode> mediaConvertEvents() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        Path corpus = Terraform.HOME.resolve("trick-play-generator/src/test/resources/events");
        try (Stream<Path> files = Files.list(corpus)) {
            for (Path file : files.sorted().toList()) {
                JsonNode event = Json.readTree(Files.readString(file), file.toString());
                if (event.path("source").asText().equals("aws.mediaconvert")) {
                    events.add(event);
                }
            }
        }
        events.add(Json.readTree(Events.mediaConvert("a/play.m3u8", "b/play.m3u8"), "an event"));
        for (JsonNode event : List.copyOf(events)) {
            for (String status : OTHER_STATUSES) {
                ObjectNode other = event.deepCopy();
                ((ObjectNode) other.path("detail")).put("status", status);
                events.add(other);
            }
        }
        return events;
    }

    @Test
    void ruleTakesTheMediaConvertEventsThatTheCodeAcceptsAndNoOthers() throws IOException {
        EventBus rule = new EventBus(minimal().eventPattern(), event -> {});
        List<JsonNode> events = mediaConvertEvents();

        assertThat(events).hasSizeGreaterThanOrEqualTo(16);
        for (JsonNode event : events) {
            boolean accepted = JobEvent.read(event, false) instanceof JobEvent.Finished;
            assertThat(rule.put(event.toString())).as(event.toString()).isEqualTo(accepted);
        }
    }

    @Test
    void ruleTakesTheDocumentedEvent() throws IOException {
        EventBus rule = new EventBus(minimal().eventPattern(), event -> {});
        String seed =
                Files.readString(Terraform.HOME.resolve("trick-play-generator/src/test/resources/events/seed.json"));

        assertThat(JobEvent.read(Json.readTree(seed, "the documented event"), false))
                .isInstanceOf(JobEvent.Finished.class);
        assertThat(rule.put(seed)).isTrue();
        assertThat(rule.put(seed.replace("JOB_COMPLETE", "JOB_STARTED"))).isFalse();
        assertThat(rule.put(Events.mediaConvert("a/play.m3u8").replace("aws.mediaconvert", "aws.batch")))
                .isFalse();
    }

    @Test
    void filterNarrowsMediaConvertEventsAndNotTheDocumentedOne() {
        EventBus rule = new EventBus(full().eventPattern(), event -> {});
        String wanted = Events.mediaConvert("a/play.m3u8")
                .replace("\"queue\":\"q\"", "\"queue\":\"arn:aws:mediaconvert:us-east-1:123456789012:queues/films\"")
                .replace("\"userMetadata\":{}", "\"userMetadata\":{\"trickPlay\":\"true\"}");

        assertThat(rule.put(wanted)).isTrue();
        assertThat(rule.put(wanted.replace("queues/films", "queues/other"))).isFalse();
        assertThat(rule.put(wanted.replace("{\"trickPlay\":\"true\"}", "{}"))).isFalse();
        assertThat(rule.put(Events.documented("a", "a/"))).isTrue();
    }
}
