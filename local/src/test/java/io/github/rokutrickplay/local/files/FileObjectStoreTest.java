package io.github.rokutrickplay.local.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectStoreContract;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileObjectStoreTest extends ObjectStoreContract {

    @TempDir
    private Path folder;

    @Override
    protected ObjectStore store() {
        try {
            return new FileObjectStore(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String bucket() {
        return FileObjectStore.BUCKET;
    }

    @Override
    protected boolean keepsAttributes() {
        return false;
    }

    @Test
    void refusesALinkThatLeadsOutOfTheFolder() throws IOException {
        Path outside = Files.createTempFile("outside", ".ts");
        Files.createSymbolicLink(folder.resolve("link.ts"), outside);

        assertThatThrownBy(() -> store().findRange(new S3Location(bucket(), "link.ts"), 0, 1))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("leads out of");
        Files.delete(outside);
    }

    @Test
    void sweepsUnfinishedFilesOfProcessesThatAreGone() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path left = Files.write(folder.resolve("." + gone.pid() + "-1f-3.part"), new byte[3]);
        Path running = Files.write(folder.resolve("." + ProcessHandle.current().pid() + "-2f-1.part"), new byte[3]);
        Path anothers = Files.write(folder.resolve(".film.part"), new byte[3]);

        store().put(new S3Location(bucket(), "a.jpg"), new byte[1], ObjectAttributes.ofType("image/jpeg"));

        assertThat(left).doesNotExist();
        assertThat(running).exists();
        assertThat(anothers).exists();
    }

    @Test
    void standsForWhicheverBucketAPublicUrlNames() throws IOException {
        FileObjectStore store = new FileObjectStore(folder);
        String told = store.inTermsOfFiles("https://a.example.com/=s3://local-files/films/");

        assertThat(told).isEqualTo("https://a.example.com/=" + folder + "/films/");
        assertThat(store.inTermsOfLocations(told + ",https://b.example.com/=s3://my-bucket/content/"))
                .isEqualTo("https://a.example.com/=s3://local-files/films/,"
                        + "https://b.example.com/=s3://local-files/content/");
    }

    @Test
    void refusesAKeyThatLeadsOutOfTheFolder() {
        assertThatThrownBy(() -> store().find(new S3Location(bucket(), "../x"), 1))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("lies outside");
    }

    @Test
    void listsLinkedFilesButNoLinksThatLeadNowhere() throws IOException {
        Files.createDirectory(folder.resolve("images"));
        Path file = Files.write(folder.resolve("images/a.jpg"), new byte[3]);
        Files.createSymbolicLink(folder.resolve("images/b.jpg"), file);
        Files.createSymbolicLink(folder.resolve("images/c.jpg"), folder.resolve("gone"));

        assertThat(store().list(bucket(), "images/"))
                .extracting(object -> object.location().key(), ObjectSummary::sizeBytes)
                .containsExactly(tuple("images/a.jpg", 3L), tuple("images/b.jpg", 3L));
    }

    @Test
    void leavesNoLockFileBehind() throws IOException {
        S3Location location = new S3Location(bucket(), "a.m3u8");
        store().put(location, new byte[1], ObjectAttributes.ofType("text/plain"));
        String etag = store().find(location, 10).orElseThrow().etag();
        Path lock = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("trickplay-" + Integer.toHexString(folder.toRealPath().hashCode()) + ".lock");

        assertThat(store().replace(location, new byte[2], ObjectAttributes.ofType("text/plain"), etag))
                .isTrue();
        assertThat(store().replace(location, new byte[3], ObjectAttributes.ofType("text/plain"), etag))
                .isFalse();
        assertThat(lock).doesNotExist();
    }

    @Test
    void leavesNoTemporaryFilesBehind() throws IOException {
        store().put(new S3Location(bucket(), "a.txt"), new byte[1], ObjectAttributes.ofType("text/plain"));

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.txt"));
        }
    }
}
