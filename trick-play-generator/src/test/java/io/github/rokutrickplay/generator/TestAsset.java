package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A film of playlists only, and a maker of thumbnails that needs no video: each is its own name. */
final class TestAsset {

    static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/manifest-queue";
    static final String DLQ = "https://sqs.us-east-1.amazonaws.com/123456789012/generator-dlq";
    static final S3Location MAIN = S3Location.parse("s3://bucket/content/video123/play.m3u8");

    /** Two renditions; 25 seconds, with a discontinuity at 12. */
    static void putInto(InMemoryObjectStore store, S3Location main) {
        store.putText(main, """
                #EXTM3U
                #EXT-X-STREAM-INF:BANDWIDTH=3000000,RESOLUTION=1280x720,CODECS="avc1.4d401f"
                720.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360,CODECS="avc1.4d401e"
                360.m3u8
                """, "application/vnd.apple.mpegurl");
        store.putText(main.withKey(main.folder() + "360.m3u8"), """
                #EXTM3U
                #EXT-X-TARGETDURATION:12
                #EXTINF:12,
                a.ts
                #EXT-X-DISCONTINUITY
                #EXTINF:13.0000004,
                b.ts
                #EXT-X-ENDLIST
                """, "application/vnd.apple.mpegurl");
    }

    static GeneratorConfig config() {
        return config(Map.of());
    }

    static GeneratorConfig config(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.putAll(
                Map.of("AWS_S3_BUCKET", "bucket", "SQS_MANIFEST_QUEUE_URL", QUEUE, "DEAD_LETTER_QUEUE_URL", DLQ));
        return GeneratorConfig.of(environment);
    }

    static FakeExtractor namesForPictures(List<ThumbnailBox> boxes, Integer... lost) {
        return new FakeExtractor(boxes, new TreeSet<>(List.of(lost)));
    }

    private TestAsset() {}
}
