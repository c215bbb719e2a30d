package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BoxTree;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edit lists that no muxer writes. */
class Mp4EditListTest {

    @TempDir
    private static Path shared;

    private static Mp4Studio studio;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openStudio() {
        studio = Mp4Studio.open(shared);
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
        Mp4Studio.showsWhatFfprobeSays(edited(studio.withoutReordering(folder.resolve("a.mp4")), edits));
    }

    @Test
    void holdsThePictureBetweenEditsThatLeaveAGap() throws IOException, InterruptedException {
        // One second of the film's second second, nothing for 1.5 s, and its fifth second.
        Path file = edited(studio.withoutReordering(folder.resolve("a.mp4")), 1000, 12288, 1500, -1, 1000, 4 * 12288);
        byte[] bytes = Files.readAllBytes(file);

        ThumbnailPlan plan = Mp4Studio.plan(bytes, Duration.ofMillis(500), FrameChoice.EXACT);

        assertThat(plan.duration()).isEqualTo(Duration.ofMillis(3500));
        Mp4Studio.extract(bytes, plan).shows(List.of(24, 36, 47, 47, 47, 96, 108));
    }

    @Test
    void showsTheNearestKeyFrameOfTheSameEditForKeyFrames() throws IOException, InterruptedException {
        // Key frames are 0, 48, 96 and 144; the edits hold 24 to 119, and 150 to 173 without any.
        Path file = edited(studio.withoutReordering(folder.resolve("a.mp4")), 4000, 12288, 1000, 150 * 512);
        byte[] bytes = Files.readAllBytes(file);

        ThumbnailPlan plan = Mp4Studio.plan(bytes, Duration.ofMillis(900), FrameChoice.KEYFRAME);

        // 0, 0.9, 1.8, 2.7 and 3.6 s are nearest to the key frames at 1, 1, 1 or 3, 3 and 3 s; 4.5 s has none and is
        // exact.
        Mp4Studio.extract(bytes, plan).shows(List.of(48, 48, 48, 96, 96, 162));
    }
}
