package io.github.rokutrickplay.generator.video;

import static io.github.rokutrickplay.generator.video.EncodedFilm.words;
import static io.github.rokutrickplay.generator.video.PackagedFilms.all;
import static io.github.rokutrickplay.generator.video.PackagedFilms.input;
import static io.github.rokutrickplay.generator.video.PackagedFilms.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.PackagedFilms.Format;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.MovieFragments;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is on the screen when, where frames are held, sound begins first, timestamps jump, or segments are cut anywhere: numbered
 * frames, encoded and packaged by the ffmpeg program.
 */
class TimelineTest {

    private static final int FPS = 24;
    private static final List<String> X264 = List.of("-c:v", "libx264", "-preset", "ultrafast", "-qp", "20");

    /** In whose place no picture is shown. */
    private static final int MISSING = -2;

    @TempDir
    private Path folder;

    private PackagedFilms films() {
        return new PackagedFilms(folder);
    }

    /** What each mark shows: by one worker, and by two, of which either may be ahead. They have to agree. */
    private static SortedMap<Double, Integer> shown(FilmInStore film, Duration interval) {
        SortedMap<Double, Integer> shown = shown(film, interval, 1);
        assertThat(shown(film, interval, 2)).isEqualTo(shown);
        return shown;
    }

    private static SortedMap<Double, Integer> shown(FilmInStore film, Duration interval, int workers) {
        ThumbnailPlan plan = film.plan(interval);
        Extracted extracted = Extracted.of(film.store, plan, FrameChoice.EXACT, workers);
        assertThat(extracted.extraction().missing()).isEmpty();
        SortedMap<Double, Integer> shown = new TreeMap<>();
        for (Mark mark : plan.marks()) {
            byte[] jpeg = extracted.jpegs("small").get(mark.number());
            shown.put(
                    mark.time().toMillis() / 1e3,
                    jpeg == null
                            ? MISSING
                            : FrameNumber.read(Extracted.picture(jpeg)).orElse(-1));
        }
        return shown;
    }

    private static void shows(FilmInStore film, Duration interval, IntUnaryOperator frameAtMillis) {
        SortedMap<Double, Integer> expected = new TreeMap<>();
        film.plan(interval)
                .marks()
                .forEach(mark -> expected.put(mark.time().toMillis() / 1e3, frameAtMillis.applyAsInt((int)
                        mark.time().toMillis())));
        assertThat(shown(film, interval)).isEqualTo(expected);
    }

    /** The frame of the numbered film that is on the screen after so many milliseconds. */
    private static int frameAt(double millis) {
        return Math.max(0, (int) Math.floor(millis * FPS / 1000 + 0.5));
    }

    /**
     * What ffprobe says of the film, its segments put together into one file: each mark shows the last of the frames, which are
     * these of the numbered film, that is presented by then; time starts with what is played first, the delay of an audio encoder
     * left out.
     */
    private void showsAsProbed(FilmInStore film, Duration interval, List<Integer> numbers)
            throws IOException, InterruptedException {
        Path joined = folder.resolve("joined.media");
        Files.write(joined, PackagedFilms.joined(film));
        double start = Double.parseDouble(probe(joined, "format=start_time").getFirst());
        double[] presented = probe(joined, "packet=pts_time").stream()
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
        double zero = presented[0] - start > 0.125 ? start : presented[0];
        List<Double> times =
                Arrays.stream(presented).map(time -> time - zero).boxed().toList();
        assertThat(times).hasSameSizeAs(numbers);
        double step = IntStream.range(1, times.size())
                .mapToDouble(i -> times.get(i) - times.get(i - 1))
                .min()
                .orElse(1);
        double rounding = Math.min(step, 0.25) / 2 + 1e-5;
        shows(film, interval, millis -> {
            int shown = 0;
            while (shown + 1 < times.size() && times.get(shown + 1) <= millis / 1000.0 + rounding) {
                shown++;
            }
            return numbers.get(shown);
        });
    }

