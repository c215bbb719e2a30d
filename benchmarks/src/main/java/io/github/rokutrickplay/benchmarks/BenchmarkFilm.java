package io.github.rokutrickplay.benchmarks;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A film to measure on.
 *
 * @param mainPlaylist a multivariant playlist in a folder of its own
 * @param numbered the film whose frames are shown; the whole repeats it
 */
record BenchmarkFilm(Path mainPlaylist, FilmSpec numbered) {

    private static final double NANOS = 1e9;

    /** The media playlist of the rendition that thumbnails are cheapest made of: the last that is announced. */
    Path cheapestRendition() {
        try (Stream<String> lines = Files.lines(mainPlaylist)) {
            return mainPlaylist.resolveSibling(
                    lines.filter(line -> !line.startsWith("#")).toList().getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts it into a bucket, without the renditions that are never read. */
    void upload(ObjectStore store, String bucket, String mediaPath) throws IOException {
        for (Path file : files()) {
            store.put(
                    new S3Location(bucket, mediaPath + file.getFileName()),
                    Files.readAllBytes(file),
                    ObjectAttributes.ofType("application/octet-stream"));
        }
    }

    /** Has the page cache hold it, without the renditions that are never read. */
    void readOnce() throws IOException {
        for (Path file : files()) {
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private List<Path> files() throws IOException {
        String cheapest = cheapestRendition().getFileName().toString().replace(".m3u8", "");
        try (Stream<Path> files = Files.list(mainPlaylist.resolveSibling("."))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(cheapest)
                            || file.getFileName().equals(mainPlaylist.getFileName()))
                    .toList();
        }
    }

    /** How many of the images, in the order of their names, show the frame that they should. */
    int exact(List<Path> images, Duration interval) {
        return (int) IntStream.range(0, images.size())
                .parallel()
                .filter(i -> number(images.get(i)) == expected(interval.multipliedBy(i)))
                .count();
    }

    /** The first frame presented at a time or later, less half a frame. */
    private int expected(Duration time) {
        double frames = time.toNanos()
                / NANOS
                * numbered.frameRate().numerator()
                / numbered.frameRate().denominator();
        return (int) Math.floor(frames + 0.5) % numbered.frames();
    }

    private static int number(Path image) {
        try {
            return FrameNumber.read(ImageIO.read(image.toFile())).orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(image + " cannot be read", e);
        }
    }
}
