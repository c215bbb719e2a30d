package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.local.files.FileObjectStore;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.S3Location;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WebVTT as FFmpeg's demuxer reads it: the cues cover the film, and each shows the frame of its time. */
final class WebVttIT {

    private static final Pattern PAYLOAD = Pattern.compile("(.+)#xywh=0,0,(\\d+),(\\d+)");
    private static final double SECONDS = 24.5;
    private static final int FRAMES_PER_SECOND = 24;

    @TempDir
    private Path folder;

    @Test
    void leadsFromEveryTimeToItsPicture() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Programs.installed(), "ffmpeg and ffprobe are not installed");
        SampleFilms.copy(FilmSpec.single(Duration.ofMillis((long) (SECONDS * 1000)), 640, 360), folder);
        new AssetProcessor(
                        new FileObjectStore(folder),
                        FileObjectStore.BUCKET,
                        Map.of("WEBVTT_ENABLED", "true", "THUMBNAIL_INTERVAL", "2.5"))
                .process(new S3Location(FileObjectStore.BUCKET, "main.m3u8"), "film", "", Progress.NONE);

        check("thumbs_320x180.vtt", 320, 180);
        check("thumbs_640x360.vtt", 640, 360);
    }

    private void check(String file, int width, int height) throws IOException, InterruptedException {
        Path vtt = folder.resolve(file);
        List<String> times = Programs.ffprobe(
                        "-f",
                        "webvtt",
                        "-show_entries",
                        "packet=pts_time,duration_time",
                        "-of",
                        "csv=p=0",
                        vtt.toString())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        List<String> payloads = Files.readAllLines(vtt).stream()
                .filter(line -> PAYLOAD.matcher(line).matches())
                .toList();
        assertThat(times).hasSize(10).hasSameSizeAs(payloads);
        double covered = 0;
        for (int cue = 0; cue < times.size(); cue++) {
            String[] time = times.get(cue).split(",", -1);
            assertThat(Double.parseDouble(time[0])).isEqualTo(covered);
            covered += Double.parseDouble(time[1]);
            Matcher payload = PAYLOAD.matcher(payloads.get(cue));
            assertThat(payload.matches()).isTrue();
            BufferedImage picture =
                    ImageIO.read(vtt.resolveSibling(payload.group(1)).toFile());
            assertThat(List.of(picture.getWidth(), picture.getHeight()))
                    .isEqualTo(List.of(width, height))
                    .isEqualTo(List.of(Integer.parseInt(payload.group(2)), Integer.parseInt(payload.group(3))));
            assertThat(FrameNumber.read(picture)).hasValue((int) (cue * 2.5 * FRAMES_PER_SECOND));
        }
        assertThat(covered).isEqualTo(SECONDS);
    }
}
