package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sources.FilmFactors.Boxes;
import io.github.rokutrickplay.sources.FilmFactors.Container;
import io.github.rokutrickplay.sources.FilmFactors.Discontinuity;
import io.github.rokutrickplay.sources.FilmFactors.Gop;
import io.github.rokutrickplay.sources.FilmFactors.Interval;
import io.github.rokutrickplay.sources.FilmFactors.Timing;
import io.github.rokutrickplay.sources.PictureFactors.Rotation;
import io.github.rokutrickplay.sources.PictureFactors.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/**
 * A film of numbered blocks.
 *
 * @param name with the seed it names the film
 * @param row what it is like
 */
record GeneratedFilm(String name, Row row) {

    /** In frames: 3.6 s at 25 a second. */
    private static final int LENGTH = 90;

    /** What is behind a discontinuity of size is so many times as wide and high. */
    private static final int ENLARGED = 2;

    /**
     * A film that was made.
     *
     * @param film what is given to {@code ./trickplay process}, and what it presents
     * @param parts between discontinuities
     */
    record Made(Film film, List<Part> parts) {}

    /**
     * What is shown between two discontinuities.
     *
     * @param end the film's time, in seconds
     * @param width that it is shown with, in square samples
     * @param height that it is shown with
     */
    record Part(double end, double width, double height) {}

    @Override
    public String toString() {
        return name + ": " + FilmFactors.words(row);
    }

    Made make(Path folder) throws IOException, InterruptedException {
        return row.get(Container.class).hls() ? playlists(folder) : file(folder);
    }

    private Made file(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("film." + row.get(Container.class).name().toLowerCase(Locale.ROOT));
        new FilmEncoder(row).encode(0, LENGTH, 1, file);
        TrackMatrix.turn(file, row.get(Rotation.class));
        List<Truth.Frame> frames = Oracle.presented(file, NumberedBlocks::read);
        double end = frames.getLast().seconds() + frames.getLast().length();
        return made(file, new Truth(frames, end), List.of(part(file, 1, end)));
    }

    private Made playlists(Path folder) throws IOException, InterruptedException {
        Path clear = Files.createDirectory(folder.resolve("clear"));
        int count = row.get(Discontinuity.class) == Discontinuity.NONE ? 1 : 2;
        List<PackagedPart> packaged = new ArrayList<>();
        List<Truth.Frame> frames = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        double end = 0;
        for (int i = 0; i < count; i++) {
            int enlarged = i > 0 && row.get(Discontinuity.class) == Discontinuity.OTHER_SIZE ? ENLARGED : 1;
            Path media = Files.createDirectory(clear.resolve("part" + i)).resolve("video.m3u8");
            new FilmEncoder(row).encode(i * LENGTH / count, LENGTH / count, enlarged, media);
            if (Files.exists(media.resolveSibling("init.mp4"))) {
                TrackMatrix.turn(media.resolveSibling("init.mp4"), row.get(Rotation.class));
            }
            PackagedPart part = PackagedPart.read(media);
            Path whole = Files.write(clear.resolve("part" + i + ".media"), part.bytes());
            List<Truth.Frame> shown = Oracle.frames(whole, end, NumberedBlocks::read);
            requireTimes(whole);
            frames.addAll(shown);
            double next = shown.getLast().seconds() + shown.getLast().length();
            packaged.add(part.lasting(next - end));
            end = next;
            parts.add(part(whole, enlarged, end));
        }
        return made(new FilmPackager(row).write(packaged, folder), new Truth(frames, end), parts);
    }

    private Made made(Path source, Truth truth, List<Part> parts) {
        Boxes boxes = row.get(Boxes.class);
        Film film = Film.of(source, truth).every(row.get(Interval.class).seconds());
        if (boxes != Boxes.DEFAULTS) {
            String[] small = boxes.small().split("x", -1);
            String[] big = boxes.big().split("x", -1);
            film = film.withVariable("THUMBNAIL_WIDTH", small[0])
                    .withVariable("THUMBNAIL_HEIGHT", small[1])
                    .withVariable("THUMBNAIL_BIG_WIDTH", big[0])
                    .withVariable("THUMBNAIL_BIG_HEIGHT", big[1]);
        }
        return new Made(film, parts);
    }

    /**
     * FFmpeg's HLS muxer gets timestamps of fMP4 wrong in two cases, and nobody can say what such films present: the first frame
     * of a segment comes too early where B pictures are shown before it, and so does what follows a frame that is held, where a
     * segment begins with no key frame.
     */
    private void requireTimes(Path media) throws IOException, InterruptedException {
        boolean fragmented = !row.get(Container.class).transportStream();
        Assumptions.assumeFalse(
                fragmented && row.get(Gop.class) == Gop.LONG && row.get(Timing.class) == Timing.HELD,
                "ffmpeg loses the time for which a frame is held in fMP4 that is cut at no key frame");
        if (fragmented) {
            List<String> times = Programs.ffprobe(
                            "-select_streams", "v:0", "-show_entries", "packet=pts", "-of", "csv=p=0", media.toString())
                    .lines()
                    .toList();
            Assumptions.assumeTrue(
                    times.stream().distinct().count() == times.size(),
                    "ffmpeg has written two frames of one time: " + times);
        }
    }

    /** MPEG-2 knows few sample aspects, others can be in a container alone: ffprobe says which it is. */
    private Part part(Path media, int enlarged, double end) throws IOException, InterruptedException {
        String ratio = Programs.ffprobe(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=sample_aspect_ratio",
                        "-of",
                        "default=nw=1:nk=1",
                        media.toString())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        String[] sides = ratio.matches("[1-9]\\d*:[1-9]\\d*") ? ratio.split(":", -1) : new String[] {"1", "1"};
        double aspect = Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
        double width = enlarged * row.get(Shape.class).width();
        double height = enlarged * row.get(Shape.class).height();
        // A sample is as high as it is coded, and as wide as its aspect says, also when it has been turned.
        return row.get(Rotation.class).onItsSide()
                ? new Part(end, /* width= */ height / aspect, /* height= */ width)
                : new Part(end, width * aspect, height);
    }
}
