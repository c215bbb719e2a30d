package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SampleFilm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    enum Format {
        TRANSPORT_STREAM,
        FMP4;

        List<String> options() {
            return this == FMP4 ? List.of("-hls_segment_type", "fmp4") : List.of();
        }
    }

    @TempDir
    private Path folder;

    private Path source(int seconds) {
        return SampleFilm.write(FilmSpec.single(Duration.ofSeconds(seconds), 320, 180), folder.resolve("source"));
    }

    private static List<String> input(Path source) {
        return List.of("-i", source.toString());
    }

    /** Sound from 0 on. */
    private static List<String> tone(double seconds) {
        return List.of("-f", "lavfi", "-i", "sine=sample_rate=48000:duration=" + seconds);
    }

    @SafeVarargs
    private static List<String> all(List<String>... options) {
        List<String> all = new ArrayList<>();
        for (List<String> some : options) {
            all.addAll(some);
        }
        return all;
    }

    private static List<String> words(String options) {
        return EncodedFilm.words(options);
    }

    private Path ffmpeg(String target, List<String> arguments) throws IOException, InterruptedException {
        Path to = folder.resolve("made").resolve(target);
        Files.createDirectories(folder.resolve("made"));
        List<String> command = new ArrayList<>(List.of("-v", "error", "-y"));
        command.addAll(arguments);
        command.add(to.toString());
        Program.installedFfmpegWith("libx264").run(command.toArray(String[]::new));
        return to;
    }

    private FilmInStore hls(Format format, List<String> arguments) throws IOException, InterruptedException {
        ffmpeg("video.m3u8", all(arguments, words("-f hls -hls_list_size 0 -hls_playlist_type vod"), format.options()));
        return FilmInStore.of(folder.resolve("made"), "video.m3u8");
    }

    /** Lists files that were made before, one segment each. */
    private FilmInStore listed(List<String> entries) throws IOException {
        Files.writeString(
                folder.resolve("made/joined.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n" + String.join("\n", entries) + "\n#EXT-X-ENDLIST\n");
        return FilmInStore.of(folder.resolve("made"), "joined.m3u8");
    }

    /** The entries of a playlist that was made. */
    private List<String> entries(String playlist) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("made").resolve(playlist));
        List<String> entries = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("#EXTINF")) {
                entries.add(lines.get(i) + "\n" + lines.get(i + 1));
            }
        }
        return entries;
    }

    /** What each mark shows. */
    private static SortedMap<Double, Integer> shown(FilmInStore film, Duration interval) {
        ThumbnailPlan plan = film.plan(interval);
        Extracted extracted = Extracted.of(film.store, plan, FrameChoice.EXACT, 2);
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
        Files.write(joined, joined(film));
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

    private static byte[] joined(FilmInStore film) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (PlannedSegment segment : film.plan(Duration.ofSeconds(1)).segments()) {
            if (segment.index() == 0 && segment.initialization() instanceof StoredBytes initialization) {
                joined.writeBytes(bytes(film, initialization));
            }
            joined.writeBytes(bytes(film, segment.media()));
        }
        return joined.toByteArray();
    }

    private static byte[] bytes(FilmInStore film, StoredBytes stored) {
        byte[] whole = film.store.bytes(stored.location());
        return stored.range() == null
                ? whole
                : Arrays.copyOfRange(whole, (int) stored.range().offset(), (int)
                        (stored.range().offset() + stored.range().length()));
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

    /** ffmpeg's hls muxer writes a wrong time where a frame is held at the end of a segment of fMP4. */
    private FilmInStore inSegmentsOf6(Format format, List<String> arguments, double seconds)
            throws IOException, InterruptedException {
        List<String> video = all(arguments, words("-force_key_frames expr:gte(t,n_forced*6)"));
        return format == Format.FMP4
                ? fragments(all(video, words("-movflags +empty_moov+default_base_moof+frag_keyframe")), seconds)
                : hls(format, all(video, words("-hls_time 6")));
    }

    @ParameterizedTest
    @MethodSource("holds")
    void showsFramesThatAreHeld(Format format, IntPredicate kept, String expression)
            throws IOException, InterruptedException {
        List<Integer> frames = kept(24, kept);
        FilmInStore film = inSegmentsOf6(
                format, all(input(source(24)), keep(expression), X264, words("-an")), (frames.getLast() + 1.0) / FPS);

        showsAsProbed(film, Duration.ofMillis(700), frames);
    }

    @ParameterizedTest
    @MethodSource("holds")
    void showsFramesThatAreHeldWhileSoundGoesOn(Format format, IntPredicate kept, String expression)
            throws IOException, InterruptedException {
        FilmInStore film =
                inSegmentsOf6(format, all(input(source(24)), tone(24), keep(expression), X264, words("-c:a aac")), 24);

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
                input(source(16)),
                sound ? tone(end) : List.of(),
                keep(String.join("+", shown)),
                words("-c:v libx264 -preset ultrafast -sc_threshold 0 -g " + (8 + random.nextInt(60))),
                words("-bf " + random.nextInt(4) + " -x264-params b-adapt=0 " + (sound ? "-c:a aac" : "-an")));
        // A fragment of sound alone has no time of the video in it.
        boolean byTime = random.nextBoolean() && !sound;
        FilmInStore film = random.nextBoolean()
                ? hls(
                        Format.TRANSPORT_STREAM,
                        all(video, words("-hls_time " + segment + (byTime ? " -hls_flags split_by_time" : ""))))
                : fragments(
                        all(
                                video,
                                words("-movflags +empty_moov+default_base_moof" + (byTime ? "" : "+frag_keyframe")),
                                byTime ? words("-frag_duration " + (int) (segment * 1e6)) : List.of()),
                        end);

        showsAsProbed(film, Duration.ofMillis(90 + random.nextInt(200)), frames);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void showsTheOneFrameOfAMinute(Format format) throws IOException, InterruptedException {
        FilmInStore film =
                hls(format, all(input(source(2)), tone(60), keep("eq(n,30)"), X264, words("-c:a aac -hls_time 60")));

        shows(film, Duration.ofSeconds(10), millis -> 30);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void countsFromTheSoundWhereItBeginsBeforeThePicture(Format format) throws IOException, InterruptedException {
        FilmInStore film = inSegmentsOf6(
                format,
                all(
                        List.of("-itsoffset", "4", "-i", source(20).toString()),
                        tone(24),
                        words("-map 0:v -map 1:a -vsync vfr"),
                        X264,
                        words("-c:a aac")),
                24);

        showsAsProbed(film, Duration.ofMillis(700), kept(20, frame -> true));
        assertThat(shown(film, Duration.ofSeconds(10)).get(10.0)).isBetween(143, 144);
    }

    /** AAC puts out 21 ms before its first sample, in a transport stream without a mark: more than half a frame. */
    @Test
    void decodesKeyFramesAloneWhereAnEncoderDelaysTheSound() throws IOException, InterruptedException {
        FilmInStore film = hls(
                Format.TRANSPORT_STREAM,
                all(input(source(16)), tone(16), X264, words("-g 48 -sc_threshold 0 -c:a aac -hls_time 4")));

        Extracted extracted = Extracted.of(film.store, film.plan(Duration.ofSeconds(2)));

        extracted.shows(List.of(0, 48, 96, 144, 192, 240, 288, 336));
        assertThat(extracted.extraction().framesDecoded()).isEqualTo(8);
    }

    @Test
    void showsTheFirstAndTheLastPictureWhileThereIsSoundAlone() throws IOException, InterruptedException {
        FilmInStore film = segments(all(
                input(source(10)),
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
        FilmInStore film = hls(
                Format.TRANSPORT_STREAM,
                all(input(source(20)), REORDERED, words("-an -hls_time 1.3 -hls_flags split_by_time")));

        showsAsProbed(film, Duration.ofMillis(130), kept(20, frame -> true));
    }

    private static final List<String> REORDERED =
            words("-c:v libx264 -preset ultrafast -g 72 -bf 5 -x264-params b-adapt=0:b-pyramid=normal");

    @Test
    void followsTheBordersOfFragmentsThatAreCutByTime() throws IOException, InterruptedException {
        FilmInStore film = fragments(
                all(
                        input(source(20)),
                        REORDERED,
                        words("-an -movflags +empty_moov+default_base_moof -frag_duration 1300000")),
                20);

        showsAsProbed(film, Duration.ofMillis(130), kept(20, frame -> true));
    }

    /** One file of fragments, each a segment. */
    private FilmInStore fragments(List<String> arguments, double seconds) throws IOException, InterruptedException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(ffmpeg("cut.mp4", arguments)));
        String text = new String(file.array(), StandardCharsets.ISO_8859_1);
        double timescale = file.getInt(text.indexOf("mdhd") + 16);
        List<Integer> fragments = new ArrayList<>();
        int end = 0;
        while (end < file.capacity() && !text.startsWith("mfra", end + 4)) {
            if (text.startsWith("moof", end + 4)) {
                fragments.add(end);
            }
            end += file.getInt(end);
        }
        List<String> entries = new ArrayList<>();
        entries.add("#EXT-X-MAP:URI=\"cut.mp4\",BYTERANGE=\"%d@0\"".formatted(fragments.getFirst()));
        for (int i = 0; i < fragments.size(); i++) {
            boolean last = i + 1 == fragments.size();
            double from = file.getLong(text.indexOf("tfdt", fragments.get(i)) + 8) / timescale;
            double to = last ? seconds : file.getLong(text.indexOf("tfdt", fragments.get(i + 1)) + 8) / timescale;
            int next = last ? end : fragments.get(i + 1);
            entries.add(String.format(
                    Locale.ROOT,
                    "#EXTINF:%.6f,%n#EXT-X-BYTERANGE:%d@%d%ncut.mp4",
                    to - from,
                    next - fragments.get(i),
                    fragments.get(i)));
        }
        return listed(entries);
    }

    @Test
    void beginsWithTheFirstKeyFrameWhereThePlaylistBeginsInTheMiddleOfAGop() throws IOException, InterruptedException {
        hls(
                Format.TRANSPORT_STREAM,
                all(input(source(20)), X264, words("-g 72 -sc_threshold 0 -an -hls_time 4 -hls_flags split_by_time")));
        FilmInStore film = listed(entries("video.m3u8").subList(1, 4));

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
        hls(format, all(input(source(16)), X264, words("-g 48 -sc_threshold 0 -an -hls_time 4")));
        List<String> entries = entries("video.m3u8");
        String map = format == Format.FMP4 ? "#EXT-X-MAP:URI=\"init.mp4\"\n" : "";
        FilmInStore film = listed(List.of(
                map + entries.get(0), entries.get(1), entries.get(1), entries.get(2), entries.get(0), entries.get(3)));

        int[] starts = {0, 4, 4, 8, 0, 12};
        shows(film, Duration.ofMillis(500), millis -> frameAt(starts[millis / 4000] * 1000 + millis % 4000));
    }

    @Test
    void goesOnByThePlaylistWhereTimestampsStartAgain() throws IOException, InterruptedException {
        FilmInStore film = segments(all(
                input(source(16)),
                X264,
                words("-g 48 -sc_threshold 0 -an -f segment -segment_time 4 -reset_timestamps 1")));

        shows(film, Duration.ofMillis(500), TimelineTest::frameAt);
    }

    /** As ffmpeg's segment muxer cuts them. */
    private FilmInStore segments(List<String> arguments) throws IOException, InterruptedException {
        Path playlist = folder.resolve("made/segment.m3u8");
        ffmpeg(
                "part%d.ts",
                all(
                        arguments,
                        words("-segment_format mpegts -segment_list_type m3u8 -segment_list"),
                        List.of(playlist.toString())));
        return FilmInStore.of(folder.resolve("made"), "segment.m3u8");
    }

    @Test
    void goesOnByThePlaylistWhereRecordingsAreJoined() throws IOException, InterruptedException {
        Path source = source(30);
        List<String> entries = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            int from = part == 0 ? 0 : 10;
            ffmpeg(
                    "rec" + part + ".m3u8",
                    all(
                            words("-ss " + from + " -t " + (part == 0 ? 10 : 20)),
                            input(source),
                            X264,
                            words("-g 48 -sc_threshold 0 -an -f hls -hls_time 4 -hls_list_size 0")));
            entries.addAll(entries("rec" + part + ".m3u8"));
        }
        FilmInStore film = listed(entries);

        shows(film, Duration.ofMillis(500), TimelineTest::frameAt);
    }

    @Test
    void readsNegativeCompositionOffsetsThatDifferFromSegmentToSegment() throws IOException, InterruptedException {
        Path types = folder.resolve("types.txt");
        Files.writeString(
                types,
                IntStream.range(0, 16 * FPS)
                        .mapToObj(frame -> frame + " "
                                + (frame % 96 == 0
                                        ? "I"
                                        : frame < 192 || frame % 4 == 0 ? "P" : frame % 4 == 2 ? "B" : "b"))
                        .reduce("", (all, line) -> all + line + " -1\n"));
        FilmInStore film = hls(
                Format.FMP4,
                all(
                        input(source(16)),
                        words("-c:v libx264 -preset ultrafast -g 96 -bf 3 -an -x264-params"),
                        List.of("b-adapt=0:b-pyramid=normal:scenecut=0:qpfile=" + types),
                        words("-hls_time 4 -hls_segment_options movflags=+negative_cts_offsets")));

        shows(film, Duration.ofMillis(330), TimelineTest::frameAt);
    }
}
