package io.github.rokutrickplay.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs {@code ./trickplay process} on a film of a few frames. The launcher has the JVM learn from it which classes a start
 * needs.
 */
public final class Rehearsal {

    private static final String MAIN_PLAYLIST = """
            #EXTM3U
            #EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=1280x720,CODECS="avc1.64001f"
            video.m3u8
            """;

    /** Several segments, for several workers. */
    private static final String MEDIA_PLAYLIST = """
            #EXTM3U
            #EXT-X-TARGETDURATION:10
            #EXTINF:10,
            segment.ts
            #EXT-X-DISCONTINUITY
            #EXTINF:10,
            segment.ts
            #EXT-X-DISCONTINUITY
            #EXTINF:10,
            segment.ts
            #EXT-X-ENDLIST
            """;

    private Rehearsal() {}

    /** Takes no arguments. Exits with 1 if the film could not be processed. */
    public static void main(String[] args) throws IOException {
        CommandLineLog.use();
        Path folder = Files.createTempDirectory("trickplay-rehearsal");
        int status;
        try (InputStream segment =
                Rehearsal.class.getResourceAsStream("/io/github/rokutrickplay/generator/rehearsal.ts")) {
            Files.copy(Objects.requireNonNull(segment, "rehearsal.ts is in the jar"), folder.resolve("segment.ts"));
            Files.writeString(folder.resolve("video.m3u8"), MEDIA_PLAYLIST);
            Path main = Files.writeString(folder.resolve("main.m3u8"), MAIN_PLAYLIST);
            Terminal terminal = new Terminal(System.out, System.err, false, folder, folder, Map.of());
            status = new Trickplay().run(List.of("process", main.toString()), terminal);
        } finally {
            delete(folder);
        }
        System.exit(status);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
