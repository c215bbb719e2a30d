package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BoxTree;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that stay on the screen: a thumbnail shows what is seen at its time, not what comes next. */
@Execution(ExecutionMode.CONCURRENT)
class Mp4HeldFrameTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private static Path shared;

    private static Mp4Studio studio;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openStudio() {
        studio = Mp4Studio.open(shared);
    }

    private static List<Integer> held(int count, Object... framesAndSeconds) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < framesAndSeconds.length; i += 2) {
            int until = i + 2 < framesAndSeconds.length ? (int) framesAndSeconds[i + 3] : count;
            while (shown.size() < until) {
                shown.add((int) framesAndSeconds[i]);
            }
        }
        return shown;
    }

    private static void showsEachSecond(byte[] file, List<Integer> expected) {
        ThumbnailPlan plan = Mp4Studio.plan(file, SECOND, FrameChoice.EXACT);

        assertThat(plan.marks()).hasSameSizeAs(expected);
        Extracted extracted = Mp4Studio.extract(file, plan);
        extracted.shows(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    MP4, moov at the head       | a.mp4 | -bf 2 -movflags faststart
                    QuickTime                   | a.mov | -bf 2
                    fragments                   | a.mp4 | -bf 0 -movflags frag_keyframe+empty_moov
                    a fragment a frame          | a.mp4 | -bf 0 -movflags frag_every_frame+empty_moov
                    """)
    void showsThePictureThatIsHeldOverAMark(String name, String file, String options)
            throws IOException, InterruptedException {
        // Frames 0 to 23 of the first second, then 96 at 4 s, and the last one, 191, at 7.96 s.
        Path held = studio.encode(
                "",
                folder.resolve(file),
                "-an -c:v libx264 -g 300 -vf select=lt(n\\,24)+eq(n\\,96)+eq(n\\,191) -fps_mode vfr " + options);

        List<Mp4Studio.Shown> truth = Mp4Studio.truth(held);
        assertThat(truth).hasSize(26);
        assertThat(Mp4Studio.expected(truth, 8, SECOND)).isEqualTo(List.of(0, 23, 23, 23, 96, 96, 96, 96));
        byte[] bytes = Files.readAllBytes(held);
        ThumbnailPlan plan = Mp4Studio.plan(bytes, SECOND, FrameChoice.EXACT);
        Mp4Studio.extract(bytes, plan)
                .shows(Mp4Studio.expected(truth, plan.marks().size(), SECOND));
        assertThat(plan.marks()).hasSizeGreaterThanOrEqualTo(8);
    }

    /** Gives the samples of a file without B pictures other durations; media time scale 12288. */
    private Path withDurations(Object... countsAndDurations) throws IOException, InterruptedException {
        Path file = studio.withoutReordering(folder.resolve("a.mp4"));
        BoxTree tree = BoxTree.ofFile(Files.readAllBytes(file));
        List<Object> fields = new ArrayList<>(List.of(0, countsAndDurations.length / 2));
        fields.addAll(List.of(countsAndDurations));
        tree.video().at("mdia/minf/stbl").replace("stts", BoxTree.of("stts", fields.toArray()));
        tree.video().replace("edts");
        return Files.write(file, tree.bytes());
    }

    @Test
    void holdsALastFrameThatStandsStill() throws IOException, InterruptedException {
        byte[] bytes = Files.readAllBytes(withDurations(191, 512, 1, 3 * 12288));

        assertThat(Mp4Studio.plan(bytes, SECOND, FrameChoice.EXACT).duration())
                .isBetween(Duration.ofMillis(10_958), Duration.ofMillis(10_959));
        showsEachSecond(bytes, List.of(0, 24, 48, 72, 96, 120, 144, 168, 191, 191, 191));
    }

    @Test
    void showsSlidesForAsLongAsTheyStand() throws IOException, InterruptedException {
        // Five seconds each for frames 0 to 2, and the rest at once.
        byte[] bytes = Files.readAllBytes(withDurations(3, 5 * 12288, 189, 1));

        showsEachSecond(bytes, held(16, 0, 0, 1, 5, 2, 10, 191, 15));
    }

    @Test
    void showsOneFrameForAMinute() throws IOException, InterruptedException {
        Path file = studio.encode("", folder.resolve("a.mp4"), "-an -c:v libx264 -frames:v 1 -use_editlist 0");
        BoxTree tree = BoxTree.ofFile(Files.readAllBytes(file));
        tree.video().at("mdia/minf/stbl").replace("stts", BoxTree.of("stts", 0, 1, 1, 60 * 12288));

        showsEachSecond(tree.bytes(), held(60, 0, 0));
    }

    @Test
    void holdsThePictureBeforeASampleWithoutBytes() throws IOException, InterruptedException {
        Path file = studio.withoutReordering(folder.resolve("a.mp4"));
        BoxTree tree = BoxTree.ofFile(Files.readAllBytes(file));
        BoxTree tables = tree.video().at("mdia/minf/stbl");
        ByteBuffer sizes = ByteBuffer.wrap(tables.at("stsz").content());
        ByteBuffer offsets = ByteBuffer.wrap(tables.at("stco").content());
        List<Object> longer = new ArrayList<>(List.of(0, 0, 192 + 72));
        for (int sample = 0; sample < 192; sample++) {
            longer.add(sizes.getInt(12 + 4 * sample));
            // Three seconds of samples without bytes behind the first second.
            for (int empty = 0; sample == 23 && empty < 72; empty++) {
                longer.add(0);
            }
        }
        tables.replace("stsz", BoxTree.of("stsz", longer.toArray()));
        tables.replace("stts", BoxTree.of("stts", 0, 1, 192 + 72, 512));
        tables.replace("stsc", BoxTree.of("stsc", 0, 1, 1, 192 + 72, 1));
        tables.replace("stco", BoxTree.of("stco", 0, 1, offsets.getInt(8)));
        tables.replace("stss", BoxTree.of("stss", 0, 1, 1));
        tree.video().replace("edts");

        showsEachSecond(tree.bytes(), List.of(0, 23, 23, 23, 24, 48, 72, 96, 120, 144, 168));
    }

    @Test
    void holdsTheLastPictureForAsLongAsTheSoundGoesOn() throws IOException, InterruptedException {
        Path pictures = studio.withoutReordering(folder.resolve("a.mp4"));
        for (String options : List.of("", "-movflags frag_keyframe+delay_moov")) {
            Path file = withSound(pictures, "-f lavfi -t 20.5 -i sine", options);

            showsEachSecond(
                    Files.readAllBytes(file),
                    held(21, 0, 0, 24, 1, 48, 2, 72, 3, 96, 4, 120, 5, 144, 6, 168, 7, 191, 8));
        }
    }

    @Test
    void showsTheFirstPictureWhereTheSoundBeginsBeforeIt() throws IOException, InterruptedException {
        Path pictures = studio.withoutReordering(folder.resolve("a.mp4"));
        for (String options : List.of("", "-movflags frag_keyframe+empty_moov+delay_moov")) {
            Path late = folder.resolve("late.mp4");
            Program.installedFfmpegWith("libx264")
                    .run(Mp4Studio.words("-v error -y -f lavfi -t 23 -i sine -itsoffset 15 -i " + pictures
                                    + " -map 1:v -map 0:a -c:v copy -c:a aac " + options + " " + late)
                            .toArray(String[]::new));

            assertThat(Mp4Studio.truth(late).getFirst().seconds()).isBetween(14.99, 15.01);
            showsEachSecond(
                    Files.readAllBytes(late),
                    held(23, 0, 0, 24, 16, 48, 17, 72, 18, 96, 19, 120, 20, 144, 21, 168, 22));
        }
    }

    @Test
    void isAsLongAsItsPicturesWhereTheSoundEndsAFrameLater() throws IOException, InterruptedException {
        Path file = withSound(studio.withoutReordering(folder.resolve("a.mp4")), "-f lavfi -t 8.1 -i sine", "");

        assertThat(Mp4Studio.plan(Files.readAllBytes(file), SECOND, FrameChoice.EXACT)
                        .duration())
                .isEqualTo(Duration.ofSeconds(8));
    }

    private Path withSound(Path pictures, String sound, String options) throws IOException, InterruptedException {
        Path file = folder.resolve("sound.mp4");
        Program.installedFfmpegWith("libx264")
                .run(Mp4Studio.words("-v error -y -i " + pictures + " " + sound
                                + " -map 0:v -map 1:a -c:v copy -c:a aac " + options + " " + file)
                        .toArray(String[]::new));
        return file;
    }
}
