package io.github.rokutrickplay.benchmarks;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailPlanner;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.keys.KeyUrlPrefixes;
import io.github.rokutrickplay.manifest.MainPlaylistEditor;
import io.github.rokutrickplay.manifest.ThumbnailStream;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.S3Location;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** On playlists of 10,000 lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PurePartsBenchmark {

    private static final int ENTRIES = 5000;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String FOLDER = "content/film/";
    private static final S3Location MAIN = new S3Location("films", FOLDER + "main.m3u8");

    private final byte[] main = main();
    private final byte[] media = media();
    private final ThumbnailPlanner planner =
            new ThumbnailPlanner(MAIN, AssetBoundary.of(MAIN, FOLDER), KeyUrlPrefixes.NONE);
    private final MediaPlaylist parsedMedia = (MediaPlaylist) Playlist.parse(PlaylistText.parse(media));

    private static byte[] main() {
        StringBuilder text = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < ENTRIES; i++) {
            text.append("#EXT-X-STREAM-INF:BANDWIDTH=")
                    .append(800_000 + i)
                    .append(",RESOLUTION=640x360,CODECS=\"avc1.64001e,mp4a.40.2\"\nvideo")
                    .append(i)
                    .append(".m3u8\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] media() {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:6\n");
        for (int i = 0; i < ENTRIES; i++) {
            text.append("#EXTINF:6.006,\nsegment").append(i).append(".ts\n");
        }
        return text.append("#EXT-X-ENDLIST\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public Playlist parseMultivariantPlaylist() {
        return Playlist.parse(PlaylistText.parse(main));
    }

    @Benchmark
    public Playlist parseMediaPlaylist() {
        return Playlist.parse(PlaylistText.parse(media));
    }

    /** Parses, adds two image streams, and writes. */
    @Benchmark
    public byte[] editMultivariantPlaylist() {
        PlaylistText text = PlaylistText.parse(main);
        MultivariantPlaylist parsed = (MultivariantPlaylist) Playlist.parse(text);
        return new MainPlaylistEditor(MAIN, FOLDER)
                .withStreams(
                        text,
                        parsed,
                        List.of(
                                new ThumbnailStream(
                                        ThumbnailStream.Form.IMAGES,
                                        20_000,
                                        15_000,
                                        new Resolution(320, 180),
                                        "thumbs_320x180.m3u8"),
                                new ThumbnailStream(
                                        ThumbnailStream.Form.IMAGES,
                                        60_000,
                                        50_000,
                                        new Resolution(640, 360),
                                        "thumbs_640x360.m3u8")))
                .toBytes();
    }

    /** Segments on the timeline and 3,003 marks on the segments. */
    @Benchmark
    public ThumbnailPlan plan() {
        return planner.plan(planner.segments(parsedMedia), INTERVAL);
    }
}
