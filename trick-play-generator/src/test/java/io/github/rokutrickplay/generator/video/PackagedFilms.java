package io.github.rokutrickplay.generator.video;

import static io.github.rokutrickplay.generator.video.EncodedFilm.words;

import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Films of numbered frames that the ffmpeg program encodes, holds, reorders and cuts as a test says. */
final class PackagedFilms {

    private final Path folder;

    /**
     * @param folder for all that is made
     */
    PackagedFilms(Path folder) {
        this.folder = folder;
    }

    enum Format {
        TRANSPORT_STREAM,
        FMP4;

        List<String> options() {
            return this == FMP4 ? List.of("-hls_segment_type", "fmp4") : List.of();
        }
    }

    Path source(int seconds) {
        return SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(seconds), 320, 180), folder.resolve("source"));
    }

    static List<String> input(Path source) {
        return List.of("-i", source.toString());
    }

    /** Sound from 0 on. */
    static List<String> tone(double seconds) {
        return List.of("-f", "lavfi", "-i", "sine=sample_rate=48000:duration=" + seconds);
    }

    @SafeVarargs
    static List<String> all(List<String>... options) {
        List<String> all = new ArrayList<>();
        for (List<String> some : options) {
            all.addAll(some);
        }
        return all;
    }

    Path ffmpeg(String target, List<String> arguments) throws IOException, InterruptedException {
        Path to = folder.resolve("made").resolve(target);
        Files.createDirectories(folder.resolve("made"));
        List<String> command = new ArrayList<>(List.of("-v", "error", "-y"));
        command.addAll(arguments);
        command.add(to.toString());
        Program.installedFfmpegWith("libx264").run(command.toArray(String[]::new));
        return to;
    }

    FilmInStore hls(Format format, List<String> arguments) throws IOException, InterruptedException {
        ffmpeg("video.m3u8", all(arguments, words("-f hls -hls_list_size 0 -hls_playlist_type vod"), format.options()));
        return FilmInStore.of(folder.resolve("made"), "video.m3u8");
    }

    /** Lists files that were made before, one segment each. */
    FilmInStore listed(List<String> entries) throws IOException {
        Files.writeString(
                folder.resolve("made/joined.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n" + String.join("\n", entries) + "\n#EXT-X-ENDLIST\n");
        return FilmInStore.of(folder.resolve("made"), "joined.m3u8");
    }

    /** The entries of a playlist that was made. */
    List<String> entries(String playlist) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("made").resolve(playlist));
        List<String> entries = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("#EXTINF")) {
                entries.add(lines.get(i) + "\n" + lines.get(i + 1));
            }
        }
        return entries;
    }

    /** The film's segments put together into one file. */
    static byte[] joined(FilmInStore film) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (PlannedSegment segment : film.plan(Duration.ofSeconds(1)).segments()) {
            if (segment.index() == 0 && segment.initialization() instanceof StoredBytes initialization) {
                joined.writeBytes(bytes(film, initialization));
            }
            joined.writeBytes(bytes(film, segment.media()));
        }
        return joined.toByteArray();
    }

    private static byte[] bytes(FilmInStore film, StoredBytes stored) {
        byte[] whole = film.store.bytes(stored.location());
        return stored.range() == null
                ? whole
                : Arrays.copyOfRange(whole, (int) stored.range().offset(), (int)
                        (stored.range().offset() + stored.range().length()));
    }

    /** ffmpeg's hls muxer writes a wrong time where a frame is held at the end of a segment of fMP4. */
    FilmInStore inSegmentsOf6(Format format, List<String> arguments, double seconds)
            throws IOException, InterruptedException {
        List<String> video = all(arguments, words("-force_key_frames expr:gte(t,n_forced*6)"));
        return format == Format.FMP4
                ? fragments(all(video, words("-movflags +empty_moov+default_base_moof+frag_keyframe")), seconds)
                : hls(format, all(video, words("-hls_time 6")));
    }

    /** One file of fragments, each a segment. */
    FilmInStore fragments(List<String> arguments, double seconds) throws IOException, InterruptedException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(ffmpeg("cut.mp4", arguments)));
        String text = new String(file.array(), StandardCharsets.ISO_8859_1);
        double timescale = file.getInt(text.indexOf("mdhd") + 16);
        List<Integer> fragments = new ArrayList<>();
        int end = 0;
        while (end < file.capacity() && !text.startsWith("mfra", end + 4)) {
            if (text.startsWith("moof", end + 4)) {
                fragments.add(end);
            }
            end += file.getInt(end);
        }
        List<String> entries = new ArrayList<>();
        entries.add("#EXT-X-MAP:URI=\"cut.mp4\",BYTERANGE=\"%d@0\"".formatted(fragments.getFirst()));
        for (int i = 0; i < fragments.size(); i++) {
            boolean last = i + 1 == fragments.size();
            double from = file.getLong(text.indexOf("tfdt", fragments.get(i)) + 8) / timescale;
            double to = last ? seconds : file.getLong(text.indexOf("tfdt", fragments.get(i + 1)) + 8) / timescale;
            int next = last ? end : fragments.get(i + 1);
            entries.add(String.format(
                    Locale.ROOT,
                    "#EXTINF:%.6f,%n#EXT-X-BYTERANGE:%d@%d%ncut.mp4",
                    to - from,
                    next - fragments.get(i),
                    fragments.get(i)));
        }
        return listed(entries);
    }

    /** As ffmpeg's segment muxer cuts them. */
    FilmInStore segments(List<String> arguments) throws IOException, InterruptedException {
        Path playlist = folder.resolve("made/segment.m3u8");
        ffmpeg(
                "part%d.ts",
                all(
                        arguments,
                        words("-segment_format mpegts -segment_list_type m3u8 -segment_list"),
                        List.of(playlist.toString())));
        return FilmInStore.of(folder.resolve("made"), "segment.m3u8");
    }
}
