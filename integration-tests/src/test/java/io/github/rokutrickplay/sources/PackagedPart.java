package io.github.rokutrickplay.sources;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Segments as ffmpeg writes them, with timestamps that go on.
 *
 * @param initialization that of fMP4; empty for MPEG-TS
 * @param segments at least one
 */
record PackagedPart(byte[] initialization, List<Segment> segments) {

    private static final String EXTINF = "#EXTINF:";

    /**
     * @param bytes in clear
     * @param duration as in EXTINF
     */
    record Segment(byte[] bytes, String duration) {}

    PackagedPart {
        segments = List.copyOf(segments);
    }

    /** What a media playlist of ffmpeg's names, beside it. */
    static PackagedPart read(Path media) throws IOException {
        Path initialization = media.resolveSibling("init.mp4");
        List<Segment> segments = new ArrayList<>();
        String duration = "";
        for (String line : Files.readAllLines(media)) {
            if (line.startsWith(EXTINF)) {
                duration = line.substring(EXTINF.length(), line.indexOf(','));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                segments.add(new Segment(Files.readAllBytes(media.resolveSibling(line)), duration));
            }
        }
        return new PackagedPart(
                Files.exists(initialization) ? Files.readAllBytes(initialization) : new byte[0], segments);
    }

    /** All of it, as one file. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(initialization);
        segments.forEach(segment -> bytes.writeBytes(segment.bytes));
        return bytes.toByteArray();
    }

    /** The same, whose last segment ends so many seconds behind the part's start: FFmpeg makes it too short where the frame rate varies. */
    PackagedPart lasting(double seconds) {
        List<Segment> changed = new ArrayList<>(segments);
        Segment last = changed.removeLast();
        double before = changed.stream()
                .mapToDouble(segment -> Double.parseDouble(segment.duration))
                .sum();
        changed.add(new Segment(last.bytes, String.format(Locale.ROOT, "%.6f", seconds - before)));
        return new PackagedPart(initialization, changed);
    }
}
