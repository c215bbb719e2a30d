package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BytesInMemory;
import io.github.rokutrickplay.generator.mp4.Mp4File;
import io.github.rokutrickplay.generator.mp4.Mp4Planner;
import io.github.rokutrickplay.generator.plan.MarkTimes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MP4 and MOV files of every structure show the frames that ffprobe says they present. */
@Execution(ExecutionMode.CONCURRENT)
class Mp4FilmTest {

    @TempDir
    private static Path shared;

    private static Mp4Studio studio;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openStudio() {
        studio = Mp4Studio.open(shared);
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                Arguments.of("moov at the end, B pictures, sound", "", "a.mp4", Mp4Studio.X264),
                Arguments.of("moov at the head", "", "a.mp4", Mp4Studio.X264 + "-movflags faststart"),
                Arguments.of("QuickTime", "", "a.mov", Mp4Studio.X264),
                Arguments.of(
                        "open GOPs",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-x264-params open-gop=1:bframes=3:b-adapt=0:keyint=30:scenecut=0"),
                Arguments.of("no edit list", "", "a.mp4", Mp4Studio.X264 + "-use_editlist 0 -an"),
                Arguments.of(
                        "negative composition offsets", "", "a.mp4", Mp4Studio.X264 + "-movflags negative_cts_offsets"),
                Arguments.of(
                        "starts 1.3 s late",
                        "-itsoffset 1.3",
                        "a.mp4",
                        Mp4Studio.X264 + "-map 0:v -use_editlist 1 -avoid_negative_ts disabled"),
                Arguments.of("cut without decoding: the edit starts in a GOP", "-ss 3.1", "a.mp4", "-c copy"),
                Arguments.of("time scale 1000", "", "a.mp4", Mp4Studio.X264 + "-video_track_timescale 1000"),
                Arguments.of(
                        "time scale 12345, movie time scale 7",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-video_track_timescale 12345 -movie_timescale 700"),
                Arguments.of(
                        "variable frame rate",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-vf select=not(mod(n\\,3))+lt(n\\,40) -fps_mode vfr"),
                Arguments.of("one frame", "", "a.mp4", Mp4Studio.X264 + "-frames:v 1 -an"),
                Arguments.of(
                        "fragments with a key frame each, mfra",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-movflags frag_keyframe+empty_moov"),
                Arguments.of(
                        "fragments, no index",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-movflags frag_keyframe+empty_moov+skip_trailer"),
                Arguments.of(
                        "fragments, delayed moov", "", "a.mp4", Mp4Studio.X264 + "-movflags frag_keyframe+delay_moov"),
                Arguments.of(
                        "fragments, moov of its own samples", "", "a.mp4", Mp4Studio.X264 + "-movflags frag_keyframe"),
                Arguments.of(
                        "fragments, one sidx",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-movflags frag_keyframe+empty_moov+default_base_moof+global_sidx"),
                Arguments.of(
                        "fragments, a sidx each",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-movflags frag_keyframe+empty_moov+default_base_moof+dash"),
                Arguments.of(
                        "a fragment a frame", "", "a.mp4", Mp4Studio.X264 + "-movflags frag_every_frame+empty_moov"),
                Arguments.of(
                        "fragments of 0.3 s",
                        "",
                        "a.mp4",
                        Mp4Studio.X264 + "-movflags empty_moov -frag_duration 300000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void showsTheFramesThatFfprobeSaysItPresents(String name, String input, String file, String output)
            throws IOException, InterruptedException {
        Mp4Studio.showsWhatFfprobeSays(studio.encode(input, folder.resolve(file), output));
    }

    @Test
    void startsAtZeroWhereCmafHasNegativeCompositionOffsetsAndNoEditList() throws IOException, InterruptedException {
        Path file = studio.encode("", folder.resolve("a.mp4"), Mp4Studio.X264 + "-an -movflags cmaf+frag_keyframe");
        List<Mp4Studio.Shown> late = Mp4Studio.truth(file);

        // ffprobe's times have libav's room for the negative offsets: two frames that the file does not say.
        assertThat(late.getFirst().seconds()).isPositive();
        Mp4Studio.shows(
                file,
                late.stream()
                        .map(frame -> new Mp4Studio.Shown(
                                frame.seconds() - late.getFirst().seconds(), frame.number()))
                        .toList());
    }

    @Test
    void readsLittleOfALongFilm() throws IOException, InterruptedException {
        Path file = folder.resolve("long.mp4");
        Program.installedFfmpegWith("libx264")
                .run(Mp4Studio.words(
                                "-v error -y -f lavfi -i testsrc2=s=640x360:r=30:d=600 -f lavfi -i sine=d=600 -c:v libx264"
                                        + " -preset ultrafast -crf 20 -g 60 -c:a aac "
                                        + file)
                        .toArray(String[]::new));
        byte[] bytes = Files.readAllBytes(file);
        BytesInMemory counted = new BytesInMemory(bytes);
        Mp4Planner planner = new Mp4Planner(Mp4Studio.LOCATION, Mp4File.read(counted));
        Duration interval = Duration.ofSeconds(10);
        ThumbnailPlan plan =
                planner.plan(MarkTimes.of("film", planner.duration(), interval), interval, FrameChoice.EXACT);
        InMemoryObjectStore store = new InMemoryObjectStore();
        store.put(Mp4Studio.LOCATION, bytes, ObjectAttributes.ofType("video/mp4"));
        store.journal.clear();

        Extracted extracted = Extracted.of(store, plan);

        assertThat(extracted.jpegs("big")).hasSize(60);
        assertThat(counted.reads())
                .as("reads for the plan: the tables, and the beginning of one sample")
                .isLessThanOrEqualTo(4);
        assertThat(store.journal).as("reads for 60 thumbnails").hasSizeLessThanOrEqualTo(2 * 60);
        assertThat(extracted.extraction().framesDecoded()).isEqualTo(60);
        assertThat(counted.bytesRead() + extracted.extraction().bytesRead()).isLessThan(bytes.length / 8);
    }
}