    private static List<String> probe(Path file, String entries) throws IOException, InterruptedException {
        return Program.bundledFfprobe()
                .run(
                        "-v",
                        "error",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        entries,
                        "-of",
                        "csv=p=0",
                        file.toString())
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The numbers of the frames that are kept, of so many seconds. */
    private static List<Integer> kept(int seconds, IntPredicate kept) {
        return IntStream.range(0, seconds * FPS).filter(kept).boxed().toList();
    }

    private static List<String> keep(String expression) {
        return List.of("-vf", "select='" + expression + "'", "-vsync", "vfr", "-enc_time_base", "1/24000");
    }

    static Stream<Arguments> holds() {
        IntPredicate slides = frame -> frame % (5 * FPS) == 0;
        IntPredicate longHolds = frame -> frame % (6 * FPS) < 2 * FPS;
        IntPredicate insideHolds = frame -> frame % (6 * FPS) < FPS || frame % (6 * FPS) > 5 * FPS;
        IntPredicate threes = frame -> frame % 3 == 0;
        return Stream.of(Format.values())
                .flatMap(format -> Stream.of(
                        argumentSet(format + ", a slide each 5 s", format, slides, "not(mod(n,120))"),
                        argumentSet(format + ", 2 s of motion, held for 4 s", format, longHolds, "lt(mod(n,144),48)"),
                        argumentSet(
                                format + ", held for 4 s inside of segments",
                                format,
                                insideHolds,
                                "lt(mod(n,144),24)+gt(mod(n,144),120)"),
                        argumentSet(format + ", on threes", format, threes, "not(mod(n,3))")));
    }

    @ParameterizedTest
    @MethodSource("holds")
    void showsFramesThatAreHeld(Format format, IntPredicate kept, String expression)
            throws IOException, InterruptedException {
        List<Integer> frames = kept(24, kept);
        FilmInStore film = films().inSegmentsOf6(
                        format,
                        all(input(films().source(24)), keep(expression), X264, words("-an")),
                        (frames.getLast() + 1.0) / FPS);

        showsAsProbed(film, Duration.ofMillis(700), frames);
    }

    @ParameterizedTest
    @MethodSource("holds")
    void showsFramesThatAreHeldWhileSoundGoesOn(Format format, IntPredicate kept, String expression)
            throws IOException, InterruptedException {
        FilmInStore film = films().inSegmentsOf6(
                        format,
                        all(input(films().source(24)), tone(24), keep(expression), X264, words("-c:a aac")),
                        24);

        showsAsProbed(film, Duration.ofMillis(700), kept(24, kept));
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("timelines", 10));
    }

