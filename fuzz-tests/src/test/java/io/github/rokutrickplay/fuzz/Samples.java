package io.github.rokutrickplay.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Texts to begin with: together they hold every tag and field that is read. */
final class Samples {

    static final List<String> MULTIVARIANT =
            List.of("""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-DEFINE:NAME="dir",VALUE="."
            #EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=800000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=24.000
            a.m3u8
            #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90000,CODECS="avc1.4d401e",RESOLUTION=640x360,URI="i.m3u8"
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="en",URI="audio.m3u8"
            #EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1000,RESOLUTION=320x180,CODECS="jpeg",URI="thumbs_320x180.m3u8"
            """, "#EXTM3U\r\n#EXT-X-STREAM-INF:BANDWIDTH=1,VIDEO-RANGE=PQ\r\n{$q}a.m3u8\r\n", """
            #EXTM3U
            #EXT-X-STREAM-INF:BANDWIDTH=1
            a.m3u8""");

    static final List<String> MEDIA = List.of("""
            #EXTM3U
            #EXT-X-TARGETDURATION:6
            #EXT-X-MEDIA-SEQUENCE:7
            #EXT-X-MAP:URI="init.mp4",BYTERANGE="700@0"
            #EXTINF:6.006,title
            #EXT-X-BYTERANGE:1000@700
            a.mp4
            #EXTINF:6.006,
            #EXT-X-BYTERANGE:900
            a.mp4
            #EXT-X-DISCONTINUITY
            #EXT-X-GAP
            #EXTINF:5,
            b%20c.m4s
            #EXT-X-ENDLIST
            """, """
            #EXTM3U
            #EXT-X-TARGETDURATION:6
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-KEY:METHOD=AES-128,URI="key.bin",IV=0x00112233445566778899aabbccddeeff
            #EXTINF:6,
            a.ts
            #EXT-X-KEY:METHOD=NONE
            #EXTINF:6,
            b.ts
            #EXT-X-ENDLIST
            """, """
            #EXTM3U
            #EXT-X-I-FRAMES-ONLY
            #EXT-X-DEFINE:IMPORT="dir"
            #EXTINF:2.5,
            #EXT-X-BYTERANGE:376@188
            {$dir}/a.ts
            #EXT-X-ENDLIST
            """);

    static final List<String> PLAYLISTS =
            Stream.concat(MULTIVARIANT.stream(), MEDIA.stream()).toList();

    static final List<String> EVENTS = List.of("""
            {"detail":{"eventType":"JOB_COMPLETE","mediaKey":"k","mediaKeyId":"p/","outputGroupDetails":[{"outputDetails":[{"outputFilePaths":["s3://b/p/play.m3u8"]}]}]}}
            """, """
            {"time":"2026-11-22T10:00:00Z","detail":{"status":"COMPLETE","jobId":"1-a","userMetadata":{"mediaKey":"k"},"outputGroupDetails":[{"type":"HLS_GROUP","playlistFilePaths":["s3://b/p/main.m3u8"],"outputDetails":[{"outputFilePaths":["s3://b/p/v.m3u8"]}]},{"type":"FILE_GROUP","outputDetails":[{"outputFilePaths":["s3://b/p/a.mp4"]}]}]}}
            """, """
            {"detail":{"status":"ERROR"}}
            """);

    static final List<String> MESSAGES = List.of("""
            {"media_key":"film","media_path":"film/","hls_url":"s3://films/film/main.m3u8","index_url":"s3://films/film/thumbs/film.index.json","request_id":"r"}
            """, """
            {"media_key":"film","media_path":"film/","hls_url":"s3://films/film/main.m3u8","small_thumbnails":["film/thumbs/film_small.00001.jpg"],"big_thumbnails":[]}
            """);

    static final String INDEX = """
            {"version":1,"media_key":"film","media_path":"film/","source":{"hls_url":"s3://films/film/main.m3u8","playlist_url":"s3://films/film/a.m3u8","playlist_etag":"e"},"interval_seconds":10,"duration_seconds":17.012,"discontinuity_seconds":[12.012],"renditions":[{"name":"small","box_width":320,"box_height":180,"width":320,"height":180,"images":[{"key":"film/thumbs/film_small.00001.jpg","time_seconds":0,"duration_seconds":10,"bytes":9000},{"key":"film/thumbs/film_small.00002.jpg","time_seconds":10,"duration_seconds":7.012,"bytes":0,"missing":"gone"}]}]}
            """;

    private Samples() {}
}
