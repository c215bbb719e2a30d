package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.mp4.BoxTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Films that start with a key frame which others are presented before: some of these can be decoded, some cannot. */
@Execution(ExecutionMode.CONCURRENT)
class Mp4LeadingPictureTest {

    private static final String X265 = "-c:v libx265 -preset ultrafast -tag:v hvc1 -x265-params "
            + "log-level=none:keyint=24:min-keyint=24:scenecut=0:bframes=3:b-adapt=0:";

    @TempDir
    private static Path shared;

    private static Mp4Studio studio;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openStudio() {
        studio = Mp4Studio.open(shared);
    }

    /** The edit list's entries, each a duration in the movie's time scale and a time in the media's. */
    @ParameterizedTest(name = "{0}, edits {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    IDR with RADL          | radl=2:open-gop=0 |
                    IDR with RADL          | radl=2:open-gop=0 | 1500 1024
                    IDR with RADL          | radl=2:open-gop=0 | 1500 1536
                    IDR with RADL          | radl=2:open-gop=0 | 1500 2048
                    CRA with RASL          | open-gop=1        |
                    CRA with RASL          | open-gop=1        | 1500 1024
                    """)
    void showsWhatFfprobeSaysOfHevc(String name, String parameters, String edits)
            throws IOException, InterruptedException {
        Mp4Studio.showsWhatFfprobeSays(cutAtTheSecondKeyFrame(X265 + parameters, edits));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    MPEG-2, closed GOP | -c:v mpeg2video -b:v 4M -g 24 -bf 2 -sc_threshold 1000000000 -flags +cgop
                    MPEG-2, open GOP   | -c:v mpeg2video -b:v 4M -g 24 -bf 2 -sc_threshold 0
                    """)
    void showsWhatFfprobeSaysOfMpeg2(String name, String options) throws IOException, InterruptedException {
        Mp4Studio.showsWhatFfprobeSays(cutAtTheSecondKeyFrame(options, null));
    }

    private Path cutAtTheSecondKeyFrame(String options, @Nullable String edits)
            throws IOException, InterruptedException {
        Path whole = studio.encode("", folder.resolve("whole.mp4"), "-t 4 -an " + options);
        Path file = folder.resolve("cut.mp4");
        Program.installedFfmpegWith("libx265")
                .run(Mp4Studio.words("-v error -y -ss 0.95 -i " + whole + " -c copy -use_editlist 0 " + file)
                        .toArray(String[]::new));
        if (edits != null) {
            int[] numbers =
                    Arrays.stream(edits.split(" ")).mapToInt(Integer::parseInt).toArray();
            List<Object> fields = new ArrayList<>(List.of(0, numbers.length / 2));
            for (int i = 0; i < numbers.length; i += 2) {
                fields.addAll(List.of(numbers[i], numbers[i + 1], 1 << 16));
            }
            BoxTree tree = BoxTree.ofFile(Files.readAllBytes(file));
            tree.video().replace("edts", BoxTree.of("edts", BoxTree.of("elst", fields.toArray())));
            Files.write(file, tree.bytes());
        }
        return file;
    }
}