    /** Frames come and are held at random; pictures are reordered, segments cut, and sound added, or not. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void showsWhatIsOnTheScreenInGeneratedFilms(int seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<Integer> frames = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        int from = 0;
        while (from < 16 * FPS) {
            int to = Math.min(from + random.nextInt(FPS), 16 * FPS - 1);
            shown.add("between(n,%d,%d)".formatted(from, to));
            for (int frame = from; frame <= to; frame++) {
                frames.add(frame);
            }
            from = to + 2 + random.nextInt(random.nextBoolean() ? 3 : 4 * FPS);
        }
        double end = (frames.getLast() + 1.0) / FPS;
        boolean sound = random.nextBoolean();
        double segment = 1 + random.nextInt(30) / 10.0;
        List<String> video = all(
                input(films().source(16)),
                sound ? tone(end) : List.of(),
                keep(String.join("+", shown)),
                words("-c:v libx264 -preset ultrafast -sc_threshold 0 -g " + (8 + random.nextInt(60))),
                words("-bf " + random.nextInt(4) + " -x264-params b-adapt=0 " + (sound ? "-c:a aac" : "-an")));
        // A fragment of sound alone has no time of the video in it.
        boolean byTime = random.nextBoolean() && !sound;
        FilmInStore film = random.nextBoolean()
                ? films().hls(
                                Format.TRANSPORT_STREAM,
                                all(video, words("-hls_time " + segment + (byTime ? " -hls_flags split_by_time" : ""))))
                : films().fragments(
                                all(
                                        video,
                                        words("-movflags +empty_moov+default_base_moof"
                                                + (byTime ? "" : "+frag_keyframe")),
                                        byTime ? words("-frag_duration " + (int) (segment * 1e6)) : List.of()),
                                end);

        showsAsProbed(film, Duration.ofMillis(90 + random.nextInt(200)), frames);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void showsTheOneFrameOfAMinute(Format format) throws IOException, InterruptedException {
        FilmInStore film = films().hls(
                        format,
                        all(
                                input(films().source(2)),
                                tone(60),
                                keep("eq(n,30)"),
                                X264,
                                words("-c:a aac -hls_time 60")));

        shows(film, Duration.ofSeconds(10), millis -> 30);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void countsFromTheSoundWhereItBeginsBeforeThePicture(Format format) throws IOException, InterruptedException {
        FilmInStore film = films().inSegmentsOf6(
                        format,
                        all(
                                List.of(
                                        "-itsoffset",
                                        "4",
                                        "-i",
                                        films().source(20).toString()),
                                tone(24),
                                words("-map 0:v -map 1:a -vsync vfr"),
                                X264,
                                words("-c:a aac")),
                        24);

        showsAsProbed(film, Duration.ofMillis(700), kept(20, frame -> true));
        assertThat(shown(film, Duration.ofSeconds(10)).get(10.0)).isBetween(143, 144);
    }

    /** FFmpeg's EXTINF leaves the sound out; other packagers count it. */
    @Test
    void countsFromTheSoundWhereThePlaylistDoes() throws IOException, InterruptedException {
        films().hls(
                        Format.TRANSPORT_STREAM,
                        all(
                                List.of(
                                        "-itsoffset",
                                        "4",
                                        "-i",
                                        films().source(8).toString()),
                                tone(12),
                                words("-map 0:v -map 1:a -vsync vfr"),
                                X264,
                                words("-c:a aac -force_key_frames 4,6 -hls_time 6")));
        List<String> entries = films().entries("video.m3u8");
        FilmInStore film =
                films().listed(List.of(entries.get(0).replaceFirst("#EXTINF:2\\.0", "#EXTINF:6.0"), entries.get(1)));

        showsAsProbed(film, Duration.ofMillis(700), kept(8, frame -> true));
    }

    /** AAC puts out 21 ms before its first sample, in a transport stream without a mark: more than half a frame. */
    @Test
    void decodesKeyFramesAloneWhereAnEncoderDelaysTheSound() throws IOException, InterruptedException {
        FilmInStore film = films().hls(
                        Format.TRANSPORT_STREAM,
                        all(
                                input(films().source(16)),
                                tone(16),
                                X264,
                                words("-g 48 -sc_threshold 0 -c:a aac -hls_time 4")));

        Extracted extracted = Extracted.of(film.store, film.plan(Duration.ofSeconds(2)));

        extracted.shows(List.of(0, 48, 96, 144, 192, 240, 288, 336));
        assertThat(extracted.extraction().framesDecoded()).isEqualTo(8);
    }

    @Test
    void showsTheFirstAndTheLastPictureWhileThereIsSoundAlone() throws IOException, InterruptedException {
        FilmInStore film = films().segments(all(
                input(films().source(10)),
                tone(37),
                words("-t 37 -map 0:v -map 1:a -vf setpts=PTS+15/TB -vsync vfr"),
                X264,
                words(
                        "-tune zerolatency -g 48 -sc_threshold 0 -c:a aac -f segment -segment_time 4 -reference_stream a:0"),
                words("-break_non_keyframes 1")));

        showsAsProbed(film, Duration.ofSeconds(1), kept(10, frame -> true));
    }

    @Test
    void followsTheBordersOfSegmentsThatAreCutByTime() throws IOException, InterruptedException {
        FilmInStore film = films().hls(
                        Format.TRANSPORT_STREAM,
                        all(input(films().source(20)), REORDERED, words("-an -hls_time 1.3 -hls_flags split_by_time")));

        showsAsProbed(film, Duration.ofMillis(130), kept(20, frame -> true));
    }

    private static final List<String> REORDERED =
            words("-c:v libx264 -preset ultrafast -g 72 -bf 5 -x264-params b-adapt=0:b-pyramid=normal");

