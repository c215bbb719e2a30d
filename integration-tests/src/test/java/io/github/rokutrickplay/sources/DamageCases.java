package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damage: films of four segments of 3 s, GOPs of 1 s. What is lost are whole GOPs, of which ffprobe says where in the file
 * they begin; so it is known which frames there are no more.
 */
final class DamageCases {

    private static final String GROUP = "Damage";
    private static final FilmSpec FILM = Studio.spec().withSegments(Duration.ofSeconds(3), Duration.ofSeconds(1));

    private static final byte SYNC = 0x47;

    private DamageCases() {}

    /** Does something to a segment's file. */
    @FunctionalInterface
    private interface Harm {
        void to(Path segment) throws IOException, InterruptedException;
    }

    static List<SourceCase> all() {
        List<SourceCase> cases = new ArrayList<>();
        cases.add(harmed("a segment that is missing", FILM, 1, 3, 6, Files::delete));
        cases.add(
                harmed("a segment that is missing, fMP4", FILM.withFormat(SegmentFormat.FMP4), 1, 3, 6, Files::delete));
        cases.add(harmed("the first segment missing", FILM, 0, 0, 3, Files::delete));
        cases.add(harmed(
                "the first segment missing, 29.97 fps",
                FILM.withFrameRate(30_000, 1001).withTimestampOffset(Duration.ofSeconds(10)),
                0,
                0,
                90 * 1001 / 30_000.0,
                Files::delete));
        cases.add(harmed(
                "the first segment behind a discontinuity missing",
                FILM.withDiscontinuitiesAt(Duration.ofSeconds(6)),
                2,
                6,
                9,
                Files::delete));
        cases.add(harmed("the last segment missing", FILM, 3, 9, 12, Files::delete));
        cases.add(harmed("a segment of no bytes", FILM, 2, 6, 9, file -> Files.write(file, new byte[0])));
        cases.add(harmed(
                "a web page in place of a segment",
                FILM,
                2,
                6,
                9,
                file -> Files.writeString(file, "<html>404</html>".repeat(2000))));
        cases.add(harmed("noise in place of a segment", FILM, 2, 6, 9, file -> Files.write(file, noise(200_000))));
        cases.add(harmed("a segment cut off behind its first GOP", FILM, 1, 4, 6, file -> cut(file, 1)));
        cases.add(harmed(
                "a segment cut off behind its first GOP, fMP4",
                FILM.withFormat(SegmentFormat.FMP4),
                1,
                4,
                6,
                file -> cut(file, 1)));
        cases.add(harmed("the last segment cut off behind its second GOP", FILM, 3, 11, 12, file -> cut(file, 2)));
        cases.add(harmed("noise in place of a segment's second GOP", FILM, 1, 4, 5, file -> spoil(file, 1)));
        cases.add(harmed(
                "noise in place of a segment's second GOP, fMP4",
                FILM.withFormat(SegmentFormat.FMP4),
                1,
                4,
                5,
                file -> spoil(file, 1)));
        cases.add(harmed("noise in place of the first segment's first GOP", FILM, 0, 0, 1, file -> spoil(file, 0)));
        cases.add(gap("EXT-X-GAP", List.of(1), 3, 6));
        cases.add(gap("EXT-X-GAP twice in a row", List.of(1, 2), 3, 9));
        cases.add(gap("EXT-X-GAP at the start", List.of(0), 0, 3));
        cases.add(new SourceCase(GROUP, "EXT-X-GAP at every segment", (studio, folder) -> {
            Film film = studio.sample(FILM, folder);
            for (int i = 0; i < 4; i++) {
                markGap(Packaging.media(film.source()), i);
            }
            return Film.refused(
                    film.source(), "says of every segment that a thumbnail is needed of that it is missing");
        }));
        cases.add(new SourceCase(GROUP, "EXT-X-GAP, and a larger rendition without", DamageCases::otherRendition));
        cases.add(new SourceCase(GROUP, "more missing than MAX_MISSING_THUMBNAILS allows", (studio, folder) -> {
            Film film = studio.sample(FILM, folder);
            Files.delete(segment(film, 1));
            Files.delete(segment(film, 2));
            return Film.refused(
                    film.source(),
                    "of 18 thumbnails cannot be made, and MAX_MISSING_THUMBNAILS=0.05 allows 1, or all of one segment");
        }));
        cases.add(new SourceCase(GROUP, "one segment missing is one loss, which is always borne", (studio, folder) -> {
            Film film = studio.sample(FILM, folder);
            Files.delete(segment(film, 1));
            return film.missing(3, 6 - 0.001);
        }));
        cases.add(new SourceCase(GROUP, "all segments missing", (studio, folder) -> {
            Film film = studio.sample(FILM, folder);
            for (int i = 0; i < 4; i++) {
                Files.delete(segment(film, i));
            }
            return Film.refused(film.source(), "none of 18 thumbnails can be made")
                    .with("--max-missing", "1");
        }));
        return cases;
    }

