package io.github.rokutrickplay.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.snapshot.Priming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Thumbnails of a film of a tenth of a second: an event read, playlists parsed, a frame decoded, scaled and written. */
final class GeneratorPriming implements Priming.Work {

    private static final String EVENT = """
            {"detail": {"eventType": "JOB_COMPLETE", "mediaKey": "priming", "mediaKeyId": "film/", "outputGroupDetails":
            [{"outputDetails": [{"outputFilePaths": ["s3://priming/film/main.m3u8"]}]}]}}
            """;

    private static final String MAIN_PLAYLIST = """
            #EXTM3U
            #EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=1280x720,CODECS="avc1.64001f"
            video.m3u8
            """;

    private static final String MEDIA_PLAYLIST = """
            #EXTM3U
            #EXT-X-TARGETDURATION:1
            #EXTINF:0.1,
            priming.ts
            #EXT-X-ENDLIST
            """;

    /** What is in the bucket. */
    static Map<String, byte[]> objects() {
        return Map.of(
                "film/main.m3u8", MAIN_PLAYLIST.getBytes(UTF_8),
                "film/video.m3u8", MEDIA_PLAYLIST.getBytes(UTF_8),
                "film/priming.ts", segment());
    }

    /** Made by make-priming.sh. */
    private static byte[] segment() {
        try (InputStream in = GeneratorPriming.class.getResourceAsStream("priming.ts")) {
            return Objects.requireNonNull(in, "priming.ts is in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("priming.ts cannot be read", e);
        }
    }

    @Override
    public void run(Map<String, String> environment) {
        GeneratorConfig config = GeneratorConfig.of(environment);
        try (AwsClients clients = new AwsClients(environment)) {
            GenerateTrickPlay useCase =
                    GenerateTrickPlay.decoding(clients.objectStore(), clients.messageQueue(), config);
            if (JobEvent.read(Json.readTree(EVENT, "the event"), false) instanceof JobEvent.Finished finished) {
                finished.assets().forEach(asset -> useCase.generate(asset, "priming", Progress.NONE));
            }
        }
    }
}
