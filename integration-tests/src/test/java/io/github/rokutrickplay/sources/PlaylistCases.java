package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What playlists can look like. */
final class PlaylistCases {

    private static final String GROUP = "Playlists";
    private static final String KNOWN = "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS=\"avc1.42c01e\"";

    private PlaylistCases() {}

    static List<SourceCase> all() {
        return List.of(
                changed("byte ranges without offsets", SegmentFormat.FMP4_SINGLE_FILE, PlaylistCases::continueRanges),
                new SourceCase(
                        GROUP,
                        "EXT-X-MAP changes in a run (another size)",
                        (studio, folder) -> mixed(studio, folder, "")),
                new SourceCase(
                        GROUP,
                        "EXT-X-MAP changes at a discontinuity (another size)",
                        (studio, folder) -> mixed(studio, folder, "#EXT-X-DISCONTINUITY\n")),
                changed("EXT-X-DEFINE with NAME and with IMPORT", SegmentFormat.FMP4, PlaylistCases::define),
                changed("EXT-X-DEFINE with QUERYPARAM in a query", SegmentFormat.MPEG_TS, PlaylistCases::queryInQuery),
                new SourceCase(GROUP, "EXT-X-DEFINE with QUERYPARAM in a path", (studio, folder) -> {
                    Film film = studio.sample(Studio.spec(), folder);
                    Packaging.edit(
                            Packaging.media(film.source()),
                            text -> text.replace("\n360p_", "\n{$n}_")
                                    .replaceFirst("#EXTINF", "#EXT-X-DEFINE:QUERYPARAM=\"n\"\n#EXTINF"));
                    return Film.refused(film.source(), "variable {$n} is taken from a player's request");
                }),
                changed(
                        "variants without a URI or a variable's value, a comment before the URI",
                        SegmentFormat.MPEG_TS,
                        PlaylistCases::beside),
                changed(
                        "names with spaces, '%', '+', '#', '?' and letters of two bytes, encoded or as they are",
                        SegmentFormat.MPEG_TS, PlaylistCases::rename),
                new SourceCase(GROUP, "sub-directories and ../", PlaylistCases::folders),
                changed(
                        "s3:// and https:// addresses of the same bucket",
                        SegmentFormat.MPEG_TS,
                        PlaylistCases::absolute),
                new SourceCase(GROUP, "URLs of a CDN that serves the bucket", (studio, folder) -> {
                    Film film = studio.sample(Studio.spec(), folder);
                    Packaging.edit(
                            Packaging.media(film.source()),
                            text -> text.replace("\n360p_", "\nhttps://cdn.example.com/vod/360p_"));
                    Packaging.edit(
                            film.source(),
                            text -> text.replace("\n360p.m3u8", "\nhttps://cdn.example.com/vod/360p.m3u8?token=1"));
                    return film.with("--public-url-prefixes", "https://cdn.example.com/vod/=s3://my-bucket/");
                }),
                changed(
                        "no EXT-X-ENDLIST, but EXT-X-PLAYLIST-TYPE:VOD",
                        SegmentFormat.MPEG_TS,
                        (main, media) -> Packaging.edit(
                                media, text -> text.replace("#EXT-X-ENDLIST", "#EXT-X-PLAYLIST-TYPE:VOD"))),
                changed(
                        "attributes behind #EXTM3U, no commas behind EXTINF, blanks, stray lines",
                        SegmentFormat.MPEG_TS,
                        (main, media) -> Packaging.edit(
                                media,
                                text -> text.replace("#EXTM3U", "#EXTM3U url-tvg=\"\"")
                                                .replaceAll("(#EXTINF:[^,\n]*),", "$1")
                                                .replace("\n", " \n\n")
                                        + "EOF\n")),
                changed("gzip, main and media playlist", SegmentFormat.FMP4, (main, media) -> {
                    Packaging.gzip(media);
                    Packaging.gzip(main);
                }),
                changed("byte order mark, CRLF", SegmentFormat.FMP4, (main, media) -> {
                    Packaging.withByteOrderMarkAndCarriageReturns(media);
                    Packaging.withByteOrderMarkAndCarriageReturns(main);
                }),
                changed(
                        "variants repeated for each pathway, the first on another host",
                        SegmentFormat.MPEG_TS,
                        (main, media) -> Packaging.announce(
                                main,
                                "#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://steering.example.com/\",PATHWAY-ID=\"a\"",
                                KNOWN + ",PATHWAY-ID=\"a\"",
                                "https://cdn.example.com/360p.m3u8",
                                KNOWN + ",PATHWAY-ID=\"b\"",
                                "360p.m3u8")),
                changed("audio-only renditions first", SegmentFormat.MPEG_TS, (main, media) -> {
                    Packaging.addSound(main.resolveSibling("."));
                    Packaging.edit(main, Packaging.before("#EXT-X-STREAM-INF", Packaging.AUDIO));
                }),
                new SourceCase(GROUP, "no RESOLUTION, no CODECS, audio first", PlaylistCases::unsaid),
                changed(
                        "the best variant's playlist is missing",
                        SegmentFormat.MPEG_TS,
                        (main, media) ->
                                Packaging.edit(main, text -> text + KNOWN.replace("800000", "1") + "\ngone.m3u8\n")),
                new SourceCase(GROUP, "a media playlist in place of a multivariant one", (studio, folder) -> {
                    Film film = studio.sample(Studio.spec(), folder);
                    Path media = Packaging.media(film.source());
                    byte[] before = Files.readAllBytes(media);
                    return Film.of(media, film.truth()).checked(published -> {
                        assertThat(Files.readAllBytes(media)).isEqualTo(before);
                        assertThat(published.result().path("announced").asBoolean(true))
                                .isFalse();
                        assertThat(folder.resolve("thumbs_640x360.m3u8")).exists();
                        return "image playlists written, the media playlist untouched";
                    });
                }));
    }

