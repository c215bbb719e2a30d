package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.TransportStreams;
import io.github.rokutrickplay.sample.TransportStreams.Entry;
import io.github.rokutrickplay.sample.TransportStreams.TimestampChoice;
import io.github.rokutrickplay.sample.TransportStreams.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is on the screen when, in films that play though their timestamps are not what a packager should write. */
final class TimelineCases {

    private static final String GROUP = "What is on the screen";
    private static final String X264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p ";
    private static final String STEADY = X264 + "-g 48 -sc_threshold 0 ";
    private static final String REORDERED = X264 + "-g 72 -bf 5 -x264-params b-adapt=0:b-pyramid=normal ";
    /** 2 s of motion, then 4 s in which the last frame is held. */
    private static final String HELD =
            "-vf select=lt(mod(n\\,144)\\,48) -fps_mode vfr -enc_time_base 1/24000 -force_key_frames expr:gte(t,n_forced*6) ";

    private static final int H264 = 0x1B;
    private static final int OTHER_PID = 0x200;

    private TimelineCases() {}

    /** Rewrites a media playlist's text, or a segment's bytes. */
    @FunctionalInterface
    private interface Change<T> {
        T of(T before) throws IOException;
    }

    static List<SourceCase> all() {
        List<SourceCase> cases = new ArrayList<>();
        cases.add(encoded("frames held for 4 s", HELD + X264 + "-an -hls_time 6"));
        cases.add(sounding("frames held for 4 s while sound goes on", 12, HELD + X264 + "-hls_time 6"));
        cases.add(
                encoded("animation on threes", "-vf select=not(mod(n\\,3)) -fps_mode vfr " + X264 + "-an -hls_time 3"));
        cases.add(sounding(
                "sound that begins 4 s before the picture, in one segment with it",
                12,
                "-vf setpts=PTS+4/TB -fps_mode vfr -t 12 " + X264 + "-force_key_frames 4,6 -hls_time 6"));
        cases.add(sounding(
                "sound for 5 s before the first picture and behind the last one",
                20,
                "-vf trim=0:10,setpts=PTS+5/TB -fps_mode vfr -t 20 " + STEADY + "-hls_time 4"));
        cases.add(jumping("a segment listed twice", STEADY + "-hls_time 4", "", TimelineCases::listTheSecondTwice));
        cases.add(jumping(
                "a segment listed twice, fMP4",
                STEADY + "-hls_time 4 -hls_segment_type fmp4",
                "",
                TimelineCases::listTheSecondTwice));
        cases.add(jumping(
                "timestamps that start again with each segment",
                STEADY
                        + "-f segment -segment_time 4 -segment_format mpegts -reset_timestamps 1 -segment_list_type m3u8",
                "-segment_list",
                text -> text));
        cases.add(encoded(
                "segments cut by time, not at key frames, B pictures over the borders",
                REORDERED + "-an -hls_time 1.3 -hls_flags split_by_time"));
        cases.add(encoded(
                "fMP4, negative composition offsets that begin in the middle",
                STEADY + "-bf 3 -force_key_frames 4,8 -an -hls_time 4 -hls_segment_type fmp4"
                        + " -hls_segment_options movflags=+negative_cts_offsets"));
        cases.add(
                timestamps("timestamps at key frames only", (picture, key) -> key ? Timestamps.BOTH : Timestamps.NONE));
        cases.add(timestamps("no timestamps of decoding", (picture, key) -> Timestamps.PRESENTATION));
        cases.add(movingPid());
        return cases;
    }

    private static SourceCase encoded(String name, String options) {
        return new SourceCase(GROUP, name, (studio, folder) -> studio.encode(folder, Encoding.words(options)));
    }

