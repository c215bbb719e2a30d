package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.PictureKind;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two fields of an H.264 frame in two packets (PAFF): one frame, at the time of the first. */
class FieldPairTest {

    private static final int FPS = 25;
    private static final int FRAMES = 50;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"video.ts, mpegts, ''", "video.mp4, mp4, frag_keyframe+empty_moov+default_base_moof"})
    void areOneFrame(String file, String format, String flags) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx264");
        Path elementary = folder.resolve("fields.h264");
        try (OutputStream out = Files.newOutputStream(elementary)) {
            for (byte[] field : new FieldPictures(320, 192).encode(numbered(program))) {
                out.write(field);
            }
        }
        FilmInStore film = new EncodedFilm(program, folder.resolve("film"))
                .oneSegment(
                        List.of("-f", "h264", "-i", elementary.toString()),
                        List.of("-c", "copy", "-bsf:v", "setts=pts=N*1800:dts=N*1800:duration=1800:time_base=1/90000"),
                        Duration.ofMillis(1000L * FRAMES / FPS),
                        file,
                        format.equals("mp4") ? new String[] {"-movflags", flags} : new String[0]);
        assertThat(packets(folder.resolve("film").resolve(file))).isEqualTo(2 * FRAMES);
        EncodedFilm.showsEveryFrameRight(
                film, FPS, FRAMES, Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMillis(60));
    }

    private static long packets(Path file) throws IOException, InterruptedException {
        return Program.bundledFfprobe()
                .run("-v", "error", "-show_entries", "packet=pts", "-of", "csv=p=0", file.toString())
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    private List<BufferedImage> numbered(Program program) throws IOException, InterruptedException {
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(2), 320, 192).withFrameRate(FPS, 1);
        List<BufferedImage> frames =
                Pixels.of(program, folder, EncodedFilm.numbered(folder.resolve("source"), spec), "null");
        assertThat(frames).hasSize(FRAMES);
        assertThat(FrameNumber.read(frames.get(7))).hasValue(7);
        return frames;
    }

    @Test
    void waitsForTheOtherFieldBeforeItSaysThatAFrameIsKnown() {
        PacketIndex index = new PacketIndex();
        index.add(0, 0, true, PictureKind.FIRST_FIELD);
        assertThat(index.settled(0)).isFalse();
        index.add(20, 20, false, PictureKind.SECOND_FIELD);
        assertThat(index.settled(0)).isTrue();
        assertThat(index.lastOfFrame(0)).isEqualTo(1);
        index.add(40, 40, false, PictureKind.FIRST_FIELD);
        index.add(60, 60, false, PictureKind.SECOND_FIELD);
        assertThat(index.firstAtOrAfter(10)).as("no second field is a frame").hasValue(2);
        assertThat(index.frameLength()).isEqualTo(40);
    }
}
