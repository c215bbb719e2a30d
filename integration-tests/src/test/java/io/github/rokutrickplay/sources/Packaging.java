package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Changes the playlists of a film that was made, as other packagers would have written them. */
final class Packaging {

    static final String AUDIO = "#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.2\"\naudio.m3u8\n";

    private Packaging() {}

    /** The one media playlist beside a main playlist. */
    static Path media(Path main) throws IOException {
        try (Stream<Path> files = Files.list(main.resolveSibling("."))) {
            return files.filter(file -> file.toString().endsWith(".m3u8") && !file.endsWith(main.getFileName()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static void edit(Path playlist, UnaryOperator<String> change) throws IOException {
        Files.writeString(playlist, change.apply(Files.readString(playlist)));
    }

    /** Puts lines in front of the first line that begins so. */
    static UnaryOperator<String> before(String line, String lines) {
        return text -> text.replaceFirst("(?m)^" + line, Matcher.quoteReplacement(lines) + line);
    }

    /** A main playlist of these lines. */
    static void announce(Path main, String... lines) throws IOException {
        Files.writeString(main, "#EXTM3U\n" + String.join("\n", lines) + "\n");
    }

    /** The URI lines of a media playlist. */
    static List<String> uris(Path media) throws IOException {
        return Files.readAllLines(media).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    static void gzip(Path playlist) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(Files.readAllBytes(playlist));
        }
        Files.write(playlist, out.toByteArray());
    }

    static void withByteOrderMarkAndCarriageReturns(Path playlist) throws IOException {
        Files.write(playlist, ("\uFEFF" + Files.readString(playlist).replace("\n", "\r\n")).getBytes(UTF_8));
    }

    /** Makes every EXTINF another. */
    static UnaryOperator<String> durations(UnaryOperator<Double> change) {
        return text -> {
            List<String> lines = new ArrayList<>();
            for (String line : text.split("\n", -1)) {
                lines.add(
                        line.startsWith("#EXTINF:")
                                ? "#EXTINF:"
                                        + plain(change.apply(Double.parseDouble(
                                                line.substring(8).split(",", 2)[0]))) + ","
                                : line);
            }
            return String.join("\n", lines);
        };
    }

    private static String plain(double seconds) {
        return seconds == Math.rint(seconds) ? Long.toString(Math.round(seconds)) : Double.toString(seconds);
    }

    /** A tone in segments of its own, in {@code audio.m3u8}. */
    static void addSound(Path folder) throws IOException, InterruptedException {
        Programs.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "sine=duration=12",
                "-c:a",
                "aac",
                "-f",
                "hls",
                "-hls_playlist_type",
                "vod",
                folder.resolve("audio.m3u8").toString());
    }
}
