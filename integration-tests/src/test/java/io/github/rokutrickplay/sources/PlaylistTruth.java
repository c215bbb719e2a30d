package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lindstrom.m3u8.model.ByteRange;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.SegmentMap;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a media playlist presents: read by another parser, each run between discontinuities put together into one file, and
 * that shown to ffprobe and ffmpeg.
 */
final class PlaylistTruth {

    private final Path playlist;
    private final List<Truth.Frame> frames = new ArrayList<>();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private @Nullable String initialization;
    private long continued;
    private double runStart;
    private double end;

    private PlaylistTruth(Path playlist) {
        this.playlist = playlist;
    }

    /**
     * @param playlist a media playlist of clear, whole segments, named relative to it
     */
    static Truth of(Path playlist) throws IOException, InterruptedException {
        return new PlaylistTruth(playlist).read();
    }

    private Truth read() throws IOException, InterruptedException {
        MediaPlaylist parsed = new MediaPlaylistParser(ParsingMode.LENIENT).readPlaylist(playlist);
        for (MediaSegment segment : parsed.mediaSegments()) {
            if (segment.discontinuity()) {
                endRun();
            }
            if (segment.segmentMap().isPresent()) {
                initialize(segment.segmentMap().get());
            }
            run.write(bytes(segment.uri(), segment.byteRange().orElse(null)));
            end += segment.duration();
        }
        endRun();
        return new Truth(frames, end);
    }

    /** A run's frames end where the next begins, though it may hold more. */
    private void endRun() throws IOException, InterruptedException {
        if (run.size() > 0) {
            Path file = Files.createTempFile("run", ".media");
            try {
                Files.write(file, run.toByteArray());
                Oracle.frames(file, runStart + Oracle.soundAlone(file)).stream()
                        .filter(frame -> frame.seconds() < end - frame.length() / 2)
                        .forEach(frames::add);
            } finally {
                Files.delete(file);
            }
        }
        run.reset();
        initialization = null;
        runStart = end;
    }

    private void initialize(SegmentMap map) throws IOException {
        String wanted = map.uri() + map.byteRange();
        if (!wanted.equals(initialization)) {
            run.write(bytes(map.uri(), map.byteRange().orElse(null)));
            initialization = wanted;
        }
    }

    private byte[] bytes(String uri, @Nullable ByteRange range) throws IOException {
        byte[] whole = Files.readAllBytes(playlist.resolveSibling(URLDecoder.decode(uri.replace("+", "%2B"), UTF_8)));
        if (range == null) {
            return whole;
        }
        long from = range.offset().orElse(continued);
        continued = from + range.length();
        return Arrays.copyOfRange(whole, (int) from, (int) continued);
    }
}