    @Test
    void followsTheBordersOfFragmentsThatAreCutByTime() throws IOException, InterruptedException {
        FilmInStore film = films().fragments(
                        all(
                                input(films().source(20)),
                                REORDERED,
                                words("-an -movflags +empty_moov+default_base_moof -frag_duration 1300000")),
                        20);

        showsAsProbed(film, Duration.ofMillis(130), kept(20, frame -> true));
    }

    @Test
    void beginsWithTheFirstKeyFrameWhereThePlaylistBeginsInTheMiddleOfAGop() throws IOException, InterruptedException {
        films().hls(
                        Format.TRANSPORT_STREAM,
                        all(
                                input(films().source(20)),
                                X264,
                                words("-g 72 -sc_threshold 0 -an -hls_time 4 -hls_flags split_by_time")));
        FilmInStore film = films().listed(films().entries("video.m3u8").subList(1, 4));

        // The second segment starts with frame 96 or so; the first key frame in it is 144.
        shows(film, Duration.ofMillis(500), millis -> Math.max(144, frameAt(millis) + firstOf(film)));
    }

    private static int firstOf(FilmInStore film) {
        return (int) Math.round(film.plan(Duration.ofSeconds(1))
                        .segments()
                        .getFirst()
                        .duration()
                        .toMillis()
                * FPS
                / 1000.0);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void goesOnByThePlaylistWhereSegmentsAreListedAgain(Format format) throws IOException, InterruptedException {
        films().hls(format, all(input(films().source(16)), X264, words("-g 48 -sc_threshold 0 -an -hls_time 4")));
        List<String> entries = films().entries("video.m3u8");
        String map = format == Format.FMP4 ? "#EXT-X-MAP:URI=\"init.mp4\"\n" : "";
        FilmInStore film = films().listed(List.of(
                map + entries.get(0), entries.get(1), entries.get(1), entries.get(2), entries.get(0), entries.get(3)));

        int[] starts = {0, 4, 4, 8, 0, 12};
        shows(film, Duration.ofMillis(500), millis -> frameAt(starts[millis / 4000] * 1000 + millis % 4000));
    }

    @Test
    void goesOnByThePlaylistWhereTimestampsStartAgain() throws IOException, InterruptedException {
        FilmInStore film = films().segments(all(
                input(films().source(16)),
                X264,
                words("-g 48 -sc_threshold 0 -an -f segment -segment_time 4 -reset_timestamps 1")));

        shows(film, Duration.ofMillis(500), TimelineTest::frameAt);
    }

    @Test
    void goesOnByThePlaylistWhereRecordingsAreJoined() throws IOException, InterruptedException {
        Path source = films().source(30);
        List<String> entries = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            int from = part == 0 ? 0 : 10;
            films().ffmpeg(
                            "rec" + part + ".m3u8",
                            all(
                                    words("-ss " + from + " -t " + (part == 0 ? 10 : 20)),
                                    input(source),
                                    X264,
                                    words("-g 48 -sc_threshold 0 -an -f hls -hls_time 4 -hls_list_size 0")));
            entries.addAll(films().entries("rec" + part + ".m3u8"));
        }
        FilmInStore film = films().listed(entries);

        shows(film, Duration.ofMillis(500), TimelineTest::frameAt);
    }

    @Test
    void readsNegativeCompositionOffsetsThatDifferFromSegmentToSegment() throws IOException, InterruptedException {
        FilmInStore film = films().hls(
                        Format.FMP4,
                        all(
                                input(films().source(16)),
                                words("-c:v libx264 -preset ultrafast -g 96 -bf 3 -an -x264-params"),
                                words("b-adapt=0:b-pyramid=normal:scenecut=0"),
                                words("-hls_time 4 -hls_segment_options movflags=+negative_cts_offsets")));
        S3Location third = FilmInStore.location("video2.m4s");
        film.store.put(
                third,
                MovieFragments.decodedLater(film.store.bytes(third), /* ticks= */ 1024),
                ObjectAttributes.ofType("video/mp4"));

        shows(film, Duration.ofMillis(330), TimelineTest::frameAt);
    }
}
