package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.Rational;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Films put together of others: whatever changes at a discontinuity, the frames on both sides are the right ones. */
class DiscontinuityTest {

    private static final Duration WRAP = Duration.ofMillis(95_443_717);

    @TempDir
    private Path folder;

    private static FilmSpec part(int millis, int width, int height) {
        return FilmSpec.single(Duration.ofMillis(millis), width, height)
                .withSegments(Duration.ofMillis(2600), Duration.ofMillis(1300));
    }

    static Stream<Arguments> films() {
        FilmSpec small = part(7130, 320, 180);
        FilmSpec large = part(6010, 640, 360);
        return Stream.of(
                argumentSet(
                        "timestamps that start again, jump back and jump ahead",
                        List.of(
                                small.withTimestampOffset(Duration.ofSeconds(500)),
                                small,
                                small.withTimestampOffset(Duration.ofSeconds(3)),
                                small.withTimestampOffset(Duration.ofHours(20)))),
                argumentSet("sizes", List.of(small, large, part(5000, 480, 270), small)),
                argumentSet(
                        "frame rates", List.of(small.withFrameRate(30_000, 1001), large.withFrameRate(25, 1), small)),
                argumentSet(
                        "from transport stream to fMP4, and another",
                        List.of(
                                small,
                                large.withFormat(SegmentFormat.FMP4),
                                small.withFormat(SegmentFormat.FMP4).withTimestampOffset(Duration.ofMinutes(7)))),
                argumentSet(
                        "timestamps that wrap inside a segment, between segments and at a discontinuity",
                        List.of(
                                small.withTimestampOffset(WRAP.minusMillis(3200)),
                                small.withTimestampOffset(WRAP.minusMillis(2600)),
                                small.withTimestampOffset(WRAP.minusMillis(7130)),
                                small.withTimestampOffset(WRAP.minusMillis(20)))),
                argumentSet(
                        "parts of a frame and of half a second",
                        List.of(part(30, 320, 180), part(500, 320, 180), small)));
    }

    /** A film of several, and what each presents. */
    private final class Joined {

        private final FilmInStore film;
        private final List<FilmSpec> parts = new ArrayList<>();
        private final List<Duration> starts = new ArrayList<>();

        Joined(List<FilmSpec> films) throws IOException {
            StringBuilder playlist = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:3\n");
            for (FilmSpec spec : films) {
                RenditionSpec rendition = spec.renditions().getFirst();
                String name = "part" + parts.size();
                SampleFilms.copy(
                        spec.withRenditions(
                                new RenditionSpec(name, rendition.width(), rendition.height(), Rational.ONE, 600_000)),
                        folder);
                playlist.append(parts.isEmpty() ? "" : "#EXT-X-DISCONTINUITY\n");
                Files.readString(folder.resolve(name + ".m3u8"))
                        .lines()
                        .filter(line ->
                                line.startsWith("#EXTINF") || line.startsWith("#EXT-X-MAP") || line.startsWith(name))
                        .forEach(line -> playlist.append(line).append('\n'));
                parts.add(spec);
            }
            Files.writeString(folder.resolve("joined.m3u8"), playlist + "#EXT-X-ENDLIST\n");
            film = FilmInStore.of(folder, "joined.m3u8");
            int run = 0;
            for (var segment : film.plan(Duration.ofSeconds(1)).segments()) {
                if (segment.run() == run) {
                    starts.add(segment.start());
                    run++;
                }
            }
        }

        int expected(Duration time) {
            int run = starts.size() - 1;
            while (starts.get(run).compareTo(time) > 0) {
                run--;
            }
            FilmSpec part = parts.get(run);
            double seconds = time.minus(starts.get(run)).toNanos() / 1e9;
            int frame = (int) Math.floor(
                    seconds * part.frameRate().numerator() / part.frameRate().denominator() + 0.5);
            return frame < part.frames() || run == parts.size() - 1 ? frame : 0;
        }
    }

