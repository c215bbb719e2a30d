package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.Rational;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Timestamps and discontinuities. Gaps are with the damage. */
final class TimeCases {

    private static final String GROUP = "Time";
    private static final Duration WRAP = Duration.ofMillis(95_443_717);

    private TimeCases() {}

    private static FilmSpec part(int millis, int width, int height) {
        return FilmSpec.single(Duration.ofMillis(millis), width, height)
                .withSegments(Duration.ofMillis(2600), Duration.ofMillis(1300));
    }

    static List<SourceCase> all() {
        FilmSpec plain = Studio.spec();
        FilmSpec part = part(4130, 640, 360);
        return List.of(
                sample("timestamps from 0", plain.withTimestampOffset(Duration.ZERO)),
                sample("timestamps from 20 h", plain.withTimestampOffset(Duration.ofHours(20))),
                sample(
                        "timestamps that wrap (33 bits) inside a segment",
                        plain.withTimestampOffset(WRAP.minusSeconds(7))),
                sample("timestamps that wrap between segments", plain.withTimestampOffset(WRAP.minusSeconds(6))),
                sample(
                        "timestamps that wrap inside each of two runs",
                        plain.withTimestampOffset(WRAP.minusSeconds(2))
                                .withDiscontinuitiesAt(Duration.ofMillis(6_010))),
                new SourceCase(
                        GROUP,
                        "negative DTS, B pictures (ffmpeg)",
                        (studio, folder) -> studio.encode(
                                folder,
                                List.of(
                                        "-c:v",
                                        "libx264",
                                        "-bf",
                                        "3",
                                        "-muxdelay",
                                        "0",
                                        "-muxpreload",
                                        "0",
                                        "-avoid_negative_ts",
                                        "disabled",
                                        "-hls_time",
                                        "3"))),
                joined(
                        "discontinuities: timestamps that jump back and ahead",
                        part.withTimestampOffset(Duration.ofSeconds(500)),
                        part,
                        part.withTimestampOffset(Duration.ofHours(20))),
                joined("discontinuities: other sizes", part, part(4010, 480, 270), part(4010, 960, 540)),
                joined(
                        "discontinuities: other frame rates",
                        part.withFrameRate(30_000, 1001),
                        part.withFrameRate(25, 1),
                        part),
                joined(
                        "discontinuities: MPEG-TS, fMP4, another fMP4",
                        part,
                        part.withFormat(SegmentFormat.FMP4),
                        part.withFormat(SegmentFormat.FMP4).withTimestampOffset(Duration.ofMinutes(7))),
                joined(
                        "discontinuities: a part of one frame, one of half a second",
                        part(40, 640, 360),
                        part(500, 640, 360),
                        part));
    }

    private static SourceCase sample(String name, FilmSpec spec) {
        return new SourceCase(GROUP, name, (studio, folder) -> studio.sample(spec, folder));
    }

    private static SourceCase joined(String name, FilmSpec... parts) {
        return new SourceCase(GROUP, name, (studio, folder) -> join(folder, parts));
    }

    /** Several films one behind the other. */
    private static Film join(Path folder, FilmSpec... parts) throws IOException, InterruptedException {
        StringBuilder playlist = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:3\n");
        for (int i = 0; i < parts.length; i++) {
            RenditionSpec size = parts[i].renditions().getFirst();
            String part = "part" + i;
            SampleFilms.copy(
                    parts[i].withRenditions(
                            new RenditionSpec(part, size.width(), size.height(), Rational.ONE, 2_000_000)),
                    folder);
            playlist.append(i == 0 ? "" : "#EXT-X-DISCONTINUITY\n");
            Files.readString(folder.resolve(part + ".m3u8"))
                    .lines()
                    .filter(line ->
                            line.startsWith("#EXTINF") || line.startsWith("#EXT-X-MAP") || line.startsWith(part))
                    .forEach(line -> playlist.append(line).append('\n'));
        }
        Path media = Files.writeString(folder.resolve("video.m3u8"), playlist + "#EXT-X-ENDLIST\n");
        return Film.of(Studio.announce(media, "RESOLUTION=640x360"), PlaylistTruth.of(media));
    }
}
