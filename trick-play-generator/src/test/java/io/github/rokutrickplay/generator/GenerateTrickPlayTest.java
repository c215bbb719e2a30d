package io.github.rokutrickplay.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.OutputSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.QuickObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GenerateTrickPlayTest {

    private static final String FOLDER = "s3://bucket/content/video123/";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();
    private final GeneratorConfig config = TestAsset.config();

    private final Asset asset = new Asset("film", "content/video123", List.of(TestAsset.MAIN), "job-1");

    private GeneratedAsset generate(Asset wanted, Integer... lost) {
        return new GenerateTrickPlay(
                        store,
                        queue,
                        TestAsset.namesForPictures(config.thumbnails().boxes(), lost),
                        config)
                .generate(wanted, "request-1", Progress.NONE)
                .asset();
    }

    private ThumbnailIndex index() {
        return ThumbnailIndex.ofJson(
                store.text(S3Location.parse(FOLDER + "thumbs/film.index.json")).getBytes(UTF_8), "index");
    }

    @Test
    void writesBothSizesUnderTheNamesThatOthersRelyOn() {
        TestAsset.putInto(store, TestAsset.MAIN);

        GeneratedAsset made = generate(asset);

        assertThat(made.thumbnails()).isEqualTo(3);
        assertThat(store.list("bucket", "content/video123/thumbs/"))
                .extracting(object -> object.location().fileName())
                .containsExactly(
                        "film.index.json",
                        "film_big.00001.jpg",
                        "film_big.00002.jpg",
                        "film_big.00003.jpg",
                        "film_small.00001.jpg",
                        "film_small.00002.jpg",
                        "film_small.00003.jpg");
        ObjectAttributes attributes = store.find(S3Location.parse(FOLDER + "thumbs/film_big.00001.jpg"), 100)
                .orElseThrow()
                .attributes();
        assertThat(attributes.contentType()).isEqualTo("image/jpeg");
    }

    @Test
    void recordsTimesSizesAndDiscontinuitiesInTheIndex() {
        TestAsset.putInto(store, TestAsset.MAIN);

        generate(asset);

        ThumbnailIndex index = index();
        assertThat(index.source().playlistUrl()).isEqualTo(FOLDER + "360.m3u8");
        assertThat(index.durationSeconds()).isEqualByComparingTo("25");
        assertThat(index.discontinuitySeconds()).containsExactly(new BigDecimal("12"));
        assertThat(index.renditions()).hasSize(2);
        assertThat(index.renditions().getLast().images())
                .containsExactly(
                        image("big.00001", "0", "10", 10),
                        image("big.00002", "10", "10", 20),
                        image("big.00003", "20", "5", 30));
    }

    @Test
    void storesOnceWhatIsOneSizeInBothBoxesAndNamesItInBothLists() {
        TestAsset.putInto(store, TestAsset.MAIN);
        FakeExtractor extractor = TestAsset.namesForPictures(
                        TestAsset.config().thumbnails().boxes())
                .withOneSize(new Resolution(160, 90));

        GenerateTrickPlay.Generated generated = new GenerateTrickPlay(store, queue, extractor, TestAsset.config())
                .generate(asset, "request-1", Progress.NONE);

        assertThat(store.list("bucket", "content/video123/thumbs/"))
                .extracting(object -> object.location().fileName())
                .containsExactly(
                        "film.index.json", "film_small.00001.jpg", "film_small.00002.jpg", "film_small.00003.jpg");
        assertThat(index().renditions())
                .extracting(ThumbnailIndex.Rendition::name, ThumbnailIndex.Rendition::width)
                .containsExactly(tuple("small", 160), tuple("big", 160));
        ManifestMessage message = generated.messages().getFirst();
        assertThat(message.smallThumbnails())
                .hasSize(3)
                .isEqualTo(message.bigThumbnails())
                .contains("content/video123/thumbs/film_small.00003.jpg");
        assertThat(generated.asset().imageBytes()).isEqualTo(10 + 20 + 30);
    }

    private static Image image(String name, String time, String duration, long bytes) {
        return new Image(
                "content/video123/thumbs/film_" + name + ".jpg", new BigDecimal(time), new BigDecimal(duration), bytes);
    }

    @Test
    void keepsThePlaceOfAnImageThatIsMissing() {
        TestAsset.putInto(store, TestAsset.MAIN);

        GeneratedAsset made = generate(asset, 3);

        assertThat(made.missing())
                .extracting(GeneratedAsset.Missing::number, GeneratedAsset.Missing::reason)
                .containsExactly(tuple(3, "it is lost"));
        assertThat(index().renditions().getFirst().images())
                .extracting(image -> image.durationSeconds().toPlainString())
                .containsExactly("10", "10", "5");
    }

    @Test
    void sendsTheDocumentedMessageWhenEverythingIsWritten() {
        TestAsset.putInto(store, TestAsset.MAIN);

        generate(asset);

        assertThat(queue.sent).singleElement().satisfies(sent -> {
            assertThat(sent.queueUrl()).isEqualTo(TestAsset.QUEUE);
            ManifestMessage message = Json.read(sent.body(), ManifestMessage.class, "message");
            assertThat(message.mediaKey()).isEqualTo("film");
            assertThat(message.mediaPath()).isEqualTo("content/video123/");
            assertThat(message.hlsUrl()).isEqualTo(TestAsset.MAIN.toString());
            assertThat(message.smallThumbnails()).hasSize(3).startsWith("content/video123/thumbs/film_small.00001.jpg");
            assertThat(message.bigThumbnails()).hasSize(3);
            assertThat(message.requestId()).isEqualTo("request-1");
            assertThat(message.indexUrl()).isEqualTo(FOLDER + "thumbs/film.index.json");
            assertThat(message.jobId()).isEqualTo("job-1");
        });
        assertThat(List.copyOf(store.journal)).last().isEqualTo("put " + FOLDER + "thumbs/film.index.json");
    }

    @Test
    void writesTheSameBytesWhenRunAgain() {
        TestAsset.putInto(store, TestAsset.MAIN);
        generate(asset);
        String first = store.text(S3Location.parse(FOLDER + "thumbs/film.index.json"));

        generate(asset);

        assertThat(store.text(S3Location.parse(FOLDER + "thumbs/film.index.json")))
                .isEqualTo(first);
    }

    @Test
    void decodesAFilmOnceForAllItsMainPlaylistsAndTakesAnotherWhereTheFirstIsUnusable() {
        S3Location other = S3Location.parse(FOLDER + "cmaf.m3u8");
        TestAsset.putInto(store, other);
        store.putText(TestAsset.MAIN, "<html>", "text/html");

        generate(new Asset("film", "content/video123/", List.of(TestAsset.MAIN, other), null));

        assertThat(queue.sent)
                .extracting(sent ->
                        Json.read(sent.body(), ManifestMessage.class, "message").hlsUrl())
                .containsExactly(TestAsset.MAIN.toString(), other.toString());
        assertThat(index().source().hlsUrl()).isEqualTo(other.toString());
    }

    @Test
    void namesTheFilmsMpdsInEveryMessage() {
        S3Location other = S3Location.parse(FOLDER + "cmaf.m3u8");
        S3Location mpd = S3Location.parse(FOLDER + "dash/play.mpd");
        TestAsset.putInto(store, TestAsset.MAIN);

        generate(new Asset(
                "film",
                "content/video123/",
                List.of(TestAsset.MAIN, other),
                List.of(mpd),
                OtherSources.NONE,
                null,
                null));
        generate(asset);

        assertThat(queue.sent)
                .extracting(sent ->
                        Json.readTree(sent.body(), "message").path("dash_urls").toString())
                .containsExactly("[\"" + mpd + "\"]", "[\"" + mpd + "\"]", "");
    }

    @Test
    void refusesABucketThatIsNotAllowedBeforeReadingAnything() {
        Asset foreign = new Asset("film", "p/", List.of(S3Location.parse("s3://elsewhere/p/play.m3u8")), null);

        assertThatThrownBy(() -> generate(foreign))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("add elsewhere to AWS_S3_BUCKET");
        assertThat(store.journal).isEmpty();
    }

    @Test
    void refusesKeysAndPathsThatLeadOutOfTheFolder() {
        for (Asset hostile : List.of(
                new Asset("../other", "p/", List.of(TestAsset.MAIN), null),
                new Asset("film", "content/../secret/", List.of(TestAsset.MAIN), null),
                new Asset("film", "/content/", List.of(TestAsset.MAIN), null),
                new Asset("film\n", "content/", List.of(TestAsset.MAIN), null))) {
            assertThatThrownBy(() -> generate(hostile))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("is refused");
        }
        assertThat(store.journal).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAMainPlaylistAndWritesNothing() {
        store.putText(TestAsset.MAIN, "<html>", "text/html");

        assertThatThrownBy(() -> generate(asset))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(TestAsset.MAIN + " is not a playlist");
        assertThat(store.journal).filteredOn(call -> call.startsWith("put")).hasSize(1);
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void makesTheImagesOfAMediaPlaylistThatIsAllThereIs() {
        store.putText(TestAsset.MAIN, "#EXTM3U\n#EXTINF:16.5,\na.ts\n#EXT-X-ENDLIST\n", "text/plain");

        assertThat(generate(asset).thumbnails()).isEqualTo(2);
        assertThat(index().source().playlistUrl()).isEqualTo(TestAsset.MAIN.toString());
        assertThat(queue.sent)
                .singleElement()
                .extracting(sent ->
                        Json.read(sent.body(), ManifestMessage.class, "message").hlsUrl())
                .isEqualTo(TestAsset.MAIN.toString());
    }

    private void addIFrames() {
        TestAsset.putInto(store, TestAsset.MAIN);
        String main = store.text(TestAsset.MAIN);
        store.putText(
                TestAsset.MAIN,
                main
                        + "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"avc1.4d401e\",URI=\"i.m3u8\"\n",
                "application/vnd.apple.mpegurl");
        store.putText(TestAsset.MAIN.withKey("content/video123/i.m3u8"), """
                #EXTM3U
                #EXT-X-I-FRAMES-ONLY
                #EXTINF:10,
                0.ts
                #EXTINF:2,
                10.ts
                #EXT-X-DISCONTINUITY
                #EXTINF:8,
                12.ts
                #EXTINF:5,
                20.ts
                #EXT-X-ENDLIST
                """, "application/vnd.apple.mpegurl");
    }

    @Test
    void takesAnIFramePlaylistsFramesWithTheTimelineOfTheVariant() {
        addIFrames();

        GeneratedAsset made = generate(asset);

        assertThat(made.source()).isEqualTo(FOLDER + "i.m3u8");
        assertThat(index().source().playlistUrl()).isEqualTo(FOLDER + "i.m3u8");
        assertThat(index().durationSeconds()).isEqualByComparingTo("25");
        assertThat(index().discontinuitySeconds()).containsExactly(new BigDecimal("12"));
    }

    @Test
    void fallsBackToTheVariantWhereIFramesProveToBeOthers() {
        addIFrames();
        FakeExtractor extractor =
                TestAsset.namesForPictures(config.thumbnails().boxes()).withIFramesThatFail();
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());

        GeneratedAsset made = new GenerateTrickPlay(store, queue, extractor, config)
                .generate(asset, "request-1", (written, total) -> done.add(written))
                .asset();

        assertThat(made.source()).isEqualTo(FOLDER + "360.m3u8");
        assertThat(index().source().playlistUrl()).isEqualTo(FOLDER + "360.m3u8");
        assertThat(extractor.extracted).extracting(ThumbnailPlan::iFrames).containsExactly(true, false);
        assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void beginsFilesAgainWhereIFramesProveToBeOthers() {
        addIFrames();
        GeneratorConfig withBif = TestAsset.config(Map.of("BIF_ENABLED", "true"));
        FakeExtractor extractor =
                TestAsset.namesForPictures(withBif.thumbnails().boxes()).withIFramesThatFail();

        new GenerateTrickPlay(store, queue, extractor, withBif).generate(asset, "request-1", Progress.NONE);

        // A header, a table of three images and the end, and 10, 20 and 30 bytes of images.
        assertThat(store.bytes(S3Location.parse(FOLDER + "thumbs_320x180.bif"))).hasSize(64 + 4 * 8 + 60);
        assertThat(index().renditions().getFirst().files())
                .extracting(ThumbnailIndex.ThumbnailFile::form)
                .containsExactly("bif");
    }

    @Test
    void asksTheUpdaterForDocumentsOfAFilmOfFilesWhereTheyAreSwitchedOn() {
        S3Location file = S3Location.parse(FOLDER + "film.mp4");
        Asset ofFiles =
                new Asset("film", "content/video123/", List.of(), OtherSources.files(List.of(file)), null, null);
        ThumbnailIndex index = new ThumbnailIndex(
                1,
                "film",
                "content/video123/",
                ThumbnailIndex.Source.ofFile(file.toString(), "e", List.of()),
                BigDecimal.TEN,
                BigDecimal.ONE,
                List.of(),
                List.of(new ThumbnailIndex.Rendition("small", 320, 180, 320, 180, List.of())));
        ManifestMessages messages = new ManifestMessages(
                ofFiles, AssetNames.of("film", "content/video123/", "thumbs"), index, Origin.of("request-1"));

        assertThat(messages.of(OutputSettings.NONE)).isEmpty();
        assertThat(messages.of(new OutputSettings(true, Set.of("small"), false, false, true)))
                .isEmpty();
        assertThat(messages.of(new OutputSettings(false, Set.of(), true, false, false)))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.hlsUrl()).isNull();
                    assertThat(message.indexUrl()).isEqualTo(FOLDER + "thumbs/film.index.json");
                });
    }

    @Test
    void passesOnWhatAnUploadFailedWithAndWritesNoIndex() {
        InMemoryObjectStore inner = store;
        TestAsset.putInto(inner, TestAsset.MAIN);
        FailingPuts failing = new FailingPuts(inner, "film_big.00002.jpg");
        GenerateTrickPlay useCase = new GenerateTrickPlay(
                failing, queue, TestAsset.namesForPictures(config.thumbnails().boxes()), config);

        assertThatThrownBy(() -> useCase.generate(asset, "request-1", Progress.NONE))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("SlowDown");

        assertThat(inner.find(S3Location.parse(FOLDER + "thumbs/film.index.json"), 100))
                .isEqualTo(Optional.empty());
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void writesToAQuickStoreByTheThreadThatHasTheImage() {
        TestAsset.putInto(store, TestAsset.MAIN);
        QuickObjectStore quick = new QuickObjectStore(store);

        new GenerateTrickPlay(
                        quick,
                        queue,
                        TestAsset.namesForPictures(config.thumbnails().boxes()),
                        config)
                .generate(asset, "request-1", Progress.NONE);

        assertThat(quick.callers).containsExactly(Thread.currentThread().getName());
        assertThat(store.find(S3Location.parse(FOLDER + "thumbs/film_big.00002.jpg"), 1000))
                .isPresent();
    }

    @Test
    void passesOnWhatAWriteToAQuickStoreFailedWith() {
        TestAsset.putInto(store, TestAsset.MAIN);
        ObjectStore failing = new FailingPuts(new QuickObjectStore(store), "film_big.00002.jpg");
        GenerateTrickPlay useCase = new GenerateTrickPlay(
                failing, queue, TestAsset.namesForPictures(config.thumbnails().boxes()), config);

        assertThatThrownBy(() -> useCase.generate(asset, "request-1", Progress.NONE))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("SlowDown");
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void reportsProgressUpToTheTotal() {
        TestAsset.putInto(store, TestAsset.MAIN);
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());

        new GenerateTrickPlay(
                        store,
                        queue,
                        TestAsset.namesForPictures(config.thumbnails().boxes()),
                        config)
                .generate(asset, "request-1", (written, total) -> {
                    assertThat(total).isEqualTo(6);
                    done.add(written);
                });

        assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }
}
