package io.github.rokutrickplay.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does, run against the fake and against every real one. */
public abstract class ObjectStoreContract {

    private static final ObjectAttributes PLAIN = ObjectAttributes.ofType("text/plain");

    private final String folder = "contract/" + UUID.randomUUID() + "/";

    /** The store under test. */
    protected abstract ObjectStore store();

    /** A bucket that exists. */
    protected abstract String bucket();

    /** Whether anything but the bytes is kept; a folder of files keeps nothing. */
    protected boolean keepsAttributes() {
        return true;
    }

    private S3Location at(String name) {
        return new S3Location(bucket(), folder + name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(store().find(at("missing"), 10)).isEmpty();
        assertThat(store().findRange(at("missing"), 0, 10)).isEmpty();
    }

    @Test
    void givesBackWhatWasPut() {
        store().put(at("a b/ü.txt"), bytes("hello"), PLAIN);

        StoredObject object = store().find(at("a b/ü.txt"), 5).orElseThrow();

        assertThat(object.location()).isEqualTo(at("a b/ü.txt"));
        assertThat(object.body()).asString(UTF_8).isEqualTo("hello");
        assertThat(object.etag()).isNotEmpty();
        if (keepsAttributes()) {
            assertThat(object.attributes().contentType()).isEqualTo("text/plain");
        }
    }

    @Test
    void refusesToReadAnObjectLargerThanAllowed() {
        store().put(at("large"), new byte[11], PLAIN);

        assertThatThrownBy(() -> store().find(at("large"), 10))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("11 bytes");
    }

    @Test
    void readsRangesAndSaysHowLargeTheWholeIs() {
        store().put(at("range"), bytes("0123456789"), PLAIN);

        ObjectRange middle = store().findRange(at("range"), 3, 4).orElseThrow();
        ObjectRange end = store().findRange(at("range"), 8, 100).orElseThrow();
        ObjectRange behind = store().findRange(at("range"), 10, 5).orElseThrow();

        assertThat(middle.bytes()).asString(UTF_8).isEqualTo("3456");
        assertThat(middle.objectSizeBytes()).isEqualTo(10);
        assertThat(end.bytes()).asString(UTF_8).isEqualTo("89");
        assertThat(behind.bytes()).isEmpty();
        assertThat(behind.objectSizeBytes()).isEqualTo(10);
        assertThat(List.of(middle.etag(), end.etag())).containsOnly(behind.etag());
    }

    @Test
    void tellsByTheEtagOfARangeThatTheObjectWasReplaced() {
        store().put(at("replaced"), bytes("0123456789"), PLAIN);
        ObjectRange before = store().findRange(at("replaced"), 0, 4).orElseThrow();

        store().put(at("replaced"), bytes("0123456789 and more"), PLAIN);

        ObjectRange after = store().findRange(at("replaced"), 0, 4).orElseThrow();
        assertThat(after.bytes()).isEqualTo(before.bytes());
        assertThat(after.etag()).isNotEqualTo(before.etag());
    }

    @Test
    void keepsTheAttributesThroughAReplacement() {
        assumeTrue(keepsAttributes(), "this store keeps bytes only");
        ObjectAttributes attributes = new ObjectAttributes(
                "application/vnd.apple.mpegurl",
                "gzip",
                "max-age=60",
                "inline",
                "de",
                "Wed, 21 Oct 2026 07:28:00 GMT",
                null,
                null,
                null,
                Map.of("owner", "team-a"),
                Map.of());
        store().put(at("main.m3u8"), bytes("one"), attributes);
        StoredObject first = store().find(at("main.m3u8"), 10).orElseThrow();

        boolean written = store().replace(at("main.m3u8"), bytes("two"), first.attributes(), first.etag());

        StoredObject second = store().find(at("main.m3u8"), 10).orElseThrow();
        assertThat(written).isTrue();
        assertThat(second.body()).asString(UTF_8).isEqualTo("two");
        assertThat(second.attributes()).isEqualTo(first.attributes());
        assertThat(second.attributes().cacheControl()).isEqualTo("max-age=60");
        assertThat(second.attributes().userMetadata()).containsEntry("owner", "team-a");
        assertThat(second.etag()).isNotEqualTo(first.etag());
    }

    @Test
    void doesNotReplaceWhatSomebodyElseHasWritten() {
        store().put(at("raced"), bytes("one"), PLAIN);
        String stale = store().find(at("raced"), 10).orElseThrow().etag();
        store().put(at("raced"), bytes("two"), PLAIN);

        assertThat(store().replace(at("raced"), bytes("three"), PLAIN, stale)).isFalse();

        assertThat(store().find(at("raced"), 10).orElseThrow().body())
                .asString(UTF_8)
                .isEqualTo("two");
    }

    @Test
    void losesNoWriteOfManyWritersThatReadAgain() throws Exception {
        store().put(at("counter"), bytes(""), PLAIN);
        Callable<Void> appendOnce = () -> {
            boolean written = false;
            while (!written) {
                StoredObject read = store().find(at("counter"), 1000).orElseThrow();
                byte[] longer = bytes(new String(read.body(), UTF_8) + "x");
                written = store().replace(at("counter"), longer, PLAIN, read.etag());
            }
            return null;
        };
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            for (Future<Void> done : writers.invokeAll(
                    IntStream.range(0, 24).mapToObj(i -> appendOnce).toList())) {
                done.get();
            }
        }

        assertThat(store().find(at("counter"), 1000).orElseThrow().body()).hasSize(24);
    }

