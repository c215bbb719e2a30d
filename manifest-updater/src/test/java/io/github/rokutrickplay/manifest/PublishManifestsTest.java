package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class PublishManifestsTest {

    private final Film film = new Film();

    private List<String> writes() {
        return film.store.journal.stream()
                .filter(call -> !call.startsWith("find") && !call.startsWith("list"))
                .toList();
    }

    private InvalidationMessage lastInvalidation() {
        return Json.read(film.queue.sent.getLast().body(), InvalidationMessage.class, "the message");
    }

    private static String original() {
        return new String(Golden.read("plain.m3u8"), UTF_8);
    }

    @Test
    void clearsNoCacheWhereTheEventsSenderDoes() {
        ManifestMessage message = Film.message();

        Published published = film.publisher()
                .publish(new ManifestMessage(
                        message.mediaKey(),
                        message.mediaPath(),
                        message.hlsUrl(),
                        null,
                        null,
                        message.requestId(),
                        message.indexUrl(),
                        null,
                        null,
                        null,
                        ManifestMessage.DEFERRED));

        assertThat(published.announced()).isTrue();
        assertThat(published.invalidatedPaths()).isEmpty();
        assertThat(film.queue.sent).isEmpty();
    }

    @Test
    void publishesImagePlaylistsBeforeTheMainPlaylistThatNamesThem() {
        film.store.journal.clear();

        Published published = film.publisher().publish(Film.message());

        assertThat(writes()).containsExactly("put " + Film.SMALL, "put " + Film.BIG, "replace " + Film.MAIN);
        assertThat(film.store.text(Film.MAIN))
                .isEqualTo(
                        original()
                                + "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=11684,AVERAGE-BANDWIDTH=7217,RESOLUTION=320x134,CODECS=\"jpeg\",URI=\"thumbs_320x180.m3u8\"\n"
                                + "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=35041,AVERAGE-BANDWIDTH=21648,RESOLUTION=640x268,CODECS=\"jpeg\",URI=\"thumbs_640x360.m3u8\"\n");
        assertThat(film.store.find(Film.SMALL, 10_000))
                .map(StoredObject::attributes)
                .map(ObjectAttributes::contentType)
                .contains("application/vnd.apple.mpegurl");
        assertThat(film.store.text(Film.BIG)).contains("RESOLUTION=640x268", "thumbs/video-id_big.00004.jpg\n");
        assertThat(published.announced()).isTrue();
        assertThat(published.images()).isEqualTo(8);
        assertThat(published.written()).containsExactly(Film.SMALL, Film.BIG, Film.MAIN);
    }

    @Test
    void publishesMissingImagesAsGapsAndRemovesWhatAnEarlierRunLeftInTheirPlace() {
        film.putIndex(4, "35.48", List.of(), Set.of(1, 3));
        film.now.updateAndGet(now -> now.plus(Duration.ofMinutes(31)));

        Published published = film.publisher().publish(Film.message());

        assertThat(film.store.text(Film.BIG)).contains("""
                #EXT-X-GAP
                #EXTINF:10,
                #EXT-X-TILES:RESOLUTION=640x268,LAYOUT=1x1,DURATION=10
                thumbs/video-id_big.00003.jpg
                """);
        assertThat(published.images()).isEqualTo(4);
        assertThat(published.surplusImagesDeleted()).isEqualTo(4);
        assertThat(film.store.list("bucket", "content/video123/thumbs/"))
                .extracting(object -> object.location().fileName())
                .containsExactly(
                        "video-id.index.json",
                        "video-id_big.00002.jpg",
                        "video-id_big.00004.jpg",
                        "video-id_small.00002.jpg",
                        "video-id_small.00004.jpg");
    }

    @Test
    void announcesSizesThatHaveTheSameImagesOnce() {
        film.putIndexOfOneSize(4);

        Published published = film.publisher().publish(Film.message());

        assertThat(film.store.text(Film.MAIN))
                .startsWith(original())
                .containsOnlyOnce("EXT-X-IMAGE-STREAM-INF")
                .contains("RESOLUTION=160x90,CODECS=\"jpeg\",URI=\"thumbs_320x180.m3u8\"\n");
        assertThat(film.store.find(Film.BIG, 10_000)).isEmpty();
        assertThat(published.imagePlaylists()).containsExactly(Film.SMALL);
        assertThat(published.images()).isEqualTo(4);
        assertThat(published.invalidatedPaths())
                .as("the seed's four paths, whatever is published")
                .contains("/content/video123/thumbs_320x180.m3u8", "/content/video123/thumbs_640x360.m3u8");
    }

    @Test
    void keepsAPlaylistReadableThatAnEarlierRunHasAnnounced() {
        film.publisher().publish(Film.message());
        film.putIndexOfOneSize(4);
        film.store.journal.clear();

        Published published = film.publisher().publish(Film.message());

        assertThat(writes()).containsExactly("put " + Film.SMALL, "put " + Film.BIG, "replace " + Film.MAIN);
        assertThat(film.store.text(Film.MAIN)).containsOnlyOnce("EXT-X-IMAGE-STREAM-INF");
        assertThat(film.store.text(Film.BIG))
                .contains("thumbs/video-id_small.00004.jpg\n")
                .doesNotContain("_big.");
        assertThat(published.imagePlaylists()).containsExactly(Film.SMALL);
        assertThat(published.invalidatedPaths()).contains("/content/video123/thumbs_640x360.m3u8");
    }

    @Test
    void refusesAnIndexOfWhichEveryImageIsMissing() {
        film.putIndex(2, "20", List.of(), Set.of(1, 2));

        assertThatThrownBy(() -> film.publisher().publish(Film.message()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("size small has no images");
    }

    @Test
    void asksForTheSeedsFourPathsToBeInvalidated() {
        film.publisher().publish(Film.message());

        assertThat(film.queue.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.queueUrl()).isEqualTo(Film.QUEUE));
        assertThat(lastInvalidation())
                .isEqualTo(new InvalidationMessage(
                        "video-id",
                        "content/video123/",
                        List.of(
                                "/content/video123/play.m3u8",
                                "/content/video123/thumbs_320x180.m3u8",
                                "/content/video123/thumbs_640x360.m3u8",
                                "/content/video123/thumbs/*"),
                        "request-1",
                        lastInvalidation().version(),
                        null));
        assertThat(lastInvalidation().version()).matches("[0-9a-f]{32}");
    }

    @Test
    void writesNothingASecondTimeButTellsTheCacheAgain() {
        film.publisher().publish(Film.message());
        film.store.journal.clear();

        Published second = film.publisher().publish(Film.message());

        assertThat(writes()).isEmpty();
        assertThat(second.written()).isEmpty();
        assertThat(film.queue.sent).hasSize(2);
        assertThat(film.queue.sent.getFirst()).isEqualTo(film.queue.sent.getLast());
    }

    @Test
    void tellsAnotherPublicationApartByItsVersion() {
        film.publisher().publish(Film.message());
        String first = lastInvalidation().version();
        film.putIndex(3, "30", List.of());

        film.publisher().publish(Film.message());

        assertThat(lastInvalidation().version()).isNotEqualTo(first);
    }

    @Test
    void invalidatesOnlyWhatACacheCanHoldWhenAskedTo() {
        film.environment.put("INVALIDATION_SCOPE", "changed");

        film.publisher().publish(Film.message());
        assertThat(lastInvalidation().pathsToInvalidate()).containsExactly("/content/video123/play.m3u8");

        Published unchanged = film.publisher().publish(Film.message());
        assertThat(film.queue.sent).hasSize(1);
        assertThat(unchanged.invalidatedPaths()).isEmpty();

        film.putIndex(4, "36", List.of());
        film.publisher().publish(Film.message());
        assertThat(lastInvalidation().pathsToInvalidate()).hasSize(4);
    }

    @Test
    void invalidatesEverythingWhenAnEarlierTryMayNotHaveToldTheCache() {
        film.environment.put("INVALIDATION_SCOPE", "changed");
        film.publisher().publish(Film.message());

        film.publisher().publishAgain(Film.message());

        assertThat(lastInvalidation().pathsToInvalidate()).hasSize(4);
    }

    @Test
    void sendsNothingWithoutAQueue() {
        film.environment.remove("SQS_CACHE_INVALIDATION_QUEUE_URL");

        assertThat(film.publisher().publish(Film.message()).invalidatedPaths()).isEmpty();
        assertThat(film.queue.sent).isEmpty();
    }

    @Test
    void keepsTheMainPlaylistCompressedAndItsAttributes() throws IOException {
        ObjectAttributes attributes = new ObjectAttributes(
                "application/x-mpegURL",
                "gzip",
                "max-age=5",
                null,
                null,
                null,
                null,
                "aws:kms",
                "key-1",
                Map.of("owner", "team-a"),
                Map.of("cost", "42"));
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(Golden.read("plain.m3u8"));
        }
        film.store.put(Film.MAIN, gzip.toByteArray(), attributes);

        film.publisher().publish(Film.message());

        StoredObject main = film.store.find(Film.MAIN, 10_000).orElseThrow();
        assertThat(main.attributes()).isEqualTo(attributes);
        String text = new String(new GZIPInputStream(new ByteArrayInputStream(main.body())).readAllBytes(), UTF_8);
        assertThat(text).startsWith(original()).contains("URI=\"thumbs_640x360.m3u8\"");
        film.store.journal.clear();
        film.publisher().publish(Film.message());
        assertThat(writes()).isEmpty();
    }

    @Test
    void keepsWhatAnotherWriterAddedMeanwhile() {
        InterruptedWrites raced = new InterruptedWrites(film.store, (attempt, write) -> {
            if (attempt <= 3) {
                film.store.putText(
                        Film.MAIN, film.store.text(Film.MAIN) + "#EXT-X-THEIRS:" + attempt + "\n", "text/plain");
            }
            return write.getAsBoolean();
        });

        film.publisher(raced).publish(Film.message());

        assertThat(raced.attempts()).isEqualTo(4);
        assertThat(film.store.text(Film.MAIN))
                .startsWith(original() + "#EXT-X-THEIRS:1\n#EXT-X-THEIRS:2\n#EXT-X-THEIRS:3\n#EXT-X-IMAGE-STREAM-INF")
                .endsWith("URI=\"thumbs_640x360.m3u8\"\n");
    }

    @Test
    void takesItsOwnWriteForDoneWhenItWasReportedAsLost() {
        InterruptedWrites ambiguous = new InterruptedWrites(film.store, (attempt, write) -> {
            assertThat(write.getAsBoolean()).isTrue();
            return false;
        });

        Published published = film.publisher(ambiguous).publish(Film.message());

        assertThat(ambiguous.attempts()).isEqualTo(1);
        assertThat(published.written()).contains(Film.MAIN);
    }

    @Test
    void givesUpForNowWhenOthersAreFasterEveryTime() {
        InterruptedWrites hopeless = new InterruptedWrites(film.store, (attempt, write) -> false);

        assertThatThrownBy(() -> film.publisher(hopeless).publish(Film.message()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(Film.MAIN.toString());
        assertThat(hopeless.attempts()).isEqualTo(10);
        assertThat(film.queue.sent).isEmpty();
    }

    @Test
    void letsTwoUpdatersPublishTheSameAssetAtOnce() throws Exception {
        Callable<Published> publish = () -> film.publisher().publish(Film.message());
        try (ExecutorService updaters = Executors.newFixedThreadPool(4)) {
            for (Future<Published> done : updaters.invokeAll(List.of(publish, publish, publish, publish))) {
                done.get();
            }
        }

        assertThat(film.store.text(Film.MAIN).lines().filter(line -> line.startsWith("#EXT-X-IMAGE-STREAM-INF")))
                .hasSize(2);
    }

    @Test
    void publishesTheIndexThatIsThereAtTheEndAndNotTheOneThatItBeganWith() {
        film.environment.put("INVALIDATION_SCOPE", "changed");
        film.publisher().publish(Film.message());
        film.putIndex(4, "36", List.of());
        List<String> newer = new ArrayList<>();
        OvertakenReads overtaken = new OvertakenReads(film.store, Film.INDEX, reads -> {
            if (reads == 1) {
                film.putIndex(3, "30", List.of());
                film.publisher().publish(Film.message());
                newer.add(lastInvalidation().version());
            }
        });

        Published older = film.publisher(overtaken).publish(Film.message());

        assertThat(film.store.text(Film.BIG)).contains("big.00003.jpg").doesNotContain("big.00004.jpg");
        assertThat(older.images()).isEqualTo(6);
        assertThat(lastInvalidation().version()).isEqualTo(newer.getFirst());
        assertThat(lastInvalidation().pathsToInvalidate()).hasSize(4);
    }

    @Test
    void publishesOnceWhenTheIndexIsRewrittenWithTheSameBytes() {
        OvertakenReads repeated =
                new OvertakenReads(film.store, Film.INDEX, reads -> film.putIndex(4, "35.48", List.of()));

        film.publisher(repeated).publish(Film.message());

        assertThat(repeated.reads()).isEqualTo(2);
        assertThat(film.queue.sent).hasSize(1);
    }

    @Test
    void givesUpForNowWhenTheIndexIsRewrittenEveryTime() {
        OvertakenReads restless = new OvertakenReads(
                film.store, Film.INDEX, reads -> film.putIndex(reads % 2 == 0 ? 4 : 3, "36", List.of()));

        assertThatThrownBy(() -> film.publisher(restless).publish(Film.message()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(Film.INDEX.toString());
        assertThat(restless.reads()).isEqualTo(6);
        assertThat(film.queue.sent).isEmpty();
    }

    @Test
    void removesImagesOfALongerCutWhenNoRunCanStillBeWritingThem() {
        film.putImages(6);
        film.now.updateAndGet(now -> now.plus(Duration.ofMinutes(31)));
        film.store.put(
                Film.MAIN.withKey(Film.imageKey("small", 7)), new byte[1], ObjectAttributes.ofType("image/jpeg"));
        List<String> others = List.of(
                "content/video123/thumbs/video-id_small.b_small.00009.jpg",
                "content/video123/thumbs/video-id_small.00009.jpg.bak",
                "content/video123/thumbs/video-id2_small.00009.jpg");
        film.now.updateAndGet(now -> now.minus(Duration.ofMinutes(31)));
        others.forEach(
                key -> film.store.put(Film.MAIN.withKey(key), new byte[1], ObjectAttributes.ofType("image/jpeg")));
        film.now.updateAndGet(now -> now.plus(Duration.ofMinutes(31)));
        film.store.journal.clear();

        Published published = film.publisher().publish(Film.message());

        assertThat(published.surplusImagesDeleted()).isEqualTo(4);
        assertThat(writes().stream().filter(call -> call.startsWith("delete ")))
                .containsExactlyInAnyOrder(
                        "delete " + Film.MAIN.withKey(Film.imageKey("small", 5)),
                        "delete " + Film.MAIN.withKey(Film.imageKey("small", 6)),
                        "delete " + Film.MAIN.withKey(Film.imageKey("big", 5)),
                        "delete " + Film.MAIN.withKey(Film.imageKey("big", 6)));
        assertThat(writes().indexOf("replace " + Film.MAIN)).isLessThan(3);
    }

    @Test
    void writesTheImagePlaylistsOfAMediaPlaylistAndLeavesItAsItIs() {
        film.putVideo();
        S3Location media = Film.MAIN.withKey("content/video123/play_720p.m3u8");
        String before = film.store.text(media);
        film.store.journal.clear();

        Published published = film.publisher().publish(message(media));

        assertThat(published.announced()).isFalse();
        assertThat(writes()).containsExactly("put " + Film.SMALL, "put " + Film.BIG);
        assertThat(published.written()).containsExactly(Film.SMALL, Film.BIG);
        assertThat(film.store.text(media)).isEqualTo(before);
    }

    @Test
    void refusesAMainPlaylistThatIsNoneBeforeAnythingIsWritten() {
        S3Location html = Film.MAIN.withKey("content/video123/play.html");
        film.store.putText(html, "<html>", "text/html");
        film.store.journal.clear();

        assertThatThrownBy(() -> film.publisher().publish(message(html)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("play.html is not a playlist");
        assertThat(writes()).isEmpty();
    }

    private static ManifestMessage message(S3Location mainPlaylist) {
        return new ManifestMessage(
                "video-id",
                "content/video123/",
                mainPlaylist.toString(),
                null,
                null,
                null,
                Film.INDEX.toString(),
                null,
                null);
    }
}