    private interface Change {
        void make(Path main, Path media) throws IOException, InterruptedException;
    }

    /** A film whose playlists are changed, but not what it presents. */
    private static SourceCase changed(String name, SegmentFormat format, Change change) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = studio.sample(Studio.spec().withFormat(format), folder);
            change.make(film.source(), Packaging.media(film.source()));
            return film;
        });
    }

    private static void continueRanges(Path main, Path media) throws IOException {
        String text = Files.readString(media);
        int first = text.indexOf("#EXT-X-BYTERANGE");
        int second = text.indexOf("#EXT-X-BYTERANGE", first + 1);
        assertThat(second).isPositive();
        String changed =
                text.substring(0, second) + text.substring(second).replaceAll("(#EXT-X-BYTERANGE:\\d+)@\\d+", "$1");
        Files.writeString(media, changed);
    }

    private static Film mixed(Studio studio, Path folder, String between) throws IOException, InterruptedException {
        FilmSpec spec = Studio.spec()
                .withFormat(SegmentFormat.FMP4)
                .withRenditions(RenditionSpec.of(640, 360, 4_000_000), RenditionSpec.of(960, 540, 5_000_000));
        Film film = studio.sample(spec, folder);
        Path media = folder.resolve("360p.m3u8");
        String small = Files.readString(media);
        String large = Files.readString(folder.resolve("540p.m3u8"));
        String map = large.lines()
                .filter(line -> line.startsWith("#EXT-X-MAP"))
                .findFirst()
                .orElseThrow();
        int half = small.indexOf("#EXTINF", small.indexOf("#EXTINF") + 1);
        int largeHalf = large.indexOf("#EXTINF", large.indexOf("#EXTINF") + 1);
        Files.writeString(media, small.substring(0, half) + between + map + "\n" + large.substring(largeHalf));
        Packaging.announce(film.source(), KNOWN, "360p.m3u8");
        return film;
    }

    private static void define(Path main, Path media) throws IOException {
        Packaging.edit(
                main,
                text -> Packaging.before("#EXT-X-STREAM-INF", "#EXT-X-DEFINE:NAME=\"size\",VALUE=\"360p\"\n")
                        .apply(text)
                        .replace("\n360p.m3u8", "\n{$size}.m3u8"));
        Packaging.edit(
                media,
                text -> Packaging.before(
                                "#EXT-X-MAP",
                                "#EXT-X-DEFINE:IMPORT=\"size\"\n#EXT-X-DEFINE:NAME=\"suffix\",VALUE=\"m4s\"\n")
                        .apply(text)
                        .replace("\"360p_", "\"{$size}_")
                        .replace("\n360p_", "\n{$size}_")
                        .replace(".m4s\n", ".{$suffix}\n"));
        assertThat(media).content().contains("\n{$size}_", "\"{$size}_");
    }

    private static void beside(Path main, Path media) throws IOException {
        String odd = """
                #EXT-X-STREAM-INF:BANDWIDTH=1,BANDWIDTH=2
                #EXT-X-STREAM-INF:BANDWIDTH=1
                {$nothing}.m3u8
                """;
        Packaging.edit(
                main,
                text -> Packaging.before("#EXT-X-STREAM-INF", odd)
                                .apply(text)
                                .replace("\n360p.m3u8", "\n# 360p\n360p.m3u8")
                        + "#EXT-X-STREAM-INF:BANDWIDTH=1\n");
        assertThat(main).content().contains("# 360p\n", "{$nothing}");
    }

    private static void queryInQuery(Path main, Path media) throws IOException {
        Packaging.edit(
                media,
                text -> text.replace(".ts\n", ".ts?token={$token}\n")
                        .replaceFirst("#EXTINF", "#EXT-X-DEFINE:QUERYPARAM=\"token\"\n#EXTINF"));
    }

    private static void rename(Path main, Path media) throws IOException {
        List<String> uris = Packaging.uris(media);
        assertThat(uris).hasSize(2);
        Path encoded = media.resolveSibling("\u00fc e\u0301 100% a+b %20 #1?.ts");
        Path plain = media.resolveSibling("50% of it, \u6f22 e\u0301+\u00e9.ts");
        Files.move(media.resolveSibling(uris.get(0)), encoded);
        Files.move(media.resolveSibling(uris.get(1)), plain);
        Packaging.edit(
                media,
                text -> text.replace(uris.get(0), "%C3%BC%20e%CC%81%20100%25%20a+b%20%2520%20%231%3F.ts")
                        .replace(uris.get(1), plain.getFileName().toString()));
        Path renamed = Files.move(media, media.resolveSibling("360p of 100%.m3u8"));
        Packaging.edit(
                main,
                text -> text.replace(
                        "360p.m3u8", renamed.getFileName().toString().replace("%", "%25")));
    }

    /** {@code hls/main.m3u8}, {@code hls/360 p/video.m3u8} and {@code media/}, below the media path. */
    private static Film folders(Studio studio, Path folder) throws IOException, InterruptedException {
        Path asset = Files.createDirectories(folder.resolve("films/one%20film"));
        Film film = studio.sample(Studio.spec(), asset.resolve("media"));
        Path media = Packaging.media(film.source());
        Path moved = Files.createDirectories(asset.resolve("hls/360 p")).resolve("video.m3u8");
        Packaging.edit(media, text -> text.replace("\n360p_", "\n../x/../../media/360p_"));
        Files.move(media, moved);
        Path main = Files.move(film.source(), asset.resolve("hls/main.m3u8"));
        Packaging.edit(main, text -> text.replace("\n360p.m3u8", "\n./360%20p/video.m3u8"));
        return Film.of(main, film.truth()).with("--root", folder.toString()).with("--media-path", "films/one%20film/");
    }

    private static void absolute(Path main, Path media) throws IOException {
        String bucket = "local-files";
        List<String> uris = Packaging.uris(media);
        Packaging.edit(
                media,
                text -> text.replace(uris.get(0), "https://" + bucket + ".s3.eu-west-1.amazonaws.com/" + uris.get(0))
                        .replace(
                                uris.get(1),
                                "https://s3.us-east-1.amazonaws.com/" + bucket + "/" + uris.get(1) + "?x=1"));
        Packaging.edit(main, text -> text.replace("\n360p", "\ns3://" + bucket + "/360p"));
    }

    private static Film unsaid(Studio studio, Path folder) throws IOException, InterruptedException {
        FilmSpec spec = Studio.spec()
                .withRenditions(
                        RenditionSpec.of(640, 360, 4_000_000),
                        RenditionSpec.of(320, 180, 1_000_000),
                        RenditionSpec.of(960, 540, 5_000_000));
        Film film = studio.sample(spec, folder);
        Packaging.addSound(folder);
        String unsaid = "#EXT-X-STREAM-INF:BANDWIDTH=";
        Packaging.announce(
                film.source(),
                unsaid + "64000",
                "audio.m3u8",
                unsaid + "5000000",
                "540p.m3u8",
                unsaid + "1000000",
                "180p.m3u8",
                unsaid + "4000000",
                "360p.m3u8");
        return film.checked(published -> {
            assertThat(published.result().path("source").asText()).endsWith("360p.m3u8");
            return "the smallest adequate one found out";
        });
    }
}
