package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BoxTree;
import io.github.rokutrickplay.generator.mp4.BytesInMemory;
import io.github.rokutrickplay.generator.mp4.Mp4Exception;
import io.github.rokutrickplay.generator.mp4.Mp4File;
import io.github.rokutrickplay.generator.mp4.Mp4Planner;
import io.github.rokutrickplay.generator.plan.MarkTimes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SampleFilm;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MP4 and MOV files of every structure show the frames that ffprobe says they present. */
class Mp4FilmTest {

    private static final S3Location LOCATION = new S3Location("films", "film.mp4");
    private static final Duration INTERVAL = Duration.ofMillis(700);
    private static final int WIDTH = 288;
    private static final int HEIGHT = 162;
    private static final double ROUNDING = 2e-6;

    @TempDir
    private static Path shared;

    private static Path master = Path.of("");

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeMaster() {
        master = SampleFilm.write(
                FilmSpec.single(Duration.ofSeconds(8), 640, 360).withAudio(true), shared.resolve("master"));
    }

    private record Shown(double seconds, int number) {}

    /** What is presented when, in ffprobe's and ffmpeg's opinion. */
    private static List<Shown> truth(Path file) throws IOException, InterruptedException {
        List<Double> times = Program.bundledFfprobe()
                .run(
                        "-v",
                        "error",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "frame=best_effort_timestamp_time",
                        "-of",
                        "csv=p=0",
                        file.toString())
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Double::parseDouble)
                .toList();
        Path raw = file.resolveSibling("pictures.gray");
        Program.bundledFfmpeg()
                .run(
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-vf",
                        "scale=" + WIDTH + ":" + HEIGHT + ",format=gray",
                        "-f",
                        "rawvideo",
                        raw.toString());
        byte[] pictures = Files.readAllBytes(raw);
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < pictures.length / (WIDTH * HEIGHT); i++) {
            BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster()
                    .setDataElements(
                            0,
                            0,
                            WIDTH,
                            HEIGHT,
                            Arrays.copyOfRange(pictures, i * WIDTH * HEIGHT, (i + 1) * WIDTH * HEIGHT));
            shown.add(new Shown(times.get(i), FrameNumber.read(picture).orElse(-1)));
        }
        assertThat(shown).hasSameSizeAs(times);
        return shown;
    }

    private static double frameLength(List<Shown> shown) {
        double shortest = Double.MAX_VALUE;
        for (int i = 1; i < shown.size(); i++) {
            shortest = Math.min(shortest, shown.get(i).seconds - shown.get(i - 1).seconds);
        }
        return shown.size() > 1 ? shortest : 1;
    }

    private static List<Integer> expected(List<Shown> shown, int marks, Duration interval) {
        double half = frameLength(shown) / 2;
        List<Integer> numbers = new ArrayList<>();
        for (int mark = 0; mark < marks; mark++) {
            double wanted = mark * interval.toNanos() / 1e9 - half - ROUNDING;
            shown.stream()
                    .filter(frame -> frame.seconds >= wanted)
                    .findFirst()
                    .ifPresent(frame -> numbers.add(frame.number));
        }
        return numbers;
    }

    private static ThumbnailPlan plan(byte[] file, Duration interval, FrameChoice choice) {
        Mp4Planner planner = new Mp4Planner(LOCATION, Mp4File.read(new BytesInMemory(file)));
        return planner.plan(MarkTimes.of("film", planner.duration(), interval), interval, choice);
    }

    private static Extracted extract(byte[] file, ThumbnailPlan plan) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        store.put(LOCATION, file, ObjectAttributes.ofType("video/mp4"));
        return Extracted.of(store, plan);
    }

    private static void showsWhatFfprobeSays(Path file) throws IOException, InterruptedException {
        shows(file, truth(file));
    }

    private static void shows(Path file, List<Shown> truth) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (Duration interval : List.of(INTERVAL, Duration.ofMillis(100))) {
            ThumbnailPlan plan = plan(bytes, interval, FrameChoice.EXACT);
            double end = truth.getLast().seconds + frameLength(truth);
            assertThat(plan.duration().toNanos() / 1e9).isBetween(end - frameLength(truth), end + 0.05);
            List<Integer> expected = expected(truth, plan.marks().size(), interval);
            assertThat(expected).doesNotContain(-1);
            extract(bytes, plan).shows(expected);
        }
    }

    private Path encode(List<String> input, String name, String... output) throws IOException, InterruptedException {
        Path target = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(input);
        arguments.addAll(List.of("-i", master.toString()));
        arguments.addAll(Arrays.asList(output));
        arguments.add(target.toString());
        Program.installedFfmpegWith("libx264").run(arguments.toArray(String[]::new));
        return target;
    }

    private static final String X264 = "-c:v libx264 -preset veryfast -crf 18 -g 48 -bf 3 -c:a aac ";

    static Stream<Arguments> structures() {
        return Stream.of(
                Arguments.of("moov at the end, B pictures, sound", "", "a.mp4", X264),
                Arguments.of("moov at the head", "", "a.mp4", X264 + "-movflags faststart"),
                Arguments.of("QuickTime", "", "a.mov", X264),
                Arguments.of(
                        "open GOPs",
                        "",
                        "a.mp4",
                        X264 + "-x264-params open-gop=1:bframes=3:b-adapt=0:keyint=30:scenecut=0"),
                Arguments.of("no edit list", "", "a.mp4", X264 + "-use_editlist 0 -an"),
                Arguments.of("negative composition offsets", "", "a.mp4", X264 + "-movflags negative_cts_offsets"),
                Arguments.of(
                        "starts 1.3 s late",
                        "-itsoffset 1.3",
                        "a.mp4",
                        X264 + "-map 0:v -use_editlist 1 -avoid_negative_ts disabled"),
                Arguments.of("cut without decoding: the edit starts in a GOP", "-ss 3.1", "a.mp4", "-c copy"),
                Arguments.of("time scale 1000", "", "a.mp4", X264 + "-video_track_timescale 1000"),
                Arguments.of(
                        "time scale 12345, movie time scale 7",
                        "",
                        "a.mp4",
                        X264 + "-video_track_timescale 12345 -movie_timescale 700"),
                Arguments.of(
                        "variable frame rate",
                        "",
                        "a.mp4",
                        X264 + "-vf select=not(mod(n\\,3))+lt(n\\,40) -fps_mode vfr"),
                Arguments.of("one frame", "", "a.mp4", X264 + "-frames:v 1 -an"),
                Arguments.of(
                        "fragments with a key frame each, mfra",
                        "",
                        "a.mp4",
                        X264 + "-movflags frag_keyframe+empty_moov"),
                Arguments.of(
                        "fragments, no index", "", "a.mp4", X264 + "-movflags frag_keyframe+empty_moov+skip_trailer"),
                Arguments.of("fragments, delayed moov", "", "a.mp4", X264 + "-movflags frag_keyframe+delay_moov"),
                Arguments.of("fragments, moov of its own samples", "", "a.mp4", X264 + "-movflags frag_keyframe"),
                Arguments.of(
                        "fragments, one sidx",
                        "",
                        "a.mp4",
                        X264 + "-movflags frag_keyframe+empty_moov+default_base_moof+global_sidx"),
                Arguments.of(
                        "fragments, a sidx each",
                        "",
                        "a.mp4",
                        X264 + "-movflags frag_keyframe+empty_moov+default_base_moof+dash"),
                Arguments.of("a fragment a frame", "", "a.mp4", X264 + "-movflags frag_every_frame+empty_moov"),
                Arguments.of("fragments of 0.3 s", "", "a.mp4", X264 + "-movflags empty_moov -frag_duration 300000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void showsTheFramesThatFfprobeSaysItPresents(String name, String input, String file, String output)
            throws IOException, InterruptedException {
        showsWhatFfprobeSays(encode(words(input), file, words(output).toArray(String[]::new)));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" +"));
    }

    @Test
    void startsAtZeroWhereCmafHasNegativeCompositionOffsetsAndNoEditList() throws IOException, InterruptedException {
        Path file = encode(
                List.of(),
                "a.mp4",
                words(X264 + "-an -movflags cmaf+frag_keyframe").toArray(String[]::new));
        List<Shown> late = truth(file);

        // ffprobe has libav's way of making room for the negative offsets in its times: two frames that the file does
        // not
        // say.
        assertThat(late.getFirst().seconds).isPositive();
        shows(
                file,
                late.stream()
                        .map(frame -> new Shown(frame.seconds - late.getFirst().seconds, frame.number))
                        .toList());
    }

    /** Puts another edit list into a file whose moov stands at its end; movie time scale 1000, the media's 12288. */
    private static Path edited(Path file, long... durationsAndTimes) throws IOException {
        BoxTree tree = BoxTree.ofFile(Files.readAllBytes(file));
        List<Object> fields = new ArrayList<>(List.of(0x1000000, durationsAndTimes.length / 2));
        for (long value : durationsAndTimes) {
            fields.add(value);
            if (fields.size() % 3 == 1) {
                fields.add(1 << 16);
            }
        }
        tree.video().replace("edts", BoxTree.of("edts", BoxTree.of("elst", fields.toArray())));
        return Files.write(file, tree.bytes());
    }

    private Path withoutReordering() throws IOException, InterruptedException {
        return encode(
                List.of(),
                "a.mp4",
                words("-c:v libx264 -preset veryfast -g 48 -bf 0 -an -video_track_timescale 12288")
                        .toArray(String[]::new));
    }

    static Stream<Arguments> editLists() {
        return Stream.of(
                Arguments.of("two edits in order", new long[] {2000, 0, 3000, 4 * 12288}),
                Arguments.of("two edits, the later part first", new long[] {2000, 4 * 12288, 3000, 0}),
                Arguments.of("the same part three times", new long[] {2000, 0, 2000, 0, 2000, 0}),
                Arguments.of("starts in the middle of a GOP", new long[] {3000, 12288 + 5 * 512}),
                Arguments.of("both start in the middle of a GOP", new long[] {1500, 7 * 512, 1500, 12288 + 5 * 512}),
                Arguments.of("a gap, then a part", new long[] {1250, -1, 3000, 12288 + 5 * 512}),
                Arguments.of("longer than the media", new long[] {60_000, 0}),
                Arguments.of("shorter than the media", new long[] {1990, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("editLists")
    void followsTheEditListAsFfprobeDoes(String name, long[] edits) throws IOException, InterruptedException {
        showsWhatFfprobeSays(edited(withoutReordering(), edits));
    }

    @Test
    void showsNothingBetweenEditsThatLeaveAGap() throws IOException, InterruptedException {
        // One second of the film's second second, nothing for 1.5 s, and its fifth second.
        Path file = edited(withoutReordering(), 1000, 12288, 1500, -1, 1000, 4 * 12288);
        byte[] bytes = Files.readAllBytes(file);

        ThumbnailPlan plan = plan(bytes, Duration.ofMillis(500), FrameChoice.EXACT);

        assertThat(plan.duration()).isEqualTo(Duration.ofMillis(3500));
        extract(bytes, plan).shows(List.of(24, 36, 96, 96, 96, 96, 108));
    }

    @Test
    void showsTheNearestKeyFrameOfTheSameEditForKeyFrames() throws IOException, InterruptedException {
        // Key frames are 0, 48, 96 and 144; the edits hold 24 to 119, and 150 to 173 without any.
        Path file = edited(withoutReordering(), 4000, 12288, 1000, 150 * 512);
        byte[] bytes = Files.readAllBytes(file);

        ThumbnailPlan plan = plan(bytes, Duration.ofMillis(900), FrameChoice.KEYFRAME);

        // 0, 0.9, 1.8, 2.7 and 3.6 s are nearest to the key frames at 1, 1, 1 or 3, 3 and 3 s; 4.5 s has none and is
        // exact.
        extract(bytes, plan).shows(List.of(48, 48, 48, 96, 96, 162));
    }

    @Test
    void readsLittleOfALongFilm() throws IOException, InterruptedException {
        Path file = folder.resolve("long.mp4");
        Program.installedFfmpegWith("libx264")
                .run(words("-v error -y -f lavfi -i testsrc2=s=640x360:r=30:d=600 -f lavfi -i sine=d=600 -c:v libx264"
                                + " -preset ultrafast -crf 20 -g 60 -c:a aac "
                                + file)
                        .toArray(String[]::new));
        byte[] bytes = Files.readAllBytes(file);
        BytesInMemory counted = new BytesInMemory(bytes);
        Mp4Planner planner = new Mp4Planner(LOCATION, Mp4File.read(counted));
        Duration interval = Duration.ofSeconds(10);
        ThumbnailPlan plan =
                planner.plan(MarkTimes.of("film", planner.duration(), interval), interval, FrameChoice.EXACT);
        InMemoryObjectStore store = new InMemoryObjectStore();
        store.put(LOCATION, bytes, ObjectAttributes.ofType("video/mp4"));
        store.journal.clear();

        Extracted extracted = Extracted.of(store, plan);

        assertThat(extracted.jpegs("big")).hasSize(60);
        assertThat(counted.reads()).as("reads for the plan").isLessThanOrEqualTo(3);
        assertThat(store.journal).as("reads for 60 thumbnails").hasSizeLessThanOrEqualTo(2 * 60);
        assertThat(extracted.extraction().framesDecoded()).isEqualTo(60);
        assertThat(counted.bytesRead() + extracted.extraction().bytesRead()).isLessThan(bytes.length / 8);
    }

    @Test
    void readsFragmentsWithoutTheirIndexWhereItIsWrong() throws IOException, InterruptedException {
        Path file = encode(
                List.of(),
                "a.mp4",
                words(X264 + "-movflags frag_keyframe+empty_moov").toArray(String[]::new));
        List<Shown> truth = truth(file);
        BoxTree tree = BoxTree.ofFile(Files.readAllBytes(file));
        BoxTree tfra = tree.at("mfra/tfra");
        // The first entry's moof_offset, behind version, track, lengths and count, and the entry's time.
        int last = 16 + 8 + 7;
        tfra.content()[last] = (byte) (tfra.content()[last] + 5);

        shows(Files.write(file, tree.bytes()), truth);
    }

    /** Whatever is wrong with fragments, it is said in one exception, soon and in little memory. */
    @Test
    void saysSoWhateverAByteOfAFragmentIsChangedTo() throws IOException, InterruptedException {
        Path file = encode(
                List.of(),
                "a.mp4",
                words(X264 + "-t 2 -movflags frag_keyframe+empty_moov+default_base_moof+global_sidx")
                        .toArray(String[]::new));
        byte[] good = Files.readAllBytes(file);
        List<Integer> places = new ArrayList<>();
        int at = 0;
        for (BoxTree box : BoxTree.ofFile(good).children()) {
            int size = box.bytes().length;
            int media = box.type().equals("mdat") ? 8 : size;
            IntStream.range(at, at + media).forEach(places::add);
            at += size;
        }
        Random random = new Random(20261122);
        int refused = 0;
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = good.clone();
            for (int change = 0; change <= round % 3; change++) {
                bytes[places.get(random.nextInt(places.size()))] = (byte) (round % 2 == 0 ? random.nextInt(256) : -1);
            }
            try {
                Mp4Planner planner = new Mp4Planner(LOCATION, Mp4File.read(new BytesInMemory(bytes)));
                planner.plan(List.of(Duration.ZERO, Duration.ofSeconds(1)), Duration.ofSeconds(1), FrameChoice.EXACT)
                        .segments()
                        .forEach(segment -> assertThat(segment.media().range()).isNotNull());
            } catch (Mp4Exception e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 9_900);
    }
}