    @Test
    void listsByPrefixInTheOrderOfKeys() {
        store().put(at("list/b.1"), bytes("bb"), PLAIN);
        store().put(at("list/a.2"), bytes("a"), PLAIN);
        store().put(at("other/a.1"), bytes("a"), PLAIN);

        List<ObjectSummary> found = store().list(bucket(), folder + "list/");

        assertThat(found).extracting(ObjectSummary::location).containsExactly(at("list/a.2"), at("list/b.1"));
        assertThat(found).extracting(ObjectSummary::sizeBytes).containsExactly(1L, 2L);
        assertThat(found).allSatisfy(object -> assertThat(object.lastModified()).isNotNull());
    }

    @Test
    void listsWhatLiesInAFolderItself() {
        store().put(at("folder/b"), bytes("b"), PLAIN);
        store().put(at("folder/in/a.1"), bytes("a"), PLAIN);
        store().put(at("folder/in/deep/a.1"), bytes("a"), PLAIN);
        store().put(at("folder/to/a.1"), bytes("a"), PLAIN);

        ObjectFolder found = store().listFolder(bucket(), folder + "folder/");

        assertThat(found.objects()).extracting(ObjectSummary::location).containsExactly(at("folder/b"));
        assertThat(found.folders()).containsExactly(folder + "folder/in/", folder + "folder/to/");
        assertThat(store().listFolder(bucket(), folder + "nowhere/").folders()).isEmpty();
    }

    @Test
    void deletesWhatIsThereAndMindsNotWhatIsNot() {
        store().put(at("gone"), bytes("x"), PLAIN);

        store().delete(List.of(at("gone"), at("never-was")));

        assertThat(store().find(at("gone"), 10)).isEmpty();
    }

    @Test
    void putsPartsTogetherInTheOrderOfTheirNumbers() {
        byte[] first = new byte[MultipartUpload.MIN_PART_BYTES];
        Arrays.fill(first, (byte) 'a');
        byte[] second = new byte[MultipartUpload.MIN_PART_BYTES + 1];
        Arrays.fill(second, (byte) 'b');
        store().put(at("parts/whole"), bytes("before"), PLAIN);

        MultipartUpload upload = store().startMultipart(at("parts/whole"), PLAIN);
        upload.part(2, second);
        upload.part(3, bytes("end"));
        upload.part(1, first);
        assertThat(store().find(at("parts/whole"), 10).orElseThrow().body())
                .asString(UTF_8)
                .isEqualTo("before");
        upload.complete();

        byte[] whole =
                store().find(at("parts/whole"), Integer.MAX_VALUE).orElseThrow().body();
        assertThat(whole).hasSize(first.length + second.length + 3);
        assertThat(Arrays.copyOf(whole, first.length)).isEqualTo(first);
        assertThat(new String(whole, whole.length - 4, 4, UTF_8)).isEqualTo("bend");
        assertThat(store().list(bucket(), folder + "parts/")).hasSize(1);
    }

    @Test
    void leavesWhatWasThereWhenPartsAreGivenUp() {
        store().put(at("given-up"), bytes("before"), PLAIN);

        MultipartUpload upload = store().startMultipart(at("given-up"), PLAIN);
        upload.part(1, bytes("after"));
        upload.abort();

        assertThat(store().find(at("given-up"), 10).orElseThrow().body())
                .asString(UTF_8)
                .isEqualTo("before");
        assertThat(store().list(bucket(), folder)).hasSize(1);
    }
}
