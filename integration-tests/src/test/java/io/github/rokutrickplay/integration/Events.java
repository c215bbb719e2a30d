package io.github.rokutrickplay.integration;

import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.message.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the functions are invoked with. */
final class Events {

    private Events() {}

    /** The documented event of the README. */
    static String documented(String mediaKey, String mediaPath) {
        return """
               {"detail":{"eventType":"JOB_COMPLETE","mediaKey":"%s","mediaKeyId":"%s","outputGroupDetails":[
                 {"outputDetails":[{"outputFilePaths":["s3://%s/%splay.m3u8"]}]}]}}""".formatted(mediaKey, mediaPath, LocalPlatform.BUCKET, mediaPath);
    }

    /** What takes out again what {@link #documented} has brought. */
    static String removal(String mediaKey, String mediaPath) {
        return documented(mediaKey, mediaPath).replace("JOB_COMPLETE", "TRICK_PLAY_REMOVE");
    }

    /** What MediaConvert sends of a job with these main playlists, each in an HLS group. */
    static String mediaConvert(String... mainPlaylistKeys) {
        List<String> groups = Arrays.stream(mainPlaylistKeys)
                .map(key -> """
                        {"type":"HLS_GROUP","playlistFilePaths":["s3://%1$s/%2$s"],
                         "outputDetails":[{"outputFilePaths":["s3://%1$s/%2$s_360.m3u8"],"durationInMs":25000,
                           "videoDetails":{"widthInPx":640,"heightInPx":360}}]}""".formatted(LocalPlatform.BUCKET, key))
                .toList();
        return """
               {"version":"0","id":"1","detail-type":"MediaConvert Job State Change","source":"aws.mediaconvert",
                "account":"111122223333","time":"2026-09-14T18:07:36Z","region":"us-east-1","resources":[],
                "detail":{"timestamp":1789402056471,"accountId":"111122223333","queue":"q","jobId":"job-7","status":"COMPLETE",
                 "userMetadata":{},"outputGroupDetails":[%s,
                  {"type":"FILE_GROUP","outputDetails":[{"outputFilePaths":["s3://%s/film.mp4"]}]}]}}""".formatted(String.join(",", groups), LocalPlatform.BUCKET);
    }

    static String sqs(String... bodies) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (String body : bodies) {
            records.add(Map.of(
                    "messageId",
                    "m" + records.size(),
                    "body",
                    body,
                    "attributes",
                    Map.of("ApproximateReceiveCount", "1")));
        }
        return "{\"Records\":" + Json.write(records).replace("message_id", "messageId") + "}";
    }
}
