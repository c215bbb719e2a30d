package io.github.rokutrickplay.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.mp4.MadeMovie;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.ForwardingObjectStore;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a film's thumbnails are taken from where they cannot be taken from its main playlists. */
final class OtherSourcesTest {

    private static final S3Location CMAF = S3Location.parse("s3://bucket/cmaf/film/play.m3u8");
    private static final S3Location MP4 = S3Location.parse("s3://bucket/mp4/film.mp4");
    private static final S3Location SMALL_MP4 = S3Location.parse("s3://bucket/mp4/film_360.mp4");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryMessageQueue queue = new InMemoryMessageQueue();

    private GeneratedAsset generate(Asset asset) {
        return generate(asset, store);
    }

    private GeneratedAsset generate(Asset asset, ObjectStore objects) {
        Extractor extractor =
                TestAsset.namesForPictures(TestAsset.config().thumbnails().boxes());
        return new GenerateTrickPlay(objects, queue, extractor, TestAsset.config())
                .generate(asset, "request-1", Progress.NONE)
                .asset();
    }

    private static Asset film(List<S3Location> otherPlaylists, List<S3Location> files, @Nullable Duration duration) {
        return new Asset(
                "film",
                "content/video123/",
                List.of(TestAsset.MAIN),
                new OtherSources(otherPlaylists, files, duration),
                "job-1",
                null);
    }

    private static Asset ofFiles(S3Location... files) {
        return new Asset("film", "mp4/", List.of(), OtherSources.files(List.of(files)), null, null);
    }

    private void putEncrypted(S3Location main) {
        TestAsset.putInto(store, main);
        store.putText(main.withKey(main.folder() + "360.m3u8"), """
                #EXTM3U
                #EXT-X-TARGETDURATION:10
                #EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k"
                #EXTINF:10,
                a.ts
                #EXT-X-ENDLIST
                """, "application/vnd.apple.mpegurl");
    }

    private void putMp4(S3Location location, byte[] bytes) {
        store.put(location, bytes, ObjectAttributes.ofType("video/mp4"));
    }

    private ThumbnailIndex index(String key) {
        return ThumbnailIndex.ofJson(store.text(new S3Location("bucket", key)).getBytes(UTF_8), "index");
    }

    @Test
    void takesAClearFileOfTheJobWhereItsHlsIsEncryptedAndSaysSo() {
        putEncrypted(TestAsset.MAIN);
        putMp4(MP4, MadeMovie.ofSize(640, 360).bytes());

        GeneratedAsset made = generate(film(List.of(), List.of(MP4), Duration.ofMillis(10_200)));

        assertThat(made.source()).isEqualTo(MP4.toString());
        assertThat(made.refusedSources()).singleElement().satisfies(refused -> {
            assertThat(refused.url()).isEqualTo(TestAsset.MAIN.toString());
            assertThat(refused.reason()).contains("SAMPLE-AES");
        });
        ThumbnailIndex.Source source =
                index("content/video123/thumbs/film.index.json").source();
        assertThat(source.fileUrl()).isEqualTo(MP4.toString());
        assertThat(source.fileEtag()).isNotEmpty();
        assertThat(source.hlsUrl()).isNull();
        assertThat(source.refused()).isEqualTo(made.refusedSources());
        assertThat(queue.sent)
                .extracting(sent ->
                        Json.read(sent.body(), ManifestMessage.class, "message").hlsUrl())
                .as("announced where it was not taken from")
                .containsExactly(TestAsset.MAIN.toString());
    }

    @Test
    void takesTheClearHlsOfAnotherGroupBeforeAFile() {
        putEncrypted(TestAsset.MAIN);
        TestAsset.putInto(store, CMAF);
        putMp4(MP4, MadeMovie.ofSize(640, 360).bytes());

        GeneratedAsset made = generate(film(List.of(CMAF), List.of(MP4), null));

        assertThat(made.source()).isEqualTo("s3://bucket/cmaf/film/360.m3u8");
        assertThat(index("content/video123/thumbs/film.index.json").source().hlsUrl())
                .isEqualTo(CMAF.toString());
        assertThat(store.list("bucket", "cmaf/film/thumbs/")).isEmpty();
    }

    @Test
    void readsNoFileAsLongAsTheHlsIsUsable() {
        TestAsset.putInto(store, TestAsset.MAIN);

        GeneratedAsset made = generate(film(List.of(CMAF), List.of(MP4), null));

        assertThat(made.refusedSources()).isEmpty();
        assertThat(store.journal).noneMatch(call -> call.contains(MP4.key()) || call.contains(CMAF.key()));
        assertThat(store.text(new S3Location("bucket", "content/video123/thumbs/film.index.json")))
                .doesNotContain("refused", "file_url");
    }

