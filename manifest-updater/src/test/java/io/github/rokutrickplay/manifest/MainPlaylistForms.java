package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;

/** Main playlists as packagers, tools and people write them, within the rules and beside them. */
final class MainPlaylistForms {

    /**
     * A playlist.
     *
     * @param text all of it
     */
    record Form(String name, String text) {

        byte[] bytes() {
            return text.getBytes(UTF_8);
        }

        Form withByteOrderMark() {
            return new Form(name + ", behind a byte order mark", "\uFEFF" + text);
        }
    }

    private static final String TWO = """
            #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.64001e,mp4a.40.2"
            360.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=2400000,RESOLUTION=1280x720,CODECS="avc1.64001f,mp4a.40.2"
            720.m3u8
            """;

    private MainPlaylistForms() {}

    private static Form form(String name, String lines) {
        return new Form(name, "#EXTM3U\n" + lines);
    }

    /** Within the RFC. */
    static Stream<Form> regular() {
        return Stream.concat(packagers(), features());
    }

    private static Stream<Form> packagers() {
        return Stream.of(
                form("ffmpeg -var_stream_map", """
                        #EXT-X-VERSION:6
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="group_aud",NAME="audio_1",DEFAULT=YES,URI="out_1.m3u8"
                        #EXT-X-STREAM-INF:BANDWIDTH=1100000,RESOLUTION=1280x720,CODECS="avc1.64001f,mp4a.40.2",AUDIO="group_aud"
                        out_0.m3u8

                        """),
                form("MediaConvert", """
                        #EXT-X-VERSION:6
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-STREAM-INF:BANDWIDTH=2310000,AVERAGE-BANDWIDTH=1910000,CODECS="avc1.640028,mp4a.40.2",FRAME-RATE=29.970
                        film_720p.m3u8
                        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=210000,CODECS="avc1.640028",RESOLUTION=1280x720,URI="film_I-Frame.m3u8"
                        """),
                form("MediaPackage", """
                        #EXT-X-VERSION:3
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-STREAM-INF:BANDWIDTH=1200000,RESOLUTION=960x540,CODECS="avc1.64001F,mp4a.40.2",SUBTITLES="subs"
                        ../../../ab12/index_1.m3u8?m=1700000000
                        #EXT-X-MEDIA:LANGUAGE="en",AUTOSELECT=YES,TYPE=SUBTITLES,URI="index_5_0.m3u8",GROUP-ID="subs",NAME="English"
                        """),
                form("shaka-packager", """
                        ## Generated with https://github.com/shaka-project/shaka-packager version v2.6.1-634af65-release

                        #EXT-X-INDEPENDENT-SEGMENTS

                        #EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8",GROUP-ID="default-audio-group",LANGUAGE="en",NAME="stream_0",CHANNELS="2"

                        #EXT-X-STREAM-INF:BANDWIDTH=1234567,CODECS="avc1.64001f,mp4a.40.2",VIDEO-RANGE=SDR,AUDIO="default-audio-group"
                        h264.m3u8

                        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=123456,CODECS="avc1.64001f",RESOLUTION=1280x720,URI="iframe.m3u8"
                        """),
                form("Bento4", """
                        # Created with Bento4 mp4-dash.py, VERSION=2.0.0-640
                        #
                        #EXT-X-VERSION:6

                        # Media Playlists
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio_mp4a",LANGUAGE="und",NAME="Unknown",DEFAULT=YES,URI="audio-und.m3u8"

                        # Video
                        #EXT-X-STREAM-INF:AUDIO="audio_mp4a",AVERAGE-BANDWIDTH=300000,BANDWIDTH=400000,CODECS="avc1.42C01E,mp4a.40.2"
                        video-avc1-1.m3u8

                        # I-Frame Playlists
                        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=40000,CODECS="avc1.42C01E",RESOLUTION=640x360,URI="video_iframes.m3u8"
                        """),
                form("Unified Streaming", """
                        #EXT-X-VERSION:4
                        ## Created with Unified Streaming Platform  (version=1.11.20-26889)

                        # variants
                        #EXT-X-STREAM-INF:BANDWIDTH=493000,CODECS="mp4a.40.2,avc1.66.30",RESOLUTION=224x100,FRAME-RATE=24
                        film-audio_eng=64008-video_eng=401000.m3u8

                        # keyframes
                        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=58000,CODECS="avc1.66.30",URI="keyframes/film-video_eng=401000.m3u8"
                        """),
                form("Zencoder", """
                        #EXT-X-STREAM-INF:PROGRAM-ID=1,BANDWIDTH=440000,CODECS="avc1.42001e, mp4a.40.2",RESOLUTION=400x224
                        film-440k.m3u8
                        #EXT-X-STREAM-INF:PROGRAM-ID=1,BANDWIDTH=64000,CODECS="mp4a.40.5"
                        film-64k.m3u8
                        """));
    }

