package io.github.rokutrickplay.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rokutrickplay.local.FunctionName;

/** What each function is invoked with: the same small film, generated, published and cleared. */
final class Events {

    static final String MEDIA_PATH = "content/film/";

    private static final String MAIN_PLAYLIST = "s3://trick-play-bucket/" + MEDIA_PATH + "main.m3u8";

    private static final String GENERATE = """
            {"detail": {"eventType": "JOB_COMPLETE", "mediaKey": "film", "mediaKeyId": "%s",
            "outputGroupDetails": [{"outputDetails": [{"outputFilePaths": ["%s"]}]}]}}
            """.formatted(MEDIA_PATH, MAIN_PLAYLIST);

    private static final String PUBLISH = """
            {"media_key": "film", "media_path": "%1$s", "hls_url": "%2$s", "request_id": "1",
            "index_url": "s3://trick-play-bucket/%1$sthumbs/film.index.json"}
            """.formatted(MEDIA_PATH, MAIN_PLAYLIST);

    private static final String CLEAR = """
            {"media_key": "film", "media_path": "%1$s", "request_id": "1", "version": "1",
            "paths_to_invalidate": ["/%1$smain.m3u8", "/%1$sthumbs/*"]}
            """.formatted(MEDIA_PATH);

    private Events() {}

    static byte[] of(FunctionName function) {
        return (switch (function) {
                    case GENERATOR -> GENERATE;
                    case UPDATER -> sqs(PUBLISH);
                    case INVALIDATOR -> sqs(CLEAR);
                })
                .getBytes(UTF_8);
    }

    private static String sqs(String body) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode message = event.putArray("Records").addObject();
        message.put("messageId", "1").put("body", body).put("eventSource", "aws:sqs");
        message.putObject("attributes").put("ApproximateReceiveCount", "1");
        return event.toString();
    }
}
