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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is particular about MP4 files; how their many structures are read stands in {@code docs/sources.md}. */
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
        Path part = folder.resolve("part.mp4");
        Path file = folder.resolve("long.mp4");
        Program ffmpeg = Program.installedFfmpegWith("libx264");
        ffmpeg.run(Mp4Studio.words(
                        "-v error -y -f lavfi -i testsrc2=s=640x360:r=30:d=20 -f lavfi -i sine=d=19.8 -c:v libx264"
                                + " -preset ultrafast -crf 20 -g 60 -c:a aac " + part)
                .toArray(String[]::new));
        ffmpeg.run(Mp4Studio.words("-v error -y -stream_loop 29 -i " + part + " -c copy -t 599 " + file)
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
