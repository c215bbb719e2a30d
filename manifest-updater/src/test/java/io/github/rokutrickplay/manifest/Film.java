package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** An asset in a bucket, as trick-play-generator leaves it: 35.48 seconds, four images in two sizes, an index. */
final class Film {

    static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/invalidation-queue";
    static final S3Location MAIN = S3Location.parse("s3://bucket/content/video123/play.m3u8");
    static final S3Location SMALL = MAIN.withKey("content/video123/thumbs_320x180.m3u8");
    static final S3Location BIG = MAIN.withKey("content/video123/thumbs_640x360.m3u8");
    static final S3Location INDEX = MAIN.withKey("content/video123/thumbs/video-id.index.json");

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    final InMemoryObjectStore store = new InMemoryObjectStore(now::get);
    final InMemoryMessageQueue queue = new InMemoryMessageQueue();
    final Map<String, String> environment =
            new HashMap<>(Map.of("AWS_S3_BUCKET", "bucket", "SQS_CACHE_INVALIDATION_QUEUE_URL", QUEUE));

    Film() {
        store.put(MAIN, Golden.read("plain.m3u8"), ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
        putImages(4);
        putIndex(4, "35.48", List.of());
    }

    PublishManifests publisher() {
        return publisher(store);
    }

    PublishManifests publisher(ObjectStore seen) {
        return new PublishManifests(seen, queue, ManifestConfig.of(environment), now::get);
    }

    RemoveAsTold remover() {
        return new RemoveAsTold(store, queue, ManifestConfig.of(environment), now::get);
    }

    static String imageKey(String size, int number) {
        return "content/video123/thumbs/video-id_%s.%05d.jpg".formatted(size, number);
    }

    void putImages(int count) {
        for (int i = 1; i <= count; i++) {
            store.put(MAIN.withKey(imageKey("small", i)), jpeg(320, 134), ObjectAttributes.ofType("image/jpeg"));
            store.put(MAIN.withKey(imageKey("big", i)), jpeg(640, 268), ObjectAttributes.ofType("image/jpeg"));
        }
    }

    void putIndex(int images, String seconds, List<BigDecimal> discontinuities) {
        putIndex(images, seconds, discontinuities, Set.of());
    }

    /**
     * @param missing the numbers of the images that there are none of
     */
    void putIndex(int images, String seconds, List<BigDecimal> discontinuities, Set<Integer> missing) {
        putIndex(
                1,
                new BigDecimal(seconds),
                discontinuities,
                List.of(
                        new ThumbnailIndex.Rendition(
                                "small", 320, 180, 320, 134, images("small", images, 8000, missing)),
                        new ThumbnailIndex.Rendition(
                                "big", 640, 360, 640, 268, images("big", images, 24000, missing))));
    }

    /** Of a video that is smaller than both boxes: both sizes have the same images. */
    void putIndexOfOneSize(int count) {
        List<ThumbnailIndex.Image> same = images("small", count, 2000, Set.of());
        putIndex(
                1,
                new BigDecimal("35.48"),
                List.of(),
                List.of(
                        new ThumbnailIndex.Rendition("small", 320, 180, 160, 90, same),
                        new ThumbnailIndex.Rendition("big", 640, 360, 160, 90, same)));
    }

    /** Of sheets of 2x1, a sequence and BIF; and of single images as well if {@code singles} says so. */
    void putIndexOfForms(boolean singles) {
        List<ThumbnailIndex.Sheet> sheets = List.of(
                new ThumbnailIndex.Sheet(sheetKey(1), BigDecimal.ZERO, new BigDecimal("20"), 9000, 2, List.of(2)),
                new ThumbnailIndex.Sheet(
                        sheetKey(2), new BigDecimal("20"), new BigDecimal("15.48"), 8000, 2, List.of()));
        List<ThumbnailIndex.Part> parts = List.of(
                new ThumbnailIndex.Part(BigDecimal.ZERO, new BigDecimal("20"), 605, 1000),
                new ThumbnailIndex.Part(new BigDecimal("20"), BigDecimal.TEN, 1605, 900),
                new ThumbnailIndex.Part(new BigDecimal("30"), new BigDecimal("5.48"), 2505, 1100));
        putIndex(
                2,
                new BigDecimal("35.48"),
                List.of(),
                List.of(new ThumbnailIndex.Rendition(
                        "small",
                        320,
                        180,
                        320,
                        134,
                        singles ? images("small", 4, 4000, Set.of(2)) : List.of(),
                        null,
                        new ThumbnailIndex.Sheets(2, 1, sheets),
                        List.of(
                                new ThumbnailIndex.ThumbnailFile(
                                        ThumbnailIndex.ThumbnailFile.MJPEG,
                                        "content/video123/thumbs_320x180.mp4",
                                        3605,
                                        605,
                                        parts),
                                new ThumbnailIndex.ThumbnailFile(
                                        ThumbnailIndex.ThumbnailFile.BIF,
                                        "content/video123/thumbs_320x180.bif",
                                        3000,
                                        104,
                                        List.of())))));
    }

    /** 25.5 s on one sheet of 2x2. */
    void putIndexOfOneSheet() {
        putIndex(
                2,
                new BigDecimal("25.5"),
                List.of(),
                List.of(new ThumbnailIndex.Rendition(
                        "small",
                        320,
                        180,
                        320,
                        134,
                        List.of(),
                        null,
                        new ThumbnailIndex.Sheets(
                                2,
                                2,
                                List.of(new ThumbnailIndex.Sheet(
                                        "content/video123/thumbs/video-id_small.2x2.00001.jpg",
                                        BigDecimal.ZERO,
                                        new BigDecimal("25.5"),
                                        9000,
                                        3,
                                        List.of()))),
                        List.of())));
    }

    private void putIndex(
            int version,
            BigDecimal seconds,
            List<BigDecimal> discontinuities,
            List<ThumbnailIndex.Rendition> renditions) {
        ThumbnailIndex index = new ThumbnailIndex(
                version,
                "video-id",
                "content/video123/",
                ThumbnailIndex.Source.ofHls(MAIN.toString(), MAIN.toString(), "\"1\"", List.of()),
                BigDecimal.TEN,
                seconds,
                discontinuities,
                renditions);
        store.putText(INDEX, new String(index.toJson(), UTF_8), "application/json");
    }

    static String sheetKey(int number) {
        return "content/video123/thumbs/video-id_small.2x1.%05d.jpg".formatted(number);
    }

    private static List<ThumbnailIndex.Image> images(String size, int count, long bytes, Set<Integer> missing) {
        return IntStream.range(0, count)
                .mapToObj(i -> image(imageKey(size, i + 1), 10L * i, bytes + i, missing.contains(i + 1)))
                .toList();
    }

    private static ThumbnailIndex.Image image(String key, long seconds, long bytes, boolean missing) {
        BigDecimal time = BigDecimal.valueOf(seconds);
        return missing
                ? ThumbnailIndex.Image.missing(key, time, BigDecimal.TEN, "segment 3 is missing")
                : new ThumbnailIndex.Image(key, time, BigDecimal.TEN, bytes);
    }

    static ManifestMessage message() {
        return new ManifestMessage(
                "video-id",
                "content/video123/",
                MAIN.toString(),
                null,
                null,
                "request-1",
                INDEX.toString(),
                null,
                null);
    }

    /** What {@code seed.md} documents, and nothing more. */
    static String seedJson() {
        return """
            {
              "media_key": "unique-video-id",
              "media_path": "content/video123/",
              "hls_url": "s3://bucket/content/video123/play.m3u8",
              "small_thumbnails": ["content/video123/thumbs/video-id_small.00001.jpg", "content/video123/thumbs/video-id_small.00002.jpg"],
              "big_thumbnails": ["content/video123/thumbs/video-id_big.00001.jpg", "content/video123/thumbs/video-id_big.00002.jpg"],
              "request_id": "request-7"
            }
            """;
    }

    /** The video that the main playlist names, 18 seconds with a discontinuity after 12. */
    void putVideo() {
        store.put(
                MAIN.withKey("content/video123/play_720p.m3u8"),
                """
                #EXTM3U
                #EXT-X-TARGETDURATION:6
                #EXTINF:6,
                a.ts
                #EXTINF:6,
                b.ts
                #EXT-X-DISCONTINUITY
                #EXTINF:6,
                c.ts
                #EXT-X-ENDLIST
                """.getBytes(UTF_8),
                ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
    }

    static byte[] jpeg(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
