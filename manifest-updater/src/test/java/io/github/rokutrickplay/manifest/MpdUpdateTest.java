package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.manifest.dash.ImageRepresentation;
import io.github.rokutrickplay.manifest.dash.MpdUpdate;
import io.github.rokutrickplay.storage.ForwardingObjectStore;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class MpdUpdateTest {

    private static final S3Location MPD = S3Location.parse("s3://bucket/content/video123/play.mpd");
    private static final String TEXT = """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT35.48S">
              <Period>
                <AdaptationSet contentType="video"/>
              </Period>
            </MPD>
            """;
    private static final List<ImageRepresentation> IMAGES = List.of(new ImageRepresentation(
            "thumbs_320x180",
            16_000,
            320,
            180,
            1,
            1,
            "content/video123/thumbs/video-id_small.",
            ".jpg",
            5,
            10_000_000,
            4));

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    MpdUpdateTest() {
        store.putText(MPD, TEXT, "application/dash+xml");
    }

    private static MpdUpdate update(ObjectStore seen) {
        return new MpdUpdate(seen, "bucket", "content/video123/", PublicUrlPrefixes.NONE);
    }

    private MpdUpdate.Outcome apply(List<ImageRepresentation> images) {
        return update(store).apply(MPD, images);
    }

    private long writes() {
        return store.journal.stream().filter(call -> call.startsWith("replace")).count();
    }

    @Test
    void writesOnceAndTakesOutAgain() {
        assertThat(apply(IMAGES)).isEqualTo(new MpdUpdate.Outcome(MPD, true, true, null));
        assertThat(store.text(MPD)).contains("media=\"thumbs/video-id_small.$Number%05d$.jpg\"");
        assertThat(apply(IMAGES)).isEqualTo(new MpdUpdate.Outcome(MPD, false, true, null));
        assertThat(writes()).isEqualTo(1);

        assertThat(apply(List.of())).isEqualTo(new MpdUpdate.Outcome(MPD, true, false, null));
        assertThat(store.text(MPD)).isEqualTo(TEXT);
        assertThat(apply(List.of())).isEqualTo(new MpdUpdate.Outcome(MPD, false, false, null));
    }

    @Test
    void keepsCompressionAndWhatS3KeepsBesideTheBytes() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(TEXT.getBytes(UTF_8));
        }
        ObjectAttributes attributes = new ObjectAttributes(
                "application/dash+xml",
                "gzip",
                "max-age=60",
                null,
                null,
                null,
                "STANDARD_IA",
                "aws:kms",
                "key-1",
                Map.of("a", "b"),
                Map.of("c", "d"));
        store.put(MPD, compressed.toByteArray(), attributes);

        assertThat(apply(IMAGES).changed()).isTrue();

        StoredObject stored = store.find(MPD, 10_000).orElseThrow();
        assertThat(stored.attributes()).isEqualTo(attributes);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored.body()))) {
            assertThat(in.readAllBytes()).asString(UTF_8).contains("thumbs_320x180");
        }
    }

    @Test
    void keepsWhatAnotherWriterAddedMeanwhile() {
        InterruptedWrites raced = new InterruptedWrites(store, (attempt, write) -> {
            if (attempt <= 3) {
                store.putText(MPD, store.text(MPD) + "<!-- " + attempt + " -->\n", "application/dash+xml");
            }
            return write.getAsBoolean();
        });

        assertThat(update(raced).apply(MPD, IMAGES).announces()).isTrue();

        assertThat(raced.attempts()).isEqualTo(4);
        assertThat(store.text(MPD)).contains("thumbs_320x180").endsWith("<!-- 1 -->\n<!-- 2 -->\n<!-- 3 -->\n");
    }

    @Test
    void takesItsOwnWriteForDoneWhenItWasReportedAsLost() {
        InterruptedWrites ambiguous = new InterruptedWrites(store, (attempt, write) -> {
            assertThat(write.getAsBoolean()).isTrue();
            return false;
        });

        assertThat(update(ambiguous).apply(MPD, IMAGES)).isEqualTo(new MpdUpdate.Outcome(MPD, true, true, null));
        assertThat(ambiguous.attempts()).isEqualTo(1);
    }

    @Test
    void givesUpForNowWhenOthersAreFasterEveryTime() {
        InterruptedWrites hopeless = new InterruptedWrites(store, (attempt, write) -> false);

        assertThatThrownBy(() -> update(hopeless).apply(MPD, IMAGES))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(MPD.toString());
        assertThat(hopeless.attempts()).isEqualTo(10);
    }

    @Test
    void leavesAloneWhatIsMissingDamagedDeniedOrElsewhere() {
        S3Location missing = MPD.withKey("content/video123/other.mpd");
        S3Location damaged = MPD.withKey("content/video123/damaged.mpd");
        S3Location elsewhere = S3Location.parse("s3://other/content/video123/play.mpd");
        store.put(damaged, new byte[] {0x1f, (byte) 0x8b, 8, 0}, ObjectAttributes.ofType("application/dash+xml"));
        ForwardingObjectStore denying = new ForwardingObjectStore(store) {
            @Override
            public Optional<StoredObject> find(S3Location location, long maxBytes) {
                throw new PermanentFailure("access denied");
            }
        };

        assertThat(update(store).apply(missing, IMAGES).leftAlone()).isEqualTo("it does not exist");
        assertThat(update(store).apply(missing, List.of()).leftAlone()).isNull();
        assertThat(update(store).apply(damaged, IMAGES).leftAlone()).contains("damaged gzip");
        assertThat(update(store).apply(elsewhere, IMAGES).leftAlone()).contains("another bucket");
        assertThat(update(denying).apply(MPD, IMAGES).leftAlone()).isEqualTo("access denied");
        assertThat(writes()).isZero();
    }

    @Test
    void leavesADynamicMpdAlone() {
        store.putText(MPD, TEXT.replace("<MPD", "<MPD type=\"dynamic\""), "application/dash+xml");

        assertThat(apply(IMAGES))
                .isEqualTo(new MpdUpdate.Outcome(MPD, false, false, "its type is dynamic: it is not finished"));
        assertThat(writes()).isZero();
    }
}