    @ParameterizedTest
    @MethodSource("films")
    void showsTheRightFrameOnBothSides(List<FilmSpec> films) throws IOException {
        Joined joined = new Joined(films);
        // One divides neither segments nor parts, the other hits the borders.
        List<Duration> times = new ArrayList<>(joined.starts);
        for (Duration start : joined.starts) {
            Stream.of(-100, -21, -20, 20, 21, 100)
                    .map(start::plusMillis)
                    .filter(time -> !time.isNegative())
                    .forEach(times::add);
        }
        ThumbnailPlan regular = joined.film.plan(Duration.ofMillis(330));
        regular.marks().forEach(mark -> times.add(mark.time()));
        List<Mark> marks = new ArrayList<>();
        times.stream()
                .distinct()
                .sorted()
                .filter(time -> time.compareTo(regular.duration().minusMillis(50)) < 0)
                .forEach(time -> marks.add(FilmInStore.mark(marks.size() + 1, time, regular.segments())));

        Extracted extracted = Extracted.of(
                joined.film.store,
                new ThumbnailPlan(regular.interval(), regular.duration(), regular.segments(), marks),
                FrameChoice.EXACT,
                2);

        SortedMap<Integer, byte[]> jpegs = extracted.jpegs("small");
        SortedMap<Duration, Integer> shown = new TreeMap<>();
        SortedMap<Duration, Integer> expected = new TreeMap<>();
        for (Mark mark : marks) {
            expected.put(mark.time(), joined.expected(mark.time()));
            byte[] jpeg = jpegs.getOrDefault(mark.number(), new byte[0]);
            shown.put(
                    mark.time(),
                    jpeg.length == 0
                            ? -2
                            : FrameNumber.read(Extracted.picture(jpeg)).orElse(-1));
        }
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void takesTheLargestSizeOfAllParts() throws IOException {
        Joined joined = new Joined(List.of(part(2000, 320, 180), part(2000, 480, 360)));

        Extracted extracted = Extracted.of(joined.film.store, joined.film.plan(Duration.ofSeconds(1)));

        assertThat(extracted.extraction().sizes().get("big")).hasToString("480x360");
    }

    /** What a decoder holds back of one part has the timestamps of the next. */
    @Test
    void showsNoFrameOfThePartBefore() throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx265");
        List<String> source =
                EncodedFilm.numbered(folder.resolve("source"), FilmSpec.single(Duration.ofSeconds(4), 320, 180));
        EncodedFilm film = new EncodedFilm(program, folder.resolve("film"));
        for (int part = 0; part < 2; part++) {
            film.encode(
                    source,
                    EncodedFilm.words(
                            "-vf select=gte(n\\,%d),setpts=PTS-STARTPTS -frames:v 48 -c:v libx265".formatted(48 * part)
                                    + " -x265-params log-level=0:keyint=48:bframes=4:b-adapt=0"),
                    List.of("-f", "mpegts"),
                    part + ".ts");
        }
        String playlist =
                "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n0.ts\n#EXT-X-DISCONTINUITY\n#EXTINF:2,\n1.ts\n";
        Files.writeString(folder.resolve("film/joined.m3u8"), playlist + "#EXT-X-ENDLIST\n");
        FilmInStore joined = FilmInStore.of(folder.resolve("film"), "joined.m3u8");
        ThumbnailPlan plan = joined.plan(Duration.ofSeconds(1));
        for (int frame = 20; frame < 26; frame++) {
            List<Mark> marks = List.of(
                    FilmInStore.mark(1, Duration.ofNanos(frame * 1_000_000_000L / 24), plan.segments()),
                    FilmInStore.mark(2, Duration.ofNanos((49 + frame) * 1_000_000_000L / 24), plan.segments()));
            Extracted.of(
                            joined.store,
                            new ThumbnailPlan(plan.interval(), plan.duration(), plan.segments(), marks),
                            FrameChoice.EXACT,
                            /* workers= */ 1)
                    .shows(List.of(frame, 49 + frame));
        }
    }
}
