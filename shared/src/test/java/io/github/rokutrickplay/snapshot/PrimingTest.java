package io.github.rokutrickplay.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PrimingTest {

    private static final Map<String, byte[]> OBJECTS = Map.of("film/a", "0123456789".getBytes(UTF_8));

    @Test
    void leadsToNoRealAwsAndToNobody() {
        Map<String, String> environment = Map.of(
                "THUMBNAIL_INTERVAL", "5",
                "AWS_S3_BUCKET", "films",
                "AWS_SESSION_TOKEN", "secret",
                "AWS_ENDPOINT_URL_S3", "https://s3.example.com",
                "SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/1");

        Priming.run(
                environment,
                Map.of(),
                primed -> assertThat(primed)
                        .containsEntry("THUMBNAIL_INTERVAL", "5")
                        .containsEntry("AWS_S3_BUCKET", "priming")
                        .doesNotContainKeys("AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3", "SLACK_WEBHOOK_URL")
                        .hasEntrySatisfying(
                                "AWS_ENDPOINT_URL", url -> assertThat(url).startsWith("http://127.0.0.1:")));
    }

    @Test
    void readsObjectsWholeAndInRangesAndAgreesToWrites() {
        Priming.run(Map.of(), OBJECTS, environment -> {
            try (AwsClients clients = new AwsClients(environment)) {
                ObjectStore store = clients.objectStore();
                S3Location here = S3Location.parse("s3://priming/film/a");
                S3Location missing = S3Location.parse("s3://priming/film/b");

                assertThat(store.find(here, 100).orElseThrow().body())
                        .asString()
                        .isEqualTo("0123456789");
                assertThat(store.find(missing, 100)).isEmpty();
                assertThat(store.findRange(here, 2, 3).orElseThrow().bytes())
                        .asString()
                        .isEqualTo("234");
                assertThat(store.findRange(here, 8, 30).orElseThrow().objectSizeBytes())
                        .isEqualTo(10);
                store.put(missing, new byte[10], ObjectAttributes.ofType("image/jpeg"));
                assertThat(store.replace(here, new byte[10], ObjectAttributes.ofType("image/jpeg"), "\"0\""))
                        .isTrue();
                assertThat(store.list("priming", "film/")).isEmpty();
                store.delete(List.of(here));
                clients.messageQueue().send(environment.getOrDefault("SQS_MANIFEST_QUEUE_URL", ""), "{}", Map.of());
            }
        });
    }

    @Test
    void failsNoSnapshotByFailing() {
        assertThatCode(() -> Priming.attempt(Map.of(), Map.of(), environment -> {
                    throw new IllegalStateException("forgot the text");
                }))
                .doesNotThrowAnyException();
    }
}
