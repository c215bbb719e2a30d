package io.github.rokutrickplay.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MediaPlaylist;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class StoredPlaylistTest {

    private static final S3Location LOCATION = S3Location.parse("s3://bucket/a/play.m3u8");
    private static final byte[] PLAYLIST = "#EXTM3U\n#EXTINF:4,\na.ts\n".getBytes(UTF_8);

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private StoredPlaylist read(byte[] body) {
        store.put(LOCATION, body, ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
        return StoredPlaylist.read(store, LOCATION);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void readsPlainText() {
        StoredPlaylist playlist = read(PLAYLIST);

        assertThat(playlist.gzip()).isFalse();
        assertThat(playlist.encode(playlist.text())).isEqualTo(PLAYLIST);
        assertThat(playlist.parse()).isInstanceOf(MediaPlaylist.class);
    }

    @Test
    void readsAndWritesGzipWhateverTheHeadersSay() throws IOException {
        StoredPlaylist playlist = read(gzip(PLAYLIST));

        assertThat(playlist.gzip()).isTrue();
        assertThat(playlist.text().toBytes()).isEqualTo(PLAYLIST);
        assertThat(read(playlist.encode(playlist.text())).text()).isEqualTo(playlist.text());
    }

    @Test
    void refusesACompressedPlaylistThatUnfoldsWithoutEnd() throws IOException {
        byte[] bomb = gzip(new byte[StoredPlaylist.MAX_BYTES + 1]);

        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("unfolds to more than");
    }

    @Test
    void refusesDamagedData() throws IOException {
        byte[] whole = gzip(PLAYLIST);

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 9)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("damaged gzip");
    }

    @Test
    void namesTheObjectThatIsMissingOrNoPlaylist() {
        assertThatThrownBy(() -> StoredPlaylist.read(store, LOCATION))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("playlist s3://bucket/a/play.m3u8 does not exist");
        assertThatThrownBy(() -> read("<html>".getBytes(UTF_8)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("s3://bucket/a/play.m3u8 is not a playlist that can be used: it starts with");
        assertThatThrownBy(() ->
                        read("#EXTM3U\n#EXTINF:x,\na.ts\n".getBytes(UTF_8)).parse())
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("line 2");
    }
}
