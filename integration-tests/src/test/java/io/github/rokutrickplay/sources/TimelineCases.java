package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.MovieFragments;
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
import java.util.stream.Stream;

/** What is on the screen when, in films that play though their timestamps are not what a packager should write. */
final class TimelineCases {

    private static final String GROUP = "What is on the screen";
    private static final String X264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p ";
    private static final String STEADY = X264 + "-g 48 -sc_threshold 0 ";
    private static final String REORDERED = X264 + "-g 72 -bf 5 -x264-params b-adapt=0:b-pyramid=normal ";
    /** 2 s of motion, then 4 s in which the last frame is held. */
    private static final String HELD =
            "-vf select=lt(mod(n\\,144)\\,48) -fps_mode vfr -enc_time_base 1/24000 -force_key_frames expr:gte(t,n_forced*6) ";

    /** Stands for the folder in ffmpeg's arguments. */
    private static final String FOLDER = "FOLDER";

    private static final String HLS = " -f hls -hls_list_size 0 -hls_playlist_type vod " + FOLDER + "/video.m3u8";

    private static final String SEGMENTS =
            " -f segment -segment_time 4 -segment_format mpegts -segment_list_type m3u8 -segment_list " + FOLDER
                    + "/video.m3u8 " + FOLDER + "/part%d.ts";

    /** In units of the time base that FFmpeg gives a track of 24 frames a second. */
    private static final int TWO_FRAMES = 1024;

    private static final int H264 = 0x1B;
    private static final int OTHER_PID = 0x200;

    private TimelineCases() {}

