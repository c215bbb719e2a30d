package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BoxTree;
import io.github.rokutrickplay.generator.mp4.BytesInMemory;
import io.github.rokutrickplay.generator.mp4.Mp4Exception;
import io.github.rokutrickplay.generator.mp4.Mp4File;
import io.github.rokutrickplay.generator.mp4.Mp4Planner;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are cut off, and files whose boxes say what is not so. */
class Mp4DamageTest {

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
    void showsAllThatIsThereOfAFileThatIsCutOff() throws IOException, InterruptedException {
        Path file = studio.encode(
                "", folder.resolve("a.mp4"), "-c:v libx264 -preset veryfast -g 24 -bf 0 -an -movflags faststart");
        byte[] whole = Files.readAllBytes(file);
        byte[] bytes = Arrays.copyOf(whole, whole.length - whole.length / 50);
        ThumbnailPlan plan = Mp4Studio.plan(bytes, Duration.ofMillis(200), FrameChoice.EXACT);

        Extracted extracted = Mp4Studio.extract(bytes, plan);

        // Forty marks, of which the last one or two lie behind the cut: a twentieth may be missing.
        assertThat(extracted.extraction().missing().keySet())
                .hasSizeBetween(1, 2)
                .contains(40);
        List<Integer> all = Mp4Studio.expected(Mp4Studio.truth(file), 40, Duration.ofMillis(200));
        extracted.shows(all.subList(0, 40 - extracted.extraction().missing().size()));
    }

    @Test
    void readsFragmentsWithoutTheirIndexWhereItIsWrong() throws IOException, InterruptedException {
        Path file = studio.encode("", folder.resolve("a.mp4"), Mp4Studio.X264 + "-movflags frag_keyframe+empty_moov");
        List<Mp4Studio.Shown> truth = Mp4Studio.truth(file);
        BoxTree tree = BoxTree.ofFile(Files.readAllBytes(file));
        BoxTree tfra = tree.at("mfra/tfra");
        // The first entry's moof_offset, behind version, track, lengths and count, and the entry's time.
        int last = 16 + 8 + 7;
        tfra.content()[last]++;

        Mp4Studio.shows(Files.write(file, tree.bytes()), truth);
    }

    /** Whatever is wrong with fragments, it is said in one exception, soon and in little memory. */
    @Test
    void saysSoWhateverAByteOfAFragmentIsChangedTo() throws IOException, InterruptedException {
        Path file = studio.encode(
                "",
                folder.resolve("a.mp4"),
                Mp4Studio.X264 + "-t 2 -movflags frag_keyframe+empty_moov+default_base_moof+global_sidx");
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
                Mp4Planner planner = new Mp4Planner(Mp4Studio.LOCATION, Mp4File.read(new BytesInMemory(bytes)));
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