    private static SourceCase sounding(String name, int seconds, String options) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Path media = ffmpeg(
                    studio,
                    folder,
                    "-f lavfi -i sine=sample_rate=48000:duration=" + seconds + " -map 0:v -map 1:a",
                    options + " -c:a aac -f hls -hls_list_size 0 -hls_playlist_type vod",
                    "");
            return Film.of(Studio.announce(media, "RESOLUTION=640x360"), PlaylistTruth.of(media));
        });
    }

    /** Its truth is that of the playlist with the EXT-X-DISCONTINUITY that it leaves out. */
    private static SourceCase jumping(String name, String options, String list, UnaryOperator<String> change) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            String muxer = list.isEmpty() ? " -f hls -hls_list_size 0 -hls_playlist_type vod" : "";
            Path media = ffmpeg(studio, folder, "", "-an " + options + muxer, list);
            Packaging.edit(media, change);
            Path told = folder.resolve("told.m3u8");
            String text = Files.readString(media);
            String map = text.lines()
                    .filter(line -> line.startsWith("#EXT-X-MAP"))
                    .map(line -> line + "\n")
                    .findFirst()
                    .orElse("");
            Files.writeString(
                    told, text.replace(map, "").replace("#EXTINF", "#EXT-X-DISCONTINUITY\n" + map + "#EXTINF"));
            Truth truth = PlaylistTruth.of(told);
            Files.delete(told);
            return Film.of(Studio.announce(media, "RESOLUTION=640x360"), truth);
        });
    }

    private static String listTheSecondTwice(String playlist) {
        return playlist.replaceFirst("(?s)(#EXTINF[^#]*)(#EXTINF[^#]*)", "$1$2$2");
    }

    /**
     * @param list the option that names the playlist; empty where it is the output
     */
    private static Path ffmpeg(Studio studio, Path folder, String input, String options, String list)
            throws IOException, InterruptedException {
        Path media = folder.resolve("video.m3u8");
        List<String> command = new ArrayList<>(List.of("-i", studio.master().toString()));
        command.addAll(input.isEmpty() ? List.of() : Encoding.words(input));
        command.addAll(Encoding.words(options));
        if (!list.isEmpty()) {
            command.addAll(List.of(list, media.toString()));
        }
        command.add(
                list.isEmpty() ? media.toString() : folder.resolve("part%d.ts").toString());
        Programs.ffmpeg(command.toArray(String[]::new));
        return media;
    }

    private static SourceCase timestamps(String name, TimestampChoice choice) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = studio.encode(
                    folder,
                    Encoding.words(
                            "-c:v libx264 -preset veryfast -bf 3 -b_strategy 0 -b-pyramid normal -g 24 -hls_time 3"));
            changeSegments(film, bytes -> TransportStreams.withTimestamps(bytes, choice));
            return film;
        });
    }

    private static void changeSegments(Film film, Change<byte[]> change) throws IOException {
        Path media = Packaging.media(film.source());
        for (String uri : Packaging.uris(media)) {
            Path segment = media.resolveSibling(uri);
            Files.write(segment, change.of(Files.readAllBytes(segment)));
        }
    }

    private static SourceCase movingPid() {
        return new SourceCase(
                GROUP, "video that moves to another PID in the middle of each segment", (studio, folder) -> {
                    FilmSpec spec = Studio.spec().withSegments(Duration.ofSeconds(4), Duration.ofSeconds(1));
                    Film film = studio.sample(spec, folder);
                    changeSegments(film, TimelineCases::movedAtTheThirdKeyFrame);
                    return film;
                });
    }

    private static byte[] movedAtTheThirdKeyFrame(byte[] segment) {
        byte[] stream = TransportStreams.withoutTables(segment);
        int middle = TransportStreams.keyFrames(stream).get(2);
        return TransportStreams.joined(
                tables(0, TransportStreams.VIDEO),
                Arrays.copyOf(stream, middle),
                tables(1, OTHER_PID),
                TransportStreams.withPids(
                        Arrays.copyOfRange(stream, middle, stream.length),
                        Map.of(TransportStreams.VIDEO, OTHER_PID),
                        0));
    }

    private static byte[] tables(int version, int pid) {
        return TransportStreams.joined(
                TransportStreams.pat(1, TransportStreams.PMT),
                TransportStreams.pmt(TransportStreams.PMT, 1, version, List.of(new Entry(H264, pid))));
    }
}
