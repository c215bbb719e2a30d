package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.NativeLayer;
import io.github.rokutrickplay.local.PlatformSettings;
import io.github.rokutrickplay.local.aws.AwsCall;
import io.github.rokutrickplay.local.aws.Faults;
import io.github.rokutrickplay.local.aws.Faults.Fault;
import io.github.rokutrickplay.local.backfill.Backfill;
import io.github.rokutrickplay.local.backfill.FilmFinder;
import io.github.rokutrickplay.local.backfill.FilmResult.Ending;
import io.github.rokutrickplay.local.backfill.FoundFilm;
import io.github.rokutrickplay.local.backfill.FunctionWork;
import io.github.rokutrickplay.local.lambda.InvocationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    void goesOnWithACatalogueWhereItWasInterrupted() throws InterruptedException {
        int count = 12;
        for (int i = 0; i < count; i++) {
            film().upload(store(), "catalogue/" + i + "/");
        }
        List<FoundFilm> films = new ArrayList<>();
        new FilmFinder(store(), "thumbs", "").find(LocalPlatform.BUCKET, "catalogue/", films::add);
        assertThat(films).hasSize(count);

        assertThat(backfill(films.subList(0, count / 3))).containsOnlyKeys(Ending.MADE);
        Map<Ending, Integer> second = backfill(films.subList(0, 2 * count / 3));
        assertThat(second).isEqualTo(Map.of(Ending.UP_TO_DATE, count / 3, Ending.MADE, count / 3));
        assertThat(backfill(films)).isEqualTo(Map.of(Ending.UP_TO_DATE, 2 * count / 3, Ending.MADE, count / 3));
        assertThat(platform().awaitIdle(PATIENCE)).isTrue();
        int calls = platform().aws().orElseThrow().s3().journal().size();

        assertThat(backfill(films)).isEqualTo(Map.of(Ending.UP_TO_DATE, count));

        assertThat(platform().awaitIdle(PATIENCE)).isTrue();
        List<AwsCall> journal = platform().aws().orElseThrow().s3().journal();
        assertThat(journal.subList(calls, journal.size()))
                .as("a handful of requests a film, and no write")
                .hasSizeLessThan(10 * count)
                .noneMatch(call -> call.operation().startsWith("Put"));
        for (int i = 0; i < count; i++) {
            assertThat(Film.text(store(), at("catalogue/" + i + "/play.m3u8"))).contains("thumbs_640x360.m3u8");
            assertThat(Film.frameNumbers(store(), "catalogue/" + i + "/", String.valueOf(i), "small"))
                    .containsExactly(0, 240, 480);
        }
    }

    /** Up to where somebody interrupts it. */
    private Map<Ending, Integer> backfill(List<FoundFilm> films) throws InterruptedException {
        Map<Ending, Integer> endings = new ConcurrentHashMap<>();
        FunctionWork work = new FunctionWork(event -> new String(
                platform().invoke(FunctionName.GENERATOR, event.getBytes(UTF_8)).payload(), UTF_8));
        new Backfill(work, 2, 1000).run(films, (film, result) -> endings.merge(result.ending(), 1, Integer::sum));
        return endings;
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
