package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.sample.FilmSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dolby Vision is shown by its base layer, where that is made to be looked at. */
class DolbyVisionTest {

    @TempDir
    private Path folder;

    /** A film whose sample description has a Dolby Vision configuration (Dolby Vision streams within ISOBMFF, 3.2). */
    private FilmInStore film(int profile, int compatibility) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith("libx265");
        EncodedFilm encoded = new EncodedFilm(program, folder.resolve("film"));
        encoded.encode(
                EncodedFilm.numbered(folder.resolve("source"), FilmSpec.single(Duration.ofSeconds(1), 320, 180)),
                List.of("-c:v", "libx265", "-x265-params", "log-level=0", "-tag:v", "hvc1"),
                List.of("-movflags", "frag_keyframe+empty_moov+default_base_moof"),
                "video.mp4");
        Path file = folder.resolve("film").resolve("video.mp4");
        ByteBuffer box = ByteBuffer.allocate(32).putInt(32).put("dvcC".getBytes(StandardCharsets.US_ASCII));
        // Version 1.0; profile, level 6, the flags rpu and bl; then the compatibility id.
        box.put((byte) 1).put((byte) 0).put((byte) (profile << 1)).put((byte) (6 << 3 | 0b101));
        box.put((byte) (compatibility << 4));
        Files.write(file, Mp4Boxes.insert(Files.readAllBytes(file), box.array(), "pasp", "hvc1"));
        return encoded.oneSegment(Duration.ofSeconds(1), "video.mp4");
    }

    @Test
    void refusesProfileFiveWhoseColoursNobodyElseKnows() throws IOException, InterruptedException {
        FilmInStore film = film(5, 0);
        assertThatThrownBy(() -> Extracted.of(film.store, film.plan(Duration.ofSeconds(10))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("segment 0")
                .hasMessageContaining("Dolby Vision of profile 5")
                .hasMessageContaining("another variant");
    }

    @Test
    void showsTheBaseLayerOfProfileEight() throws IOException, InterruptedException {
        FilmInStore film = film(8, 1);
        assertThat(Program.bundledFfprobe()
                        .run(
                                "-show_streams",
                                folder.resolve("film").resolve("video.mp4").toString()))
                .contains("dv_profile=8");
        Extracted.of(film.store, film.plan(Duration.ofSeconds(10))).shows(List.of(0));
    }
}
