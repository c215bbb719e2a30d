package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.InitializationSection;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A film whose files lie in a fake store, and plans for one of its renditions. */
final class FilmInStore {

    static final String BUCKET = "films";

    final InMemoryObjectStore store = new InMemoryObjectStore();
    private final MediaPlaylist playlist;
    private long bytes;

    private FilmInStore(Path folder, String mediaPlaylist) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                byte[] body = Files.readAllBytes(file);
                bytes += body.length;
                store.put(location(file.getFileName().toString()), body, ObjectAttributes.ofType("video/mp2t"));
            }
        }
        store.journal.clear();
        playlist =
                (MediaPlaylist) Playlist.parse(PlaylistText.parse(Files.readAllBytes(folder.resolve(mediaPlaylist))));
    }

    static FilmInStore made(FilmSpec film, Path folder) throws IOException {
        SampleFilms.copy(film, folder);
        return new FilmInStore(folder, film.renditions().getFirst().name() + ".m3u8");
    }

    static FilmInStore of(Path folder, String mediaPlaylist) throws IOException {
        return new FilmInStore(folder, mediaPlaylist);
    }

    static S3Location location(String file) {
        return new S3Location(BUCKET, "film/" + file);
    }

    /** Replaces text in every file, by text of the same length: box types, say. */
    void replaceInAll(String text, String replacement) {
        store.list(BUCKET, "").forEach(file -> {
            String old = new String(store.bytes(file.location()), StandardCharsets.ISO_8859_1);
            byte[] replaced = old.replace(text, replacement).getBytes(StandardCharsets.ISO_8859_1);
            store.put(file.location(), replaced, ObjectAttributes.ofType("video/mp4"));
        });
        store.journal.clear();
    }

    /** How large all files are together. */
    long bytes() {
        return bytes;
    }

    ThumbnailPlan plan(Duration interval) {
        List<PlannedSegment> segments = segments();
        Duration duration = segments.getLast().end();
        List<Mark> marks = new ArrayList<>();
        for (Duration time = Duration.ZERO; time.compareTo(duration) < 0; time = time.plus(interval)) {
            marks.add(mark(marks.size() + 1, time, segments));
        }
        return new ThumbnailPlan(interval, duration, segments, marks);
    }

    /** A plan in which one segment cannot be read. */
    ThumbnailPlan planWithout(int segment, String reason, Duration interval) {
        ThumbnailPlan plan = plan(interval);
        List<PlannedSegment> segments = new ArrayList<>(plan.segments());
        PlannedSegment old = segments.get(segment);
        segments.set(
                segment,
                new PlannedSegment(
                        old.index(),
                        old.media(),
                        old.initialization(),
                        old.start(),
                        old.duration(),
                        old.run(),
                        reason));
        return new ThumbnailPlan(interval, plan.duration(), segments, plan.marks());
    }

    static Mark mark(int number, Duration time, List<PlannedSegment> segments) {
        int segment = 0;
        while (segment + 1 < segments.size()
                && segments.get(segment + 1).start().compareTo(time) <= 0) {
            segment++;
        }
        return new Mark(number, time, segment);
    }

    private List<PlannedSegment> segments() {
        List<PlannedSegment> segments = new ArrayList<>();
        Duration start = Duration.ZERO;
        int run = 0;
        for (Segment segment : playlist.segments()) {
            run += segment.discontinuity() ? 1 : 0;
            segments.add(new PlannedSegment(
                    segments.size(),
                    source(segment.uri(), segment.byteRange()),
                    initialization(segment.initialization()),
                    start,
                    segment.duration(),
                    run,
                    null));
            start = start.plus(segment.duration());
        }
        return segments;
    }

    private static @Nullable StoredBytes initialization(@Nullable InitializationSection section) {
        return section == null ? null : source(section.uri(), section.byteRange());
    }

    private static StoredBytes source(String uri, @Nullable ByteRange range) {
        return new StoredBytes(location(uri), range);
    }
}
