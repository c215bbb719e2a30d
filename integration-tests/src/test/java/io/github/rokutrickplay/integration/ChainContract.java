package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.aws.EmbeddedCloudFront.Invalidation;
import io.github.rokutrickplay.local.lambda.InvocationResult;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import io.github.rokutrickplay.manifest.PublishManifests;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.queue.DeadLetters;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** What the three functions do together, each in its own jar under Lambda's runtime client, on whatever AWS there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChainContract {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Null until it is started, and still after that was skipped. */
    private @Nullable LocalPlatform platform;

    private @Nullable Film film;
    private @Nullable ObjectStore store;

    /** Starts the platform that is tested. */
    abstract LocalPlatform start(Path folder);

    @BeforeAll
    final void startAll(@TempDir Path folder) {
        LocalPlatform started = start(folder);
        platform = started;
        store = started.objectStore();
        film = new Film(folder.resolve("film"));
    }

    @AfterAll
    final void stopAll() {
        if (platform != null) {
            platform.close();
        }
    }

    final LocalPlatform platform() {
        return Objects.requireNonNull(platform);
    }

    final Film film() {
        return Objects.requireNonNull(film);
    }

    final ObjectStore store() {
        return Objects.requireNonNull(store);
    }

    static S3Location at(String key) {
        return new S3Location(LocalPlatform.BUCKET, key);
    }

    final void putEventAndWait(String event) {
        assertThat(platform().putEvent(event)).as("the rule matches the event").isTrue();
        assertThat(platform().awaitIdle(PATIENCE)).as("all is done in time").isTrue();
    }

    /** Everything below a folder, by key. */
    final Map<String, String> contents(String mediaPath) {
        Map<String, String> contents = new TreeMap<>();
        for (ObjectSummary object : store().list(LocalPlatform.BUCKET, mediaPath)) {
            contents.put(object.location().key(), Arrays.toString(Film.read(store(), object.location())));
        }
        return contents;
    }

    final List<String> invalidatedPaths(String mediaPath) {
        return platform().cloudFront().invalidations().stream()
                .map(Invalidation::paths)
                .flatMap(List::stream)
                .filter(path -> path.startsWith("/" + mediaPath))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void publishesExactThumbnailsForTheDocumentedEvent() {
        S3Location main = film().upload(store(), "content/documented/");

        putEventAndWait(Events.documented("video-id", "content/documented/"));

        List<Integer> everyTenSeconds = List.of(0, 10 * Film.FRAMES_PER_SECOND, 20 * Film.FRAMES_PER_SECOND);
        for (String size : List.of("small", "big")) {
            assertThat(Film.frameNumbers(store(), "content/documented/", "video-id", size))
                    .isEqualTo(everyTenSeconds);
        }
        assertThat(Film.text(store(), main))
                .startsWith(new String(film().mainPlaylist(), UTF_8))
                .contains("RESOLUTION=320x180,CODECS=\"jpeg\",URI=\"thumbs_320x180.m3u8\"")
                .contains("RESOLUTION=640x360,CODECS=\"jpeg\",URI=\"thumbs_640x360.m3u8\"");
        ObjectAttributes attributes = store().find(main, 100_000).orElseThrow().attributes();
        assertThat(attributes.contentType()).isEqualTo("application/x-mpegURL");
        assertThat(attributes.cacheControl()).isEqualTo("max-age=30");
        assertThat(attributes.userMetadata()).containsEntry("encoder", "test");
        assertThat(invalidatedPaths("content/documented/"))
                .containsExactly(
                        "/content/documented/play.m3u8",
                        "/content/documented/thumbs/*",
                        "/content/documented/thumbs_320x180.m3u8",
                        "/content/documented/thumbs_640x360.m3u8");
    }

    @Test
    void describesEveryImageInPlaylistsThatAddUpToTheFilm() {
        film().upload(store(), "content/playlists/");

        putEventAndWait(Events.documented("film", "content/playlists/"));

        MediaPlaylist playlist = Film.imagePlaylist(store(), at("content/playlists/thumbs_640x360.m3u8"));
        assertThat(playlist.duration()).isEqualTo(Film.DURATION);
        assertThat(playlist.segments())
                .extracting(Segment::uri)
                .containsExactly("thumbs/film_big.00001.jpg", "thumbs/film_big.00002.jpg", "thumbs/film_big.00003.jpg");
        assertThat(Film.picture(store(), at("content/playlists/thumbs/film_big.00001.jpg")))
                .satisfies(picture -> assertThat(picture.getWidth() + "x" + picture.getHeight())
                        .isEqualTo("640x360"));
        assertThat(Film.picture(store(), at("content/playlists/thumbs/film_small.00003.jpg")))
                .satisfies(picture -> assertThat(picture.getWidth() + "x" + picture.getHeight())
                        .isEqualTo("320x180"));
    }

    @Test
    void doesEveryFilmOfAMediaConvertJob() {
        film().upload(store(), "out/film one/");
        film().upload(store(), "out/film.two/");

        putEventAndWait(Events.mediaConvert("out/film one/play.m3u8", "out/film.two/play.m3u8"));

        assertThat(Film.frameNumbers(store(), "out/film one/", "film one", "small"))
                .contains(240);
        assertThat(Film.frameNumbers(store(), "out/film.two/", "film.two", "big"))
                .contains(480);
        assertThat(Film.text(store(), at("out/film one/thumbs_320x180.m3u8")))
                .contains("thumbs/film%20one_small.00001.jpg");
        assertThat(invalidatedPaths("out/film%20one/")).hasSize(4);
    }

    @Test
    void changesNothingWhenAnEventComesTwice() {
        film().upload(store(), "content/twice/");
        putEventAndWait(Events.documented("film", "content/twice/"));
        Map<String, String> first = contents("content/twice/");

        putEventAndWait(Events.documented("film", "content/twice/"));

        assertThat(contents("content/twice/")).isEqualTo(first);
    }

    @Test
    void takesOutAgainWhatPlayersReadAndKeepsTheRestForHalfAnHour() {
        S3Location main = film().upload(store(), "content/removed/");
        putEventAndWait(Events.documented("film", "content/removed/"));
        Map<String, String> published = contents("content/removed/");

        putEventAndWait(Events.removal("film", "content/removed/"));

        assertThat(Film.read(store(), main)).isEqualTo(film().mainPlaylist());
        published.put(main.key(), Arrays.toString(film().mainPlaylist()));
        assertThat(contents("content/removed/")).isEqualTo(published);
        assertThat(platform().drainDeadLetters(FunctionName.UPDATER)).isEmpty();
    }

    @Test
    void ignoresTheEventOfAJobThatFailed() {
        String event = Events.mediaConvert("out/never/play.m3u8").replace("COMPLETE", "ERROR");

        assertThat(platform().putEvent(event)).isFalse();
    }

    @Test
    void keepsEveryLineOfManyUpdatersOfOneMainPlaylist() throws Exception {
        S3Location main = film().upload(store(), "content/shared/");
        List<String> paths =
                List.of("content/shared/a/", "content/shared/b/", "content/shared/c/", "content/shared/d/");
        List<ManifestMessage> messages = new ArrayList<>();
        for (String path : paths) {
            for (String name : List.of("small", "big")) {
                store().put(
                                at(path + "thumbs/film_" + name + ".00001.jpg"),
                                Film.read(store(), at(oneImage(name))),
                                ObjectAttributes.ofType("image/jpeg"));
            }
            messages.add(new ManifestMessage(
                    "film",
                    path,
                    main.toString(),
                    List.of(path + "thumbs/film_small.00001.jpg"),
                    List.of(path + "thumbs/film_big.00001.jpg"),
                    "r",
                    null,
                    null,
                    null));
        }

        try (ExecutorService updaters = Executors.newFixedThreadPool(paths.size())) {
            List<Future<?>> all = new ArrayList<>();
            messages.forEach(message -> all.add(updaters.submit(() -> updater().publish(message))));
            for (Future<?> done : all) {
                done.get();
            }
        }

        String text = Film.text(store(), main);
        assertThat(text).startsWith(new String(film().mainPlaylist(), UTF_8));
        for (String folder : List.of("a", "b", "c", "d")) {
            assertThat(text)
                    .containsOnlyOnce("URI=\"" + folder + "/thumbs_320x180.m3u8\"")
                    .containsOnlyOnce("URI=\"" + folder + "/thumbs_640x360.m3u8\"");
        }
    }

    /** An image of a film that is made for this when nobody has made it yet. */
    private String oneImage(String name) {
        String key = "content/images/thumbs/film_" + name + ".00001.jpg";
        if (store().find(at(key), 1_000_000).isEmpty()) {
            film().upload(store(), "content/images/");
            putEventAndWait(Events.documented("film", "content/images/"));
        }
        return key;
    }

    private PublishManifests updater() {
        ManifestConfig config = ManifestConfig.of(Map.of("AWS_S3_BUCKET", LocalPlatform.BUCKET));
        return new PublishManifests(
                platform().objectStore(), (queueUrl, body, attributes, delay) -> {}, config, InstantSource.system());
    }

    @Test
    void recordsAnAssetThatCannotBeDoneWithTheEventAndTheReason() {
        store().put(at("content/html/play.m3u8"), "<html>".getBytes(UTF_8), ObjectAttributes.ofType("text/html"));
        String event = Events.documented("film", "content/html/");

        putEventAndWait(event);

        Message refused = onlyDeadLetter(FunctionName.GENERATOR, "content/html/");
        assertThat(refused.body()).isEqualTo(event);
        assertThat(attribute(refused, DeadLetters.REASON)).contains("content/html/play.m3u8", "starts with '<html>'");
        assertThat(attribute(refused, DeadLetters.FUNCTION)).isEqualTo("trick-play-generator");
        assertThat(contents("content/html/")).containsOnlyKeys("content/html/play.m3u8");
    }

    @Test
    void recordsAPoisonMessageOnceAndKeepsTheQueueGoing() {
        platform().queues().send(platform().manifests().queue(), "no json, poison-1");
        film().upload(store(), "content/after-poison/");

        putEventAndWait(Events.documented("film", "content/after-poison/"));

        Message refused = onlyDeadLetter(FunctionName.UPDATER, "poison-1");
        assertThat(refused.body()).isEqualTo("no json, poison-1");
        assertThat(attribute(refused, DeadLetters.REASON)).contains("cannot be read");
        assertThat(Film.text(store(), at("content/after-poison/play.m3u8"))).contains("thumbs_320x180.m3u8");
    }

    @Test
    void publishesTheGoodRecordsOfABatchWithABadOne() {
        film().upload(store(), "content/batch/");
        putEventAndWait(Events.documented("film", "content/batch/"));
        store().put(at("content/batch/play.m3u8"), film().mainPlaylist(), ObjectAttributes.ofType("text/plain"));
        String good = Json.write(new ManifestMessage(
                "film",
                "content/batch/",
                "s3://" + LocalPlatform.BUCKET + "/content/batch/play.m3u8",
                null,
                null,
                "r",
                "s3://" + LocalPlatform.BUCKET + "/content/batch/thumbs/film.index.json",
                null,
                null));

        InvocationResult result = platform()
                .invoke(
                        FunctionName.UPDATER,
                        Events.sqs("{\"media_key\":\"poison-2\"}", good).getBytes(UTF_8));

        assertThat(result).isInstanceOf(Success.class);
        assertThat(new String(result.payload(), UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(Film.text(store(), at("content/batch/play.m3u8"))).contains("thumbs_640x360.m3u8");
        assertThat(attribute(onlyDeadLetter(FunctionName.UPDATER, "poison-2"), DeadLetters.REASON))
                .contains("needs media_key, media_path and hls_url");
        assertThat(platform().awaitIdle(PATIENCE)).isTrue();
    }

    /** The one dead letter whose body holds the text; the others go back to where they were. */
    final Message onlyDeadLetter(FunctionName function, String bodyPart) {
        List<Message> letters = platform().drainDeadLetters(function);
        assertThat(letters)
                .filteredOn(letter -> letter.body().contains(bodyPart))
                .hasSize(1);
        return letters.stream()
                .filter(letter -> letter.body().contains(bodyPart))
                .findFirst()
                .orElseThrow();
    }

    static String attribute(Message message, String name) {
        return Objects.requireNonNull(message.messageAttributes().get(name), name)
                .stringValue();
    }
}
