package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where films are made: masters that are drawn once, and what turns them into HLS. For many threads. */
final class Studio {

    static final int FRAMES_PER_SECOND = 24;

    private final Path folder;
    private final Map<FilmSpec, Path> masters = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    /**
     * @param folder for what several cases share
     */
    Studio(Path folder) {
        this.folder = folder;
    }

    /** Twelve seconds of 640x360, 24 frames a second, in hardly any loss. */
    Path master() {
        return master(spec());
    }

    static FilmSpec spec() {
        return FilmSpec.single(Duration.ofSeconds(12), 640, 360).withRenditions(RenditionSpec.of(640, 360, 4_000_000));
    }

    /** The film's main playlist; it is made at the first call. */
    Path master(FilmSpec spec) {
        return masters.computeIfAbsent(
                spec, key -> SampleFilms.copy(key, folder.resolve("master" + number.incrementAndGet())));
    }

    /** A film as our own encoder writes it. */
    Film sample(FilmSpec spec, Path target) throws IOException, InterruptedException {
        Path main = SampleFilms.copy(spec, target);
        String rendition = spec.renditions().getFirst().name();
        return Film.of(main, PlaylistTruth.of(target.resolve(rendition + ".m3u8")));
    }

    /**
     * Encodes the master anew as HLS of one variant: {@code video.m3u8} and {@code main.m3u8}.
     *
     * @param arguments ffmpeg's, from behind the input to before the output's name
     */
    Film encode(Path target, List<String> arguments) throws IOException, InterruptedException {
        return encode(master(), target, arguments);
    }

    Film encode(Path master, Path target, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-i", master.toString(), "-an"));
        command.addAll(arguments);
        command.addAll(List.of("-f", "hls", "-hls_list_size", "0", "-hls_playlist_type", "vod"));
        Path media = target.resolve("video.m3u8");
        command.add(media.toString());
        Programs.ffmpeg(command.toArray(String[]::new));
        return Film.of(announce(media, "RESOLUTION=640x360"), PlaylistTruth.of(media));
    }

    /** Writes {@code main.m3u8} with one variant. */
    static Path announce(Path media, String attributes) throws IOException {
        return Files.writeString(
                media.resolveSibling("main.m3u8"),
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000," + attributes + "\n" + media.getFileName() + "\n");
    }
}
