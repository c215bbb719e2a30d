package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.time.Duration;
import java.util.List;

/** Containers and playlists. */
final class ContainerCases {

    private static final String GROUP = "Containers and playlists";

    private ContainerCases() {}

    static List<SourceCase> all() {
        FilmSpec plain = Studio.spec();
        FilmSpec misaligned =
                plain.withFrameRate(30_000, 1001).withSegments(Duration.ofMillis(3200), Duration.ofMillis(1600));
        return List.of(
                sample("MPEG-TS, 24 fps, segments of 6 s, GOPs of 2 s, with sound", plain.withAudio(true)),
                sample("MPEG-TS, 29.97 fps, segments of 3.2 s, GOPs of 1.6 s", misaligned),
                sample("fMP4", plain.withFormat(SegmentFormat.FMP4)),
                sample(
                        "fMP4 with sound, 25 fps",
                        plain.withFormat(SegmentFormat.FMP4).withAudio(true).withFrameRate(25, 1)),
                sample("fMP4, 29.97 fps, segments of 3.2 s", misaligned.withFormat(SegmentFormat.FMP4)),
                sample("one fMP4 file, byte ranges", plain.withFormat(SegmentFormat.FMP4_SINGLE_FILE)),
                new SourceCase(
                        GROUP,
                        "one MPEG-TS file, byte ranges (ffmpeg)",
                        (studio, folder) -> studio.encode(
                                folder,
                                List.of(
                                        "-c:v",
                                        "libx264",
                                        "-g",
                                        "36",
                                        "-hls_time",
                                        "3",
                                        "-hls_flags",
                                        "single_file"))));
    }

    private static SourceCase sample(String name, FilmSpec spec) {
        return new SourceCase(GROUP, name, (studio, folder) -> studio.sample(spec, folder));
    }
}
