package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FrameNumber;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** The ffprobe and ffmpeg programs' opinion of a media file. */
final class Oracle {

    private static final int WIDTH = 288;
    private static final int HEIGHT = 162;

    /** In seconds: sound that begins no more than this before the picture begins with it. */
    private static final double ENCODER_DELAY = 0.125;

    /** What was seen in which bytes: many films differ in their playlist alone. */
    private static final Map<String, List<Double>> TIMES = new ConcurrentHashMap<>();

    private static final Map<String, List<Integer>> NUMBERS = new ConcurrentHashMap<>();

    private Oracle() {}

    /** Reads the number off a picture; empty where it carries none. */
    @FunctionalInterface
    interface Numbers {
        OptionalInt read(BufferedImage picture);
    }

    /** Decodes a whole file and takes its times as they are: through its edit list. */
    static List<Truth.Frame> presented(Path file) throws IOException, InterruptedException {
        return frames(file, times(file).getFirst());
    }

    static List<Truth.Frame> presented(Path file, Numbers carried) throws IOException, InterruptedException {
        return frames(file, times(file).getFirst(), carried);
    }

    /**
     * Decodes a whole file.
     *
     * @param from the film's time at which the file's first frame is presented
     */
    static List<Truth.Frame> frames(Path file, double from) throws IOException, InterruptedException {
        return frames(file, from, numbersOfStrips(file));
    }

    static List<Truth.Frame> frames(Path file, double from, Numbers carried) throws IOException, InterruptedException {
        return frames(file, from, numbers(file, carried));
    }

    private static List<Truth.Frame> frames(Path file, double from, List<Integer> numbers)
            throws IOException, InterruptedException {
        List<Double> times = times(file);
        if (times.size() != numbers.size()) {
            throw new AssertionError(file + ": ffprobe sees " + times.size() + " frames, ffmpeg " + numbers.size());
        }
        double length = frameLength(times);
        List<Truth.Frame> frames = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            frames.add(new Truth.Frame(from + times.get(i) - times.getFirst(), numbers.get(i), length));
        }
        return frames;
    }

    /** By how many seconds a file begins with sound alone. */
    static double soundAlone(Path file) throws IOException, InterruptedException {
        double[] starts = Programs.ffprobe(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "format=start_time:stream=start_time",
                        "-of",
                        "default=nw=1:nk=1",
                        file.toString())
                .lines()
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
        double lead = starts[starts.length - 1] - starts[0];
        return lead > ENCODER_DELAY ? lead : 0;
    }

    private static List<Double> times(Path file) throws IOException, InterruptedException {
        return once(TIMES, file, Oracle::readTimes);
    }

    private static List<Integer> numbersOfStrips(Path file) throws IOException, InterruptedException {
        return once(NUMBERS, file, same -> numbers(same, FrameNumber::read));
    }

    private interface Reading<T> {
        T of(Path file) throws IOException, InterruptedException;
    }

    private static <T> T once(Map<String, T> known, Path file, Reading<T> reading)
            throws IOException, InterruptedException {
        String digest = digest(file);
        T before = known.get(digest);
        if (before != null) {
            return before;
        }
        T read = reading.of(file);
        known.put(digest, read);
        return read;
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Double> readTimes(Path file) throws IOException, InterruptedException {
        return Programs.ffprobe(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "frame=best_effort_timestamp_time",
                        "-of",
                        "csv=p=0",
                        file.toString())
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Double::parseDouble)
                .toList();
    }

    private static List<Integer> numbers(Path file, Numbers carried) throws IOException, InterruptedException {
        byte[] pictures = Programs.ffmpegOutput(
                "-flags", // else a picture that is cropped at its left begins at a multiple of what the CPU likes
                "+unaligned",
                "-i",
                file.toString(),
                "-map",
                "0:v:0",
                "-vsync",
                "passthrough",
                "-vf",
                "scale=" + WIDTH + ":" + HEIGHT + ",format=gray",
                "-f",
                "rawvideo",
                "-");
        List<Integer> numbers = new ArrayList<>();
        for (int offset = 0; offset < pictures.length; offset += WIDTH * HEIGHT) {
            BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster()
                    .setDataElements(
                            0, 0, WIDTH, HEIGHT, Arrays.copyOfRange(pictures, offset, offset + WIDTH * HEIGHT));
            numbers.add(carried.read(picture).orElse(-1));
        }
        return numbers;
    }

    /** The shortest step: what a frame takes where the rate varies. */
    private static double frameLength(List<Double> times) {
        double shortest = Double.MAX_VALUE;
        for (int i = 1; i < times.size(); i++) {
            shortest = Math.min(shortest, times.get(i) - times.get(i - 1));
        }
        return times.size() > 1 ? shortest : 0;
    }
}
