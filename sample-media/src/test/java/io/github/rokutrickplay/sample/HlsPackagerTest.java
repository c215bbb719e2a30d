package io.github.rokutrickplay.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HlsPackagerTest {

    @TempDir
    private Path folder;

    @Test
    void makesAMainPlaylistAndSegmentsOfAFilmFile() throws IOException {
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(14), 320, 180)
                .withAudio(true)
                .withFormat(SegmentFormat.FMP4_SINGLE_FILE);
        SampleFilm.write(spec, folder.resolve("film"));
        Path film;
        try (Stream<Path> files = Files.list(folder.resolve("film"))) {
            film = files.filter(file -> file.toString().endsWith(".mp4"))
                    .findFirst()
                    .orElseThrow();
        }

        HlsPackager.write(film, folder.resolve("hls"));

        assertThat(Files.readString(folder.resolve("hls/main.m3u8")))
                .contains("#EXT-X-STREAM-INF:", "RESOLUTION=320x180", "video.m3u8");
        assertThat(Files.readString(folder.resolve("hls/video.m3u8")))
                .contains("#EXTINF:6.000000,", "video_00000.ts", "video_00002.ts", "#EXT-X-ENDLIST");
    }

    @Test
    void saysThatAFileIsNoFilm() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "no film");

        assertThatThrownBy(() -> HlsPackager.write(text, folder.resolve("hls")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("notes.mp4");
    }
}