    private static Stream<Form> features() {
        return Stream.of(
                form("two variants", TWO),
                form("absolute URLs with tokens", """
                        #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360
                        https://d111.cloudfront.net/film/360.m3u8?Policy=eyJTdGF0ZW1lbnQi&Signature=a~b-c_&Key-Pair-Id=K1
                        #EXT-X-STREAM-INF:BANDWIDTH=2400000,RESOLUTION=1280x720
                        //cdn.example.com/film/720.m3u8
                        #EXT-X-STREAM-INF:BANDWIDTH=4800000,RESOLUTION=1920x1080
                        /film/1080.m3u8#t=0
                        """),
                form("captions and languages", """
                        #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="日本語, über=alles 😀",LANGUAGE="ja",INSTREAM-ID="CC1"
                        #EXT-X-STREAM-INF:BANDWIDTH=1,CLOSED-CAPTIONS="cc"
                        v.m3u8
                        """),
                form("DRM and session data", """
                        #EXT-X-VERSION:8
                        #EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://1",KEYFORMAT="com.apple.streamingkeydelivery"
                        #EXT-X-SESSION-DATA:DATA-ID="com.example.title",VALUE="#EXT-X-STREAM-INF:BANDWIDTH=1"
                        #EXT-X-STREAM-INF:BANDWIDTH=1,HDCP-LEVEL=TYPE-0
                        a.m3u8
                        """),
                form("steering", """
                        #EXT-X-CONTENT-STEERING:SERVER-URI="/steering?video=00012",PATHWAY-ID="CDN-A"
                        #EXT-X-STREAM-INF:BANDWIDTH=1,PATHWAY-ID="CDN-A",STABLE-VARIANT-ID="x+/=.-_"
                        a.m3u8
                        #EXT-X-STREAM-INF:BANDWIDTH=1,PATHWAY-ID="CDN-B"
                        b.m3u8
                        """),
                form("variables", """
                        #EXT-X-VERSION:11
                        #EXT-X-DEFINE:NAME="p",VALUE="video"
                        #EXT-X-DEFINE:QUERYPARAM="token"
                        #EXT-X-STREAM-INF:BANDWIDTH=1,NAME="{$p}"
                        {$p}/a.m3u8?{$token}
                        """),
                form("I-frames and renditions alone", """
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="en",URI="en.m3u8"
                        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=9,URI="i.m3u8"
                        """),
                form("image streams of others", TWO + """
                        #EXT-X-IMAGE-STREAM-INF:BANDWIDTH=9,RESOLUTION=1x1,CODECS="jpeg",URI="film_images.m3u8"
                        """));
    }

    /** Line ends, blanks and encodings. */
    static Stream<Form> bytewise() {
        return Stream.of(
                new Form("CRLF", ("#EXTM3U\n" + TWO).replace("\n", "\r\n")),
                form("no line end at the end", TWO.stripTrailing()),
                new Form("CRLF, and none at the end", ("#EXTM3U\n" + TWO.stripTrailing()).replace("\n", "\r\n")),
                new Form("CRLF behind the first line only", "#EXTM3U\r\n" + TWO),
                form("LF behind the first line only", TWO.replace("\n", "\r\n")),
                form("CR CR LF", TWO.replace("\n", "\r\r\n")),
                form("blanks and tabs behind each line", TWO.replace("\n", " \t\n")),
                form("an empty line behind each", TWO.replace("\n", "\n\n")),
                new Form("blanks behind #EXTM3U", "#EXTM3U  \n" + TWO),
                form("zero bytes at the end", TWO + "\0\0\0"));
    }

    /** Beside the RFC. */
    static Stream<Form> irregular() {
        return Stream.of(
                form("a comment before the URI", TWO.replace("720.m3u8", "# 720p\n720.m3u8")),
                form("an unknown tag before the URI", TWO.replace("720.m3u8", "#EXT-X-MORE:A=1\n\n720.m3u8")),
                form("a variant without its URI", "#EXT-X-STREAM-INF:BANDWIDTH=1\n" + TWO),
                form("an undefined variable", TWO.replace("720.m3u8", "{$cdn}/720.m3u8")),
                form("an imported variable", "#EXT-X-DEFINE:IMPORT=\"a\"\n" + TWO.replace("720.", "{$a}.")),
                form("a variable without a value", "#EXT-X-DEFINE:NAME=\"a\"\n#EXT-X-DEFINE:\n" + TWO),
                form("an attribute twice", TWO.replace("BANDWIDTH=8", "BANDWIDTH=1,BANDWIDTH=8")),
                form("blanks around equals signs", TWO.replace("=", " = ").replace(",R", " , R")),
                form("a quoted RESOLUTION", TWO.replace("1280x720", "\"1280x720\"")),
                form("a RESOLUTION that is none", TWO.replace("1280x720", "720p")),
                form("a BANDWIDTH with a fraction", TWO.replace("800000", "800000.5")),
                form("a BANDWIDTH that is none", TWO.replace("800000", "800 kbit/s")),
                form("no BANDWIDTH", TWO.replace("BANDWIDTH=800000,", "")),
                form("CODECS without quotes", TWO.replace("\"", "")),
                form("CODECS without a closing quote", TWO.replace("40.2\"", "40.2")),
                form("attributes in small letters", TWO.replace("RESOLUTION", "resolution")),
                form(
                        "commas too many",
                        TWO.replace(",", ",,").replace(":", ":,").replace("\"\n", "\",\n")),
                form("no attributes", "#EXT-X-STREAM-INF\na.m3u8\n#EXT-X-STREAM-INF:\nb.m3u8\n"),
                form("tags of media playlists", "#EXT-X-PLAYLIST-TYPE:VOD\n" + TWO + "#EXT-X-ENDLIST\n"),
                form("an I-frame stream without a URI", TWO + "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1\n"),
                form("an image stream without a URI", TWO + "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1\n"),
                form("a URI that is none", TWO.replace("720.m3u8", "ht!tp://%zz/\\..\\720 .m3u8")),
                form("text between the tags", "film\n" + TWO + "end\n"));
    }

    /** A last variant has no URI. */
    static Stream<Form> unfinished() {
        return Stream.of(
                form("a last line", TWO + "#EXT-X-STREAM-INF:BANDWIDTH=1\n"),
                form("a last line that is not ended", TWO + "#EXT-X-STREAM-INF:BANDWIDTH=1"),
                form("comments behind it", TWO + "#EXT-X-STREAM-INF:BANDWIDTH=1\n\n# end\n"),
                form("nothing else", "#EXT-X-STREAM-INF:BANDWIDTH=1\n"));
    }
}
