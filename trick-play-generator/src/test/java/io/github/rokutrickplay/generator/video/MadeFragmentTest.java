package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.MadeBytes;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a part of a file is a film of its own to others, with all that the file says of its picture. */
class MadeFragmentTest {

    @TempDir
    private static Path shared;

    private static Mp4Studio studio;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openStudio() {
        studio = Mp4Studio.open(shared);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    H.264                 | libx264    | mp4 | -g 24
                    HEVC, hvc1            | libx265    | mp4 | -tag:v hvc1 -x265-params log-level=none:keyint=24
                    HEVC, hev1, open GOPs | libx265    | mp4 | -tag:v hev1 -x265-params log-level=none:keyint=24:open-gop=1
                    HEVC in QuickTime     | libx265    | mov | -tag:v hvc1 -x265-params log-level=none:keyint=24
                    ProRes                | prores_ks  | mov | -profile:v 1
                    AV1                   | libaom-av1 | mp4 | -cpu-used 8 -g 24 -b:v 1M
                    VP9                   | libvpx-vp9 | mp4 | -cpu-used 8 -deadline realtime -g 24 -b:v 1M
                    MPEG-2 in QuickTime   | mpeg2video | mov | -g 12 -bf 2 -b:v 4M
                    """)
    void isAFilmToFfmpegAndKeepsWhatTheFileSaysOfItsPicture(String name, String encoder, String suffix, String options)
            throws IOException, InterruptedException {
        Path upright = studio.encode(
                "",
                folder.resolve("upright." + suffix),
                "-t 2 -an -c:v " + encoder + " " + options
                        + " -aspect 4:3 -color_primaries bt470bg -color_trc smpte170m -colorspace smpte170m");
        Path file = folder.resolve("a." + suffix);
        // Only a copy takes the rotation from here: ffmpeg 5.1 ignores it where it encodes.
        Program.installedFfmpegWith(encoder)
                .run(
                        "-v",
                        "error",
                        "-i",
                        upright.toString(),
                        "-c",
                        "copy",
                        "-metadata:s:v:0",
                        "rotate=90",
                        file.toString());
        byte[] bytes = Files.readAllBytes(file);
        ThumbnailPlan plan = Mp4Studio.plan(bytes, Duration.ofMillis(700), FrameChoice.EXACT);
        String picture = picture(file);
        assertThat(picture)
                .contains("rotation=90", "sample_aspect_ratio=\"3:4\"")
                .doesNotContain("color_space=\"unknown\"");

        for (PlannedSegment segment : plan.segments()) {
            Path made = Files.write(folder.resolve("made." + suffix), made(segment, bytes));

            assertThat(picture(made)).isEqualTo(picture);
            assertThat(Mp4Studio.truth(made))
                    .extracting(Mp4Studio.Shown::number)
                    .containsAll(plan.marks().stream()
                            .filter(mark -> mark.segment() == segment.index())
                            .map(MadeFragmentTest::frame)
                            .toList());
        }
    }

    private static int frame(Mark mark) {
        return (int) Math.floor(mark.time().toNanos() * 24 / 1e9 + 0.5);
    }

    private static byte[] made(PlannedSegment segment, byte[] file) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        made.writeBytes(((MadeBytes) Objects.requireNonNull(segment.initialization()))
                .bytes()
                .get());
        var range = Objects.requireNonNull(segment.media().range());
        made.write(file, (int) range.offset(), (int) range.length());
        return made.toByteArray();
    }

    private static String picture(Path file) throws IOException, InterruptedException {
        return Program.bundledFfprobe()
                .run(
                        "-v",
                        "error",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=codec_name,codec_tag_string,width,height,pix_fmt,sample_aspect_ratio,color_space,color_transfer,"
                                + "color_primaries,color_range,extradata_size,time_base:stream_side_data=rotation",
                        "-of",
                        "flat",
                        file.toString());
    }
}
