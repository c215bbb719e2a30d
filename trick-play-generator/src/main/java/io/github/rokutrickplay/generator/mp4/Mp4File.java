package io.github.rokutrickplay.generator.mp4;

import io.github.rokutrickplay.hls.Resolution;
import java.time.Duration;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The head of an MP4 or MOV file: all that is needed to choose among files, and to read the samples' tables.
 *
 * @param fileType the ftyp box; empty where there is none, as in old QuickTime files
 * @param movie what moov says
 * @param file to read the fragments from
 * @param fragments where they start; empty where there are none
 */
public record Mp4File(byte[] fileType, Movie movie, FileBytes file, SortedSet<Long> fragments) {

    /** Holds the moov box of a short film, or the beginning of it. */
    private static final int STEP = 128 * 1024;

    private static final int MAX_MOOV = 64 * 1024 * 1024;
    private static final int MAX_SMALL_BOX = 4 * 1024 * 1024;
    private static final int MAX_READS = 1000;

    /**
     * Reads the boxes up to moov, wherever it is, and what stands behind it of an index of fragments. The media in between
     * is not read.
     *
     * @throws Mp4Exception if it is no MP4 or MOV file, is cut off, malformed, or has no clear video
     */
    public static Mp4File read(FileBytes file) {
        Window window = new Window(file, STEP);
        byte[] fileType = new byte[0];
        long at = 0;
        while (file.size() - at >= Box.HEADER) {
            Window.Header header = window.header(at);
            if (at == 0) {
                requireKnown(header.type());
            }
            switch (header.type()) {
                case "ftyp" -> fileType = window.box(header, MAX_SMALL_BOX).whole();
                case "moov" -> {
                    Movie movie = Movie.of(window.box(header, MAX_MOOV));
                    return new Mp4File(
                            fileType,
                            movie,
                            file,
                            movie.fragmented() ? fragments(file, window, header.end(), movie) : new TreeSet<>());
                }
                default -> {}
            }
            if (window.reads() > MAX_READS) {
                throw new Mp4Exception("has no moov box among its first boxes, up to byte " + at);
            }
            at = header.end();
        }
        throw new Mp4Exception("has no moov box: it is empty, or was not written to its end");
    }

    private static void requireKnown(String first) {
        switch (first) {
            case "ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "uuid", "styp", "sidx", "moof" -> {}
            default -> throw new Mp4Exception("is no MP4 or MOV file: it starts with '" + first + "'");
        }
    }

    /** An index stands before the first fragment, or at the file's end; without one, fragments are looked for from here on. */
    private static SortedSet<Long> fragments(FileBytes file, Window window, long behindMoov, Movie movie) {
        SortedSet<Long> starts = new TreeSet<>();
        long at = behindMoov;
        while (file.size() - at >= Box.HEADER && window.reads() < MAX_READS) {
            Window.Header header = window.header(at);
            if (header.type().equals("moof") || header.type().equals("mdat")) {
                break;
            }
            if (header.type().equals("sidx")) {
                starts.addAll(FragmentIndex.ofSidx(window.box(header, MAX_SMALL_BOX), header.end()));
                break;
            }
            at = header.end();
        }
        if (starts.size() < 2) {
            starts.addAll(FragmentIndex.atEnd(file, movie.video().id()));
        }
        starts.removeIf(start -> start < behindMoov || start >= file.size());
        starts.add(behindMoov);
        return starts;
    }

    /** The video's size in pixels, as it is coded. */
    public Resolution resolution() {
        SampleEntry entry = movie.video().entry();
        return new Resolution(Math.max(1, entry.width()), Math.max(1, entry.height()));
    }

    /** Whether the video says that it is HDR. */
    public boolean isHdr() {
        return movie.video().entry().hdr();
    }

    /**
     * What the tables say.
     *
     * @param samples of the video
     * @param soundEnd when the last of the sound is over; zero where there is none
     */
    record Tables(SampleTable samples, Duration soundEnd) {}

    /**
     * Reads the tables: those in moov, then those of the fragments.
     *
     * @throws Mp4Exception if they are malformed, or hold nothing
     */
    Tables tables() {
        SampleTable samples = SampleTableReader.read(movie.video());
        FragmentReader reader = new FragmentReader(movie, samples);
        Duration origin = Duration.ZERO;
        if (!fragments.isEmpty()) {
            boolean onlyFragments = samples.count() == 0;
            new FragmentWalk(file).walk(fragments).forEach(found -> reader.read(found.moof(), found.offset()));
            if (onlyFragments) {
                origin = reader.origin();
                samples.startAt(new Timescale(movie.video().timescale()).units(origin));
            }
        }
        if (samples.count() == 0) {
            throw new Mp4Exception("has no video samples: its tables are empty");
        }
        new FirstGop(file, movie.video(), samples).markCutOff();
        return new Tables(samples, soundEnd(reader, origin));
    }

    private Duration soundEnd(FragmentReader reader, Duration origin) {
        Timescale timescale = new Timescale(movie.timescale());
        return movie.sounds().stream()
                .map(sound -> sound.end(timescale, reader.end(sound.id()), origin))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
