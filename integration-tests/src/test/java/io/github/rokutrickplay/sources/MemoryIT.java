package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** How much memory {@code ./trickplay process} takes at most, as Linux counts it. */
@Isolated("what a process takes depends on how much it gets of the cores")
class MemoryIT {

    private static final long MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void doesNotGrowWithTheLengthOfTheFilm() throws IOException, InterruptedException {
        assumeProc();
        Path minute = SampleFilms.copy(
                FilmSpec.single(Duration.ofMinutes(1), 640, 360).withRenditions(RenditionSpec.of(640, 360, 200_000)),
                folder.resolve("minute"));
        long tenMinutes = peak(looped(minute, 10), 10);
        long twoHours = peak(looped(minute, 120), 10);
        assertThat(twoHours).as("bytes for two hours").isLessThan(512 * MIB);
        assertThat(twoHours).as("bytes for two hours").isLessThan(tenMinutes + tenMinutes / 5);
    }

    /** Marks behind a key frame: what waits for each of them must not outlive it in Java's heap. */
    @Test
    void doesNotGrowWithTheNumberOfThumbnails() throws IOException, InterruptedException {
        assumeProc();
        Path minute = folder.resolve("minute.mp4");
        Programs.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=640x360:rate=24:duration=60",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-g",
                "48",
                "-b:v",
                "800k",
                "-pix_fmt",
                "yuv420p",
                minute.toString());
        long threeMinutes = peak(looped(minute, 3), 1);
        long halfAnHour = peak(looped(minute, 30), 1);
        assertThat(halfAnHour).as("bytes for half an hour, every second").isLessThan(threeMinutes + threeMinutes / 4);
    }

    private static void assumeProc() {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "there is no /proc here");
    }

    private Path looped(Path minute, int times) throws IOException, InterruptedException {
        Path target = Files.createDirectory(folder.resolve(times + " minutes"));
        Path media = target.resolve("video.m3u8");
        Programs.ffmpeg(
                "-stream_loop",
                String.valueOf(times - 1),
                "-i",
                minute.toString(),
                "-c",
                "copy",
                "-f",
                "hls",
                "-hls_time",
                "6",
                "-hls_list_size",
                "0",
                media.toString());
        return Studio.announce(media, "RESOLUTION=640x360");
    }

    /** Runs it as a user does. */
    private static long peak(Path mainPlaylist, int intervalSeconds) throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("trickplay.home", ".."), "trickplay");
        Process process = new ProcessBuilder(
                        launcher.toString(),
                        "process",
                        mainPlaylist.toString(),
                        "--interval",
                        String.valueOf(intervalSeconds))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, highWaterMark(process.pid()));
            Thread.sleep(10);
        }
        assertThat(process.exitValue()).isZero();
        return peak;
    }

    /** VmHWM: the most that was resident so far; 0 where the process has just ended. */
    private static long highWaterMark(long pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
            return lines.stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
