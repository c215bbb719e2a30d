package io.github.rokutrickplay.local.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.message.ThumbnailIndex.Source;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A film in a bucket, in a folder {@code films/one/}, of which another one lies beside. */
final class StoredFilm {

    static final String FOLDER = "films/one/";
    static final S3Location MAIN = new S3Location("bucket", FOLDER + "main.m3u8");
    static final int INTERVAL = 10;

    final InMemoryObjectStore store = new InMemoryObjectStore();

    private final AssetNames names;

    StoredFilm() {
        this("one");
    }

    StoredFilm(String mediaKey) {
        names = AssetNames.of(mediaKey, FOLDER, "thumbs");
        put(MAIN.key(), "#EXTM3U\n");
        put("films/two/main.m3u8", "#EXTM3U\n");
    }

    PreviewFilm film() {
        return film(UnaryOperator.identity());
    }

    PreviewFilm film(UnaryOperator<String> readable) {
        return new PreviewFilm(store, MAIN, names, readable);
    }

    AssetNames names() {
        return names;
    }

    void put(String key, String text) {
        put(key, text.getBytes(UTF_8));
    }

    void put(String key, byte[] body) {
        store.put(MAIN.withKey(key), body, ObjectAttributes.ofType("text/plain"));
    }

    /** Records single images of so many bytes each, and puts them there; those with a reason are missing. */
    void images(int count, int bytes, int missing, String reason) {
        List<Image> images = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            BigDecimal time = BigDecimal.valueOf((number - 1L) * INTERVAL);
            String key = names.imageKey("small", number);
            if (number == missing) {
                images.add(Image.missing(key, time, BigDecimal.valueOf(INTERVAL), reason));
            } else {
                images.add(new Image(key, time, BigDecimal.valueOf(INTERVAL), bytes));
                put(key, new byte[Math.min(bytes, 100)]);
            }
        }
        index(new Rendition("small", 320, 180, 320, 180, images), count * INTERVAL);
    }

    /** Records sheets of 2x2 alone: two, of which the second is not full, and lacks its second tile. */
    void sheets() {
        Sheet full = new Sheet(
                "films/one/thumbs/s1.jpg", BigDecimal.ZERO, BigDecimal.valueOf(4 * INTERVAL), 10, 4, List.of());
        Sheet rest = new Sheet(
                "films/one/thumbs/s2.jpg", BigDecimal.valueOf(4 * INTERVAL), BigDecimal.valueOf(25), 10, 3, List.of(2));
        put(full.key(), new byte[10]);
        put(rest.key(), new byte[10]);
        Sheets sheets = new Sheets(2, 2, List.of(full, rest));
        index(new Rendition("small", 320, 180, 320, 134, List.of(), null, sheets, List.of()), 65);
    }

    private void index(Rendition rendition, int seconds) {
        ThumbnailIndex index = new ThumbnailIndex(
                ThumbnailIndex.VERSION,
                names.mediaKey(),
                FOLDER,
                Source.ofHls(MAIN.toString(), "s3://bucket/films/one/360p.m3u8", "\"e\"", List.of()),
                BigDecimal.valueOf(INTERVAL),
                BigDecimal.valueOf(seconds),
                List.of(),
                List.of(rendition));
        put(names.indexKey(), index.toJson());
    }
}
