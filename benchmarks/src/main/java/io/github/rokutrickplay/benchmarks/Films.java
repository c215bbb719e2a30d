package io.github.rokutrickplay.benchmarks;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.Rational;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SampleFilm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The films that are measured on. Each is a numbered film that the installed ffmpeg has encoded with noise over it, so that there
 * is something to decode, and repeats without re-encoding until it is as long as wanted. Made once; later runs find them.
 */
final class Films {

    private static final Duration MASTER = Duration.ofMinutes(10);
    private static final Duration UHD_MASTER = Duration.ofSeconds(20);
    private static final String GRAIN = "noise=alls=8:allf=t";
    private static final String LOW = "RESOLUTION=640x360,CODECS=\"avc1.64001e,mp4a.40.2\"";

    private final Ffmpeg ffmpeg;
    private final Path folder;

    /**
     * @param folder where films are kept
     */
    Films(Ffmpeg ffmpeg, Path folder) {
        this.ffmpeg = ffmpeg;
        this.folder = folder;
    }

    /** A ladder of two renditions in transport streams: 24 frames a second, segments of 6 s, GOPs of 2 s, sound. */
    BenchmarkFilm ladder(Duration length) {
        FilmSpec spec = FilmSpec.single(MASTER, 640, 360);
        String name = "ladder-" + length.toSeconds();
        return made(name, spec, () -> {
            Path film = Files.createDirectories(folder.resolve(name));
            String segments = "-f hls -hls_time 6 -hls_list_size 0 -hls_playlist_type vod";
            repeat(
                    master(spec, "libx264 -preset veryfast -b:v 800k -g 48 -sc_threshold 0"),
                    length,
                    segments,
                    film.resolve("360p.m3u8"));
            FilmSpec large = FilmSpec.single(Duration.ofMinutes(1), 1280, 720);
            repeat(
                    master(large, "libx264 -preset veryfast -b:v 2500k -g 48 -sc_threshold 0"),
                    length,
                    segments,
                    film.resolve("720p.m3u8"));
            announce(
                    film,
                    "BANDWIDTH=3000000,RESOLUTION=1280x720,CODECS=\"avc1.64001f,mp4a.40.2\"\n720p.m3u8",
                    "BANDWIDTH=1100000," + LOW + "\n360p.m3u8");
        });
    }

    /** Half an hour in one fMP4 file, a fragment for each GOP of 2 s, with an I-frame playlist. */
    BenchmarkFilm fragments() {
        FilmSpec spec = FilmSpec.single(MASTER, 640, 360);
        return made("fragments", spec, () -> {
            Path film = Files.createDirectories(folder.resolve("fragments"));
            repeat(
                    master(spec, "libx264 -preset veryfast -b:v 800k -g 48 -sc_threshold 0"),
                    Duration.ofMinutes(30),
                    "-f hls -hls_time 2 -hls_list_size 0 -hls_playlist_type vod -hls_segment_type fmp4 -hls_flags single_file",
                    film.resolve("360p.m3u8"));
            Files.writeString(film.resolve("iframes.m3u8"), iFrames(film.resolve("360p.m3u8")));
            announce(film, "BANDWIDTH=1100000," + LOW + "\n360p.m3u8");
            Files.writeString(
                    film.resolve("main.m3u8"),
                    Files.readString(film.resolve("main.m3u8"))
                            + "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=200000,RESOLUTION=640x360,CODECS=\"avc1.64001e\",URI=\"iframes.m3u8\"\n");
        });
    }

    /** Twenty minutes of 29.97 frames a second, GOPs of 3.2 s, timestamps from 10 s: no mark is on a key frame. */
    BenchmarkFilm misaligned() {
        FilmSpec spec = FilmSpec.single(MASTER, 640, 360).withFrameRate(30000, 1001);
        return made("misaligned", spec, () -> {
            Path film = Files.createDirectories(folder.resolve("misaligned"));
            repeat(
                    master(spec, "libx264 -preset veryfast -b:v 800k -g 96 -sc_threshold 0"),
                    Duration.ofMinutes(20),
                    "-output_ts_offset 10 -f hls -hls_time 6.4 -hls_list_size 0 -hls_playlist_type vod",
                    film.resolve("360p.m3u8"));
            announce(film, "BANDWIDTH=1100000," + LOW + "\n360p.m3u8");
        });
    }