    @Test
    void doesNotTakeAFileOfAnotherLengthForTheFilm() {
        putEncrypted(TestAsset.MAIN);
        putMp4(MP4, MadeMovie.ofSize(640, 360).bytes());

        assertThatThrownBy(() -> generate(film(List.of(), List.of(MP4), Duration.ofSeconds(12))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("SAMPLE-AES")
                .hasMessageContaining("film.mp4 is 10.0 seconds long, and the film is 12.0");
    }

    @Test
    void doesNotReadAFileInABucketThatIsNotAllowed() {
        putEncrypted(TestAsset.MAIN);
        S3Location foreign = S3Location.parse("s3://elsewhere/film.mp4");
        putMp4(foreign, MadeMovie.ofSize(640, 360).bytes());
        store.journal.clear();

        assertThatThrownBy(() -> generate(film(List.of(), List.of(foreign), null)))
                .hasMessageContaining("add elsewhere to AWS_S3_BUCKET");
        assertThat(store.journal).noneMatch(call -> call.contains("elsewhere"));
    }

    @Test
    void makesImagesAndAnIndexOfAFileAndSendsNoMessage() {
        putMp4(MP4, MadeMovie.ofSize(640, 360).bytes());

        GeneratedAsset made = generate(ofFiles(MP4));

        assertThat(made.thumbnails()).isEqualTo(1);
        assertThat(made.durationSeconds()).isEqualByComparingTo("10");
        assertThat(made.refusedSources()).isEmpty();
        assertThat(made.bytesRead()).as("1234 for the pictures, and the tables").isGreaterThan(1234 + 1000);
        assertThat(store.list("bucket", "mp4/thumbs/"))
                .extracting(object -> object.location().fileName())
                .containsExactly("film.index.json", "film_big.00001.jpg", "film_small.00001.jpg");
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void takesTheSmallestFileThatIsLargeEnough() {
        S3Location tiny = S3Location.parse("s3://bucket/mp4/film_180.mp4");
        putMp4(MP4, MadeMovie.ofSize(1920, 1080).bytes());
        putMp4(SMALL_MP4, MadeMovie.ofSize(640, 360).bytes());
        putMp4(tiny, MadeMovie.ofSize(320, 180).bytes());

        assertThat(generate(ofFiles(MP4, SMALL_MP4, tiny)).source()).isEqualTo(SMALL_MP4.toString());
        assertThat(generate(ofFiles(tiny)).source()).isEqualTo(tiny.toString());
    }

    @Test
    void takesAnotherFileWhereOneIsEncrypted() {
        putMp4(SMALL_MP4, MadeMovie.ofSize(640, 360).encrypted().bytes());
        putMp4(MP4, MadeMovie.ofSize(1920, 1080).bytes());

        GeneratedAsset made = generate(ofFiles(SMALL_MP4, MP4));

        assertThat(made.source()).isEqualTo(MP4.toString());
        assertThat(made.refusedSources()).extracting(RefusedSource::url).containsExactly(SMALL_MP4.toString());
    }

    @Test
    void saysOfEachSourceWhyItCannotBeUsedWhereNoneCan() {
        putEncrypted(TestAsset.MAIN);
        putMp4(MP4, MadeMovie.ofSize(640, 360).encrypted().bytes());

        assertThatThrownBy(() -> generate(film(List.of(), List.of(MP4, SMALL_MP4), null)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("SAMPLE-AES")
                .hasMessageContaining(
                        "s3://bucket/mp4/film.mp4 is encrypted (its video's sample entry is encv, scheme cenc)")
                .hasMessageContaining("there is no s3://bucket/mp4/film_360.mp4");
    }

    @Test
    void triesAgainWhereAFileIsReplacedWhileItIsRead() {
        putMp4(MP4, MadeMovie.ofSize(640, 360).bytes());
        ObjectStore replacing = new ForwardingObjectStore(store) {
            // Else another thread might put the first image after all were made.
            @Override
            public boolean isQuick() {
                return true;
            }

            @Override
            public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
                super.put(location, body, attributes);
                putMp4(MP4, MadeMovie.ofSize(320, 180).bytes());
            }
        };

        assertThatThrownBy(() -> generate(ofFiles(MP4), replacing))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("s3://bucket/mp4/film.mp4 was replaced while it was read");
        assertThat(store.list("bucket", "mp4/thumbs/film.index")).isEmpty();
    }
}
