package io.github.rokutrickplay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.config.Setting;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ServeCommandTest {

    /** What the platform sets itself: its bucket, queues and distribution. */
    private static final Set<String> OF_THE_PLATFORM = Set.of(
            "AWS_S3_BUCKET",
            "AWS_CLOUDFRONT_DISTRIBUTION_ID",
            "DEAD_LETTER_QUEUE_URL",
            "SQS_MANIFEST_QUEUE_URL",
            "SQS_CACHE_INVALIDATION_QUEUE_URL");

    /** Remembers what it was asked for. */
    private static final class RecordingVariables extends AbstractMap<String, String> {

        private final Map<String, String> variables =
                Map.of("AWS_S3_BUCKET", "films", "AWS_CLOUDFRONT_DISTRIBUTION_ID", "E123ABC456");
        private final Set<String> read = new TreeSet<>();

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

    @Test
    void passesOnEveryVariableThatAFunctionReads() {
        RecordingVariables variables = new RecordingVariables();
        GeneratorConfig.of(variables);
        ManifestConfig.of(variables);
        InvalidationConfig.of(variables);
        variables.read.add("LOG_LEVEL");
        variables.read.removeAll(OF_THE_PLATFORM);
        Map<String, String> environment = new HashMap<>(Map.of("HOME", "/root", "AWS_REGION", "us-east-1"));
        variables.read.forEach(name -> environment.put(name, "set"));

        assertThat(Setting.choicesOf(environment))
                .containsOnlyKeys(variables.read)
                .containsKeys("MAX_MISSING_THUMBNAILS", "ENCRYPTION_KEY_URL_PREFIXES");
    }
}
