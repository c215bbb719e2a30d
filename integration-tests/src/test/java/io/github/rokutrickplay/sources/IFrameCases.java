package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** I-frame playlists. */
final class IFrameCases {

    private static final String GROUP = "I-frame playlists";
    private static final int FPS = Studio.FRAMES_PER_SECOND;
    private static final int PACKET = 188;

    private IFrameCases() {}

    /** A video packet, as ffprobe sees it. */
    private record Packet(double seconds, long position, long size, boolean key) {}

    static List<SourceCase> all() {
        return List.of(
                new SourceCase(
                        GROUP,
                        "byte ranges of MPEG-TS, without program tables",
                        (studio, folder) -> used(transportStream(studio, folder, false), 1)),
                new SourceCase(
                        GROUP,
                        "one MPEG-TS file for each I-frame",
                        (studio, folder) -> used(transportStream(studio, folder, true), 1)),
                new SourceCase(
                        GROUP,
                        "byte ranges of fMP4, a fragment's beginning",
                        (studio, folder) -> used(fragments(studio, folder), 1)),
                new SourceCase(
                        GROUP,
                        "frames that miss a mark",
                        (studio, folder) -> notUsed(transportStream(studio, folder, false), 0.7)),
                new SourceCase(GROUP, "durations that timestamps deny", (studio, folder) -> {
                    Film film = transportStream(studio, folder, false);
                    Packaging.edit(folder.resolve("iframes.m3u8"), IFrameCases::dropTheThird);
                    return notUsed(film, 1);
                }),
                new SourceCase(GROUP, "THUMBNAIL_FRAME=keyframe", (studio, folder) -> {
                    Film film = transportStream(studio, folder, false);
                    Truth keyFrames = new Truth(
                            film.truth().frames().stream()
                                    .filter(frame -> Math.round(frame.seconds() * FPS) % FPS == 0)
                                    .toList(),
                            film.truth().seconds());
                    // Each mark lies a tenth of a second behind a key frame at most, so that one is the nearest.
                    return used(Film.of(film.source(), keyFrames), 5.05).with("--frame", "keyframe");
                }));
    }

    private static Film used(Film film, double interval) {
        return film.every(interval).checked(published -> {
            assertThat(published.result().path("source").asText()).endsWith("iframes.m3u8");
            int frames = published.result().path("frames_decoded").asInt();
            assertThat(frames).isEqualTo(published.frames("big").size());
            return "a frame decoded for each";
        });
    }

    private static Film notUsed(Film film, double interval) {
        return film.every(interval).checked(published -> {
            assertThat(published.result().path("source").asText()).endsWith("video.m3u8");
            return "taken from the variant";
        });
    }

    private static Film transportStream(Studio studio, Path folder, boolean oneEach)
            throws IOException, InterruptedException {
        Film film = encode(studio, folder, List.of("-hls_flags", "single_file"));
        Path media = folder.resolve("video.ts");
        List<Packet> packets = packets(media);
        byte[] bytes = Files.readAllBytes(media);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            if (!packets.get(i).key) {
                continue;
            }
            int from = (int) packets.get(i).position;
            int to = i + 1 < packets.size() ? (int) packets.get(i + 1).position : bytes.length;
            if (oneEach) {
                Path file = folder.resolve("iframe" + i + ".ts");
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.write(bytes, 0, 3 * PACKET); // SDT, PAT and PMT, as ffmpeg begins
                out.write(bytes, from, to - from);
                Files.write(file, out.toByteArray());
                entries.add(file.getFileName().toString());
            } else {
                entries.add("#EXT-X-BYTERANGE:" + (to - from) + "@" + from + "\nvideo.ts");
            }
        }
        return announce(film, packets, "", entries);
    }

    private static Film fragments(Studio studio, Path folder) throws IOException, InterruptedException {
        Film film = encode(
                studio, folder, List.of("-hls_flags", "single_file", "-hls_segment_type", "fmp4", "-hls_time", "1"));
        String playlist = Files.readString(folder.resolve("video.m3u8"));
        String map = playlist.lines()
                .filter(line -> line.startsWith("#EXT-X-MAP"))
                .findFirst()
                .orElseThrow();
        List<Long> fragments = playlist.lines()
                .filter(line -> line.startsWith("#EXT-X-BYTERANGE:"))
                .map(line -> Long.parseLong(line.substring(line.indexOf('@') + 1)))
                .toList();
        List<Packet> packets = packets(folder.resolve("video.m4s"));
        List<Packet> keys = packets.stream().filter(Packet::key).toList();
        assertThat(keys).hasSameSizeAs(fragments);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            long end = keys.get(i).position + keys.get(i).size;
            entries.add("#EXT-X-BYTERANGE:" + (end - fragments.get(i)) + "@" + fragments.get(i) + "\nvideo.m4s");
        }
        return announce(film, packets, map + "\n", entries);
    }

    /** A GOP a second. */
    private static Film encode(Studio studio, Path folder, List<String> more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-c:v",
                "libx264",
                "-x264-params",
                "keyint=24:min-keyint=24:scenecut=0:bframes=2:open-gop=0",
                "-hls_time",
                "3"));
        arguments.addAll(more);
        return studio.encode(folder, arguments);
    }

    private static Film announce(Film film, List<Packet> packets, String header, List<String> entries)
            throws IOException {
        List<Double> times =
                packets.stream().filter(Packet::key).map(Packet::seconds).toList();
        StringBuilder text = new StringBuilder(
                        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n#EXT-X-I-FRAMES-ONLY\n")
                .append(header);
        for (int i = 0; i < entries.size(); i++) {
            double end = i + 1 < times.size()
                    ? times.get(i + 1)
                    : times.get(0) + film.truth().seconds();
            text.append(String.format(Locale.ROOT, "#EXTINF:%.3f,%n", end - times.get(i)))
                    .append(entries.get(i))
                    .append('\n');
        }
        Files.writeString(film.source().resolveSibling("iframes.m3u8"), text.append("#EXT-X-ENDLIST\n"));
        Packaging.edit(
                film.source(),
                main -> main
                        + "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1000,RESOLUTION=640x360,CODECS=\"avc1.64001e\",URI=\"iframes.m3u8\"\n");
        return film;
    }

    /** The fourth entry is then where the third should be, and so on: the durations say nothing of it. */
    private static String dropTheThird(String playlist) {
        List<String> lines = new ArrayList<>(playlist.lines().toList());
        List<Integer> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("#EXT-X-BYTERANGE")) {
                entries.add(i);
            }
        }
        int third = entries.get(2);
        lines.set(third, lines.get(entries.get(3)));
        lines.set(entries.get(3), lines.get(entries.get(4)));
        return String.join("\n", lines) + "\n";
    }

    private static List<Packet> packets(Path file) throws IOException, InterruptedException {
        return Programs.ffprobe(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "packet=pts_time,pos,size,flags",
                        "-of",
                        "csv=p=0",
                        file.toString())
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.asList(line.split(",", -1)))
                .map(fields -> new Packet(
                        Double.parseDouble(fields.get(0)),
                        Long.parseLong(fields.get(2)),
                        Long.parseLong(fields.get(1)),
                        fields.get(3).startsWith("K")))
                .toList();
    }
}