    /** Two minutes of 4K HEVC at 10 Mbit/s, and nothing smaller. */
    BenchmarkFilm uhd() {
        FilmSpec spec = FilmSpec.single(UHD_MASTER, 3840, 2160)
                .withRenditions(new RenditionSpec("2160p", 3840, 2160, Rational.ONE, 40_000_000));
        return made("uhd", spec, () -> {
            Path film = Files.createDirectories(folder.resolve("uhd"));
            repeat(
                    master(
                            spec,
                            "libx265 -preset ultrafast -b:v 10M -tag:v hvc1 -x265-params log-level=none:keyint=48:min-keyint=48:scenecut=0:open-gop=0"),
                    Duration.ofMinutes(2),
                    "-f hls -hls_time 6 -hls_list_size 0 -hls_playlist_type vod -hls_segment_type fmp4",
                    film.resolve("2160p.m3u8"));
            announce(film, "BANDWIDTH=11000000,RESOLUTION=3840x2160,CODECS=\"hvc1.1.6.L153.90,mp4a.40.2\"\n2160p.m3u8");
        });
    }

    @FunctionalInterface
    private interface Making {
        void make() throws IOException;
    }

    private BenchmarkFilm made(String name, FilmSpec spec, Making making) {
        Path film = folder.resolve(name);
        Path done = film.resolve("done");
        if (!Files.exists(done)) {
            System.err.println("making the film " + name + " ...");
            try {
                making.make();
                Files.writeString(done, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new BenchmarkFilm(film.resolve("main.m3u8"), spec);
    }

    /** A numbered film, encoded with grain over its pictures; MP4, without sound. */
    private Path master(FilmSpec spec, String encoder) throws IOException {
        RenditionSpec rendition = spec.renditions().getFirst();
        String name = "master-" + rendition.height() + "-" + spec.frameRate().numerator();
        Path master = folder.resolve(name + ".mp4");
        if (!Files.exists(master)) {
            Path drawn = SampleFilm.write(
                    spec.withRenditions(new RenditionSpec(
                            rendition.name(),
                            rendition.width(),
                            rendition.height(),
                            rendition.sampleAspect(),
                            5 * rendition.bitsPerSecond())),
                    folder.resolve(name));
            Path unfinished = folder.resolve(name + ".unfinished.mp4");
            ffmpeg.run("-i " + drawn + " -an -vf " + GRAIN + " -c:v " + encoder + " " + unfinished);
            Files.move(unfinished, master);
        }
        return master;
    }

    private Path sound() throws IOException {
        Path sound = folder.resolve("sound.m4a");
        if (!Files.exists(sound)) {
            ffmpeg.run("-f lavfi -i sine=d=600 -c:a aac -b:a 96k " + sound);
        }
        return sound;
    }

    private void repeat(Path master, Duration length, String output, Path playlist) throws IOException {
        ffmpeg.run("-stream_loop -1 -i " + master + " -stream_loop -1 -i " + sound() + " -map 0:v -map 1:a -c copy -t "
                + length.toSeconds() + " " + output + " " + playlist);
    }

    private static void announce(Path film, String... variants) throws IOException {
        StringBuilder main = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
        for (String variant : variants) {
            main.append("#EXT-X-STREAM-INF:").append(variant).append('\n');
        }
        Files.writeString(film.resolve("main.m3u8"), main);
    }

    /** An entry for the key frame that each fragment begins with: from the fragment's start to the frame's end. */
    private String iFrames(Path media) throws IOException {
        List<String> lines = Files.readAllLines(media);
        String file =
                lines.stream().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
        List<Long> ends = new ArrayList<>();
        for (String line : ffmpeg.probe(
                "-select_streams v:0 -show_entries packet=pos,size,flags -of csv=p=0 " + media.resolveSibling(file))) {
            String[] fields = line.split(",", -1);
            if (fields[2].startsWith("K")) {
                ends.add(Long.parseLong(fields[1]) + Long.parseLong(fields[0]));
            }
        }
        StringBuilder text =
                new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-I-FRAMES-ONLY\n");
        int frame = 0;
        for (String line : lines) {
            if (line.startsWith("#EXT-X-MAP") || line.startsWith("#EXTINF")) {
                text.append(line).append('\n');
            } else if (line.startsWith("#EXT-X-BYTERANGE:")) {
                long start = Long.parseLong(line.substring(line.indexOf('@') + 1));
                text.append(String.format(
                        Locale.ROOT, "#EXT-X-BYTERANGE:%d@%d%n%s%n", ends.get(frame) - start, start, file));
                frame++;
            }
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }
}
