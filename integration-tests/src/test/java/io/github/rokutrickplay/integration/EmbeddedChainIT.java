package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.NativeLayer;
import io.github.rokutrickplay.local.PlatformSettings;
import io.github.rokutrickplay.local.aws.Faults;
import io.github.rokutrickplay.local.aws.Faults.Fault;
import io.github.rokutrickplay.local.lambda.InvocationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The chain on the embedded AWS, which can be made to fail as AWS does. */
final class EmbeddedChainIT extends ChainContract {

    /** More than one call's retries by the SDK. */
    private static final int PAST_ALL_RETRIES = 5;

    @Override
    LocalPlatform start(Path folder) {
        return LocalPlatform.start(settings(folder));
    }

    static PlatformSettings settings(Path folder) {
        Path home = Path.of(System.getProperty("trickplay.home", ".."))
                .toAbsolutePath()
                .normalize();
        return PlatformSettings.ofBuild(home, NativeLayer.zip(home), folder)
                .withRetries(Duration.ofSeconds(4), 3, Duration.ofMillis(200));
    }

    private Faults s3Faults() {
        return platform().aws().orElseThrow().s3().faults();
    }

    @Test
    void triesAnEventAgainThatS3WasTooSlowFor() {
        film().upload(store(), "content/slow/");
        s3Faults()
                .failNext(
                        PAST_ALL_RETRIES,
                        Fault.SLOW_DOWN,
                        call -> call.operation().equals("PutObject")
                                && call.resource().endsWith("slow_big.00002.jpg"));

        putEventAndWait(Events.documented("slow", "content/slow/"));

        assertThat(Film.frameNumbers(store(), "content/slow/", "slow", "big")).containsExactly(0, 240, 480);
        assertThat(Film.text(store(), at("content/slow/play.m3u8"))).contains("thumbs_640x360.m3u8");
    }

    @Test
    void reportsOnlyTheRecordThatHasToBeTriedAgain() {
        film().upload(store(), "content/partial/");
        putEventAndWait(Events.documented("partial", "content/partial/"));
        s3Faults()
                .failNext(
                        PAST_ALL_RETRIES,
                        Fault.SLOW_DOWN,
                        call -> call.resource().endsWith("partial.index.json"));

        InvocationResult result = platform()
                .invoke(
                        FunctionName.UPDATER,
                        Events.sqs(message("content/partial/", "partial"), "{\"media_key\":\"poison-3\"}")
                                .getBytes(UTF_8));

        assertThat(new String(result.payload(), UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m0\"}]}");
        s3Faults().clear();
        onlyDeadLetter(FunctionName.UPDATER, "poison-3");
    }

    @Test
    void invalidatesLaterWhenCloudFrontIsBusy() {
        film().upload(store(), "content/busy/");
        // The SDK does not try this one again by itself; the queue does, three times in all.
        platform().cloudFront().faults().failNext(2, Fault.TOO_MANY_INVALIDATIONS, call -> true);

        putEventAndWait(Events.documented("busy", "content/busy/"));

        assertThat(invalidatedPaths("content/busy/")).hasSize(4);
    }

    @Test
    void carriesMediaKeyAndJobIdThroughTheLogsOfAllThreeFunctions() throws IOException {
        film().upload(store(), "content/logged/");

        putEventAndWait(Events.mediaConvert("content/logged/play.m3u8"));

        for (FunctionName function : FunctionName.values()) {
            assertThat(Files.readAllLines(platform().function(function).log()))
                    .filteredOn(line -> line.contains("\"mediaKey\":\"logged\""))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("{")
                            .contains("\"requestId\":\"", "\"jobId\":\"job-7\"", "\"level\":\"INFO\""));
        }
    }

    private static String message(String mediaPath, String mediaKey) {
        return """
               {"media_key":"%2$s","media_path":"%3$s","hls_url":"s3://%1$s/%3$splay.m3u8",
                "index_url":"s3://%1$s/%3$sthumbs/%2$s.index.json","request_id":"r"}""".formatted(LocalPlatform.BUCKET, mediaKey, mediaPath);
    }
}