    static List<SourceCase> all() {
        return Stream.of(held(), sounding(), jumping(), cut(), unsaid())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SourceCase> held() {
        String sound = "-f lavfi -i sine=sample_rate=48000:duration=12 -map 0:v -map 1:a -c:a aac ";
        return List.of(
                made("frames held for 4 s", "-an " + HELD + X264 + "-hls_time 6" + HLS),
                made("frames held for 4 s while sound goes on", sound + HELD + X264 + "-hls_time 6" + HLS));
    }

    private static List<SourceCase> sounding() {
        String sound = "-f lavfi -i sine=sample_rate=48000:duration=20 -map 0:v -map 1:a -c:a aac ";
        return List.of(
                // FFmpeg's EXTINF counts from the first picture of a segment.
                made(
                        "sound that begins 4 s before the picture, in one segment with it",
                        sound + "-vf setpts=PTS+4/TB -fps_mode vfr -t 12 " + X264 + "-force_key_frames 4,6 -hls_time 6"
                                + HLS,
                        text -> text.replaceFirst("#EXTINF:2.0", "#EXTINF:6.0")),
                made(
                        "sound for 5 s before the first picture and behind the last one",
                        sound + "-vf trim=0:10,setpts=PTS+5/TB -fps_mode vfr -t 20 -tune zerolatency " + STEADY
                                + "-reference_stream a:0 -break_non_keyframes 1" + SEGMENTS));
    }

    private static List<SourceCase> jumping() {
        return List.of(
                jumping("a segment listed twice", STEADY + "-hls_time 4" + HLS, TimelineCases::listTheSecondTwice),
                jumping(
                        "a segment listed twice, fMP4",
                        STEADY + "-hls_time 4 -hls_segment_type fmp4" + HLS,
                        TimelineCases::listTheSecondTwice),
                jumping(
                        "timestamps that start again with each segment",
                        STEADY + "-reset_timestamps 1" + SEGMENTS,
                        UnaryOperator.identity()));
    }

    private static List<SourceCase> cut() {
        return List.of(
                new SourceCase(
                        GROUP,
                        "segments cut by time, not at key frames, B pictures over the borders",
                        (studio, folder) -> film(
                                        studio,
                                        folder,
                                        "-an " + REORDERED + "-hls_time 1.3 -hls_flags split_by_time" + HLS,
                                        UnaryOperator.identity())
                                .every(0.13)),
                new SourceCase(
                        GROUP,
                        "fMP4, negative composition offsets that differ from segment to segment",
                        TimelineCases::offsetsThatDiffer),
                movingPid());
    }

    private static List<SourceCase> unsaid() {
        return List.of(
                timestamps(
                        "H.264, timestamps at key frames only",
                        "-c:v libx264 -preset veryfast -bf 3 -b_strategy 0 -b-pyramid normal -g 24",
                        (picture, key) -> key ? Timestamps.BOTH : Timestamps.NONE),
                timestamps(
                        "HEVC, no timestamps of decoding",
                        "-c:v libx265 -preset ultrafast -g 24 -x265-params log-level=none:bframes=4:b-adapt=0",
                        (picture, key) -> Timestamps.PRESENTATION));
    }

    private static SourceCase made(String name, String arguments) {
        return made(name, arguments, UnaryOperator.identity());
    }

    private static SourceCase made(String name, String arguments, UnaryOperator<String> change) {
        return new SourceCase(GROUP, name, (studio, folder) -> film(studio, folder, arguments, change));
    }

    private static Film film(Studio studio, Path folder, String arguments, UnaryOperator<String> change)
            throws IOException, InterruptedException {
        Path media = ffmpeg(studio, folder, arguments);
        Packaging.edit(media, change);
        return Film.of(Studio.announce(media, "RESOLUTION=640x360"), PlaylistTruth.of(media));
    }

    /** Libav takes the smallest offset of each segment for one that all have. */
    private static Film offsetsThatDiffer(Studio studio, Path folder) throws IOException, InterruptedException {
        Film film = film(
                studio,
                folder,
                "-an " + STEADY + "-bf 3 -hls_time 4 -hls_segment_type fmp4"
                        + " -hls_segment_options movflags=+negative_cts_offsets" + HLS,
                UnaryOperator.identity());
        Path last = folder.resolve("video2.m4s");
        Files.write(last, MovieFragments.decodedLater(Files.readAllBytes(last), TWO_FRAMES));
        return film;
    }

    /** Its truth is that of the playlist with the EXT-X-DISCONTINUITY that it leaves out. */
    private static SourceCase jumping(String name, String options, UnaryOperator<String> change) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Path media = ffmpeg(studio, folder, "-an " + options);
            Packaging.edit(media, change);
            Path announced = Files.copy(media, folder.resolve("announced.m3u8"));
            Packaging.edit(announced, TimelineCases::announceEachJump);
            Truth truth = PlaylistTruth.of(announced);
            Files.delete(announced);
            return Film.of(Studio.announce(media, "RESOLUTION=640x360"), truth);
        });
    }

    /** Each segment becomes a run, with the initialization section that it needs. */
    private static String announceEachJump(String playlist) {
        String map = playlist.lines()
                .filter(line -> line.startsWith("#EXT-X-MAP"))
                .map(line -> line + "\n")
                .findFirst()
                .orElse("");
        return playlist.replace("#EXTINF", "#EXT-X-DISCONTINUITY\n" + map + "#EXTINF");
    }

    private static String listTheSecondTwice(String playlist) {
        return playlist.replaceFirst("(?s)(#EXTINF[^#]*)(#EXTINF[^#]*)", "$1$2$2");
    }

    /** Encodes the master; the playlist is {@code video.m3u8}. */
    private static Path ffmpeg(Studio studio, Path folder, String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-i", studio.master().toString()));
        Encoding.words(arguments).forEach(word -> command.add(word.replace(FOLDER, folder.toString())));
        Programs.ffmpeg(command.toArray(String[]::new));
        return folder.resolve("video.m3u8");
    }

    private static SourceCase timestamps(String name, String encoding, TimestampChoice choice) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = studio.encode(folder, Encoding.words(encoding + " -hls_time 3"));
            changeSegments(film, bytes -> TransportStreams.withTimestamps(bytes, choice));
            return film;
        });
    }

    private static void changeSegments(Film film, UnaryOperator<byte[]> change) throws IOException {
        Path media = Packaging.media(film.source());
        for (String uri : Packaging.uris(media)) {
            Path segment = media.resolveSibling(uri);
            Files.write(segment, change.apply(Files.readAllBytes(segment)));
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
