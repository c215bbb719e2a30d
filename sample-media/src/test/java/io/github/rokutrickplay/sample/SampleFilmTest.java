package io.github.rokutrickplay.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFilmTest {

    @TempDir
    private Path folder;

    @Test
    void writesALadderWithWhatItsPlaylistsName() throws IOException {
        FilmSpec film = FilmSpec.ladder(Duration.ofSeconds(7)).withMainPlaylist("play.m3u8");
        Path main = SampleFilm.write(film, folder);
        assertThat(main).hasFileName("play.m3u8");
        assertThat(Files.readString(main))
                .contains("RESOLUTION=480x270", "RESOLUTION=640x360", "RESOLUTION=960x540")
                .containsPattern("CODECS=\"avc1\\.[0-9a-f]{6},mp4a\\.40\\.2\"")
                .contains("FRAME-RATE=24.000");
        assertThat(Files.readString(folder.resolve("360p.m3u8")))
                .contains("#EXTINF:6.000000,\n360p_00000.ts\n#EXTINF:1.000000,\n360p_00001.ts\n#EXT-X-ENDLIST\n");
        assertThat(folder.resolve("540p_00001.ts")).isNotEmptyFile();
    }

    @Test
    void namesByteRangesThatCoverTheSingleFile() throws IOException {
        SampleFilm.write(
                FilmSpec.single(Duration.ofSeconds(7), 320, 180).withFormat(SegmentFormat.FMP4_SINGLE_FILE), folder);
        String playlist = Files.readString(folder.resolve("180p.m3u8"));
        String last = playlist.lines()
                .filter(line -> line.startsWith("#EXT-X-BYTERANGE:"))
                .reduce((before, after) -> after)
                .orElseThrow();
        String[] range = last.substring("#EXT-X-BYTERANGE:".length()).split("@", -1);
        assertThat(Long.parseLong(range[0]) + Long.parseLong(range[1]))
                .isEqualTo(Files.size(folder.resolve("180p.mp4")));
    }

    @Test
    void readsTheNumbersThatItPaints() {
        Canvas canvas = Canvas.of(640, 360);
        for (int number : new int[] {0, 1, 255, 256, 172_799, (1 << 24) - 1}) {
            FrameNumber.paint(canvas, number);
            assertThat(FrameNumber.read(grey(canvas))).hasValue(number);
        }
    }

    @Test
    void readsNothingOffAPictureThatCarriesNoNumber() {
        assertThat(FrameNumber.read(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB)))
                .isEmpty();
    }

    private static BufferedImage grey(Canvas canvas) {
        BufferedImage picture = new BufferedImage(canvas.width(), canvas.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                picture.setRGB(x, y, (canvas.luma()[y * canvas.width() + x] & 0xFF) * 0x010101);
            }
        }
        return picture;
    }
}
