package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.lambda.SqsBatch;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.snapshot.Priming;
import java.time.InstantSource;
import java.util.Map;

/** A film with one thumbnail of each size published: a message and an index read, playlists written and edited. */
final class UpdaterPriming implements Priming.Work {

    private static final String MESSAGE = """
            {"media_key": "film", "media_path": "film/", "hls_url": "s3://priming/film/main.m3u8", "request_id": "1",
            "small_thumbnails": ["film/thumbs/film_small.00001.jpg"], "big_thumbnails": ["film/thumbs/film_big.00001.jpg"],
            "index_url": "s3://priming/film/thumbs/film.index.json"}
            """;

    private static final String INDEX = """
            {"version": 1, "media_key": "film", "media_path": "film/", "interval_seconds": 10, "duration_seconds": 5,
            "source": {"hls_url": "s3://priming/film/main.m3u8", "playlist_url": "s3://priming/film/video.m3u8",
            "playlist_etag": "0"}, "discontinuity_seconds": [], "renditions": [
            {"name": "small", "box_width": 320, "box_height": 180, "width": 320, "height": 180, "images":
            [{"key": "film/thumbs/film_small.00001.jpg", "time_seconds": 0, "duration_seconds": 5, "bytes": 5000}]},
            {"name": "big", "box_width": 640, "box_height": 360, "width": 640, "height": 360, "images":
            [{"key": "film/thumbs/film_big.00001.jpg", "time_seconds": 0, "duration_seconds": 5, "bytes": 9000}]}]}
            """;

    private static final String MAIN_PLAYLIST = """
            #EXTM3U
            #EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=1280x720,CODECS="avc1.64001f"
            video.m3u8
            """;

    /** What is in the bucket. */
    static Map<String, byte[]> objects() {
        return Map.of(
                "film/main.m3u8", MAIN_PLAYLIST.getBytes(UTF_8),
                "film/thumbs/film.index.json", INDEX.getBytes(UTF_8));
    }

    @Override
    public void run(Map<String, String> environment) {
        try (AwsClients clients = new AwsClients(environment)) {
            PublishManifests publisher = new PublishManifests(
                    clients.objectStore(),
                    clients.messageQueue(),
                    ManifestConfig.of(environment),
                    InstantSource.system());
            SqsBatch.prime(() -> publisher.publish(Json.read(MESSAGE, ManifestMessage.class, "the message")));
        }
    }
}