    private static SourceCase harmed(String name, FilmSpec spec, int segment, double from, double to, Harm harm) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = studio.sample(spec, folder);
            harm.to(segment(film, segment));
            return film.with("--max-missing", "0.5").missing(from, to - 0.001);
        });
    }

    private static SourceCase gap(String name, List<Integer> segments, double from, double to) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = studio.sample(FILM, folder);
            for (int segment : segments) {
                markGap(Packaging.media(film.source()), segment);
                Files.delete(segment(film, segment));
            }
            return film.with("--max-missing", "0").missing(from, to - 0.001);
        });
    }

    private static void markGap(Path media, int segment) throws IOException {
        String uri = Packaging.uris(media).get(segment);
        Packaging.edit(media, text -> text.replaceFirst("(#EXTINF:[^\n]*\n" + uri + "\n)", "#EXT-X-GAP\n$1"));
    }

    private static Film otherRendition(Studio studio, Path folder) throws IOException, InterruptedException {
        Film film = studio.sample(FILM, folder);
        Path media = Packaging.media(film.source());
        Files.copy(media, folder.resolve("whole.m3u8"));
        markGap(media, 2);
        Packaging.announce(
                film.source(),
                "#EXT-X-STREAM-INF:BANDWIDTH=800000,CODECS=\"avc1.4d401e\",RESOLUTION=640x360",
                media.getFileName().toString(),
                "#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS=\"avc1.4d401e\",RESOLUTION=640x360",
                "whole.m3u8");
        return film;
    }

    private static Path segment(Film film, int segment) throws IOException {
        Path media = Packaging.media(film.source());
        return media.resolveSibling(Packaging.uris(media).get(segment));
    }

    private static void cut(Path segment, int gops) throws IOException, InterruptedException {
        Files.write(
                segment,
                Arrays.copyOf(Files.readAllBytes(segment), gopStarts(segment).get(gops)));
    }

    private static void spoil(Path segment, int gop) throws IOException, InterruptedException {
        byte[] bytes = Files.readAllBytes(segment);
        List<Integer> starts = gopStarts(segment);
        int to = gop + 1 < starts.size() ? starts.get(gop + 1) : bytes.length;
        System.arraycopy(noise(to - starts.get(gop)), 0, bytes, starts.get(gop), to - starts.get(gop));
        Files.write(segment, bytes);
    }

    /** Where the packets of key frames begin. An fMP4 segment is read behind its initialization section. */
    private static List<Integer> gopStarts(Path segment) throws IOException, InterruptedException {
        Path section = segment.resolveSibling("360p_init0.mp4");
        byte[] prefix = Files.exists(section) ? Files.readAllBytes(section) : new byte[0];
        Path whole = Files.createTempFile("segment", ".media");
        try {
            byte[] bytes = Files.readAllBytes(segment);
            byte[] joined = Arrays.copyOf(prefix, prefix.length + bytes.length);
            System.arraycopy(bytes, 0, joined, prefix.length, bytes.length);
            Files.write(whole, joined);
            return Programs.ffprobe(
                            "-select_streams",
                            "v:0",
                            "-show_entries",
                            "packet=pos,flags",
                            "-of",
                            "csv=p=0",
                            whole.toString())
                    .lines()
                    .filter(line -> line.contains("K"))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) - prefix.length)
                    .toList();
        } finally {
            Files.delete(whole);
        }
    }

    /** Without sync bytes: behind a false one, libav's demuxer may pass the first whole packet over, and a GOP more is lost. */
    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        for (int i = 0; i < length; i++) {
            noise[i] = noise[i] == SYNC ? 0 : noise[i];
        }
        return noise;
    }
}
