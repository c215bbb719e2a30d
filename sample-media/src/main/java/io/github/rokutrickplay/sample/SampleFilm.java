package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Makes sample films: HLS ladders whose every frame shows the time and carries its number, which {@link FrameNumber}
 * reads back.
 */
public final class SampleFilm {

    /** Told how far the film is; called by the thread that makes it. */
    @FunctionalInterface
    public interface Progress {
        void frames(int done, int total);
    }

    private final FilmSpec film;
    private final Path folder;
    private final List<SourcePicture> pictures = new ArrayList<>();
    private final List<RenditionWriter> writers = new ArrayList<>();
    private final @Nullable ToneEncoder tone;
    private List<AVPacket> nextSound = List.of();

    private SampleFilm(FilmSpec film, Path folder) {
        this.film = film;
        this.folder = folder;
        tone = film.audio() ? new ToneEncoder() : null;
    }

    /**
     * Writes a film: playlists, segments and initialization sections, all in one folder.
     *
     * @param folder is made if it is not there; files of the same names are overwritten
     * @return the multivariant playlist
     * @throws UncheckedIOException if a file cannot be written
     */
    public static Path write(FilmSpec film, Path folder, Progress progress) {
        Libav.quiet();
        SampleFilm making = new SampleFilm(film, folder);
        try {
            Files.createDirectories(folder);
            making.open();
            making.encode(progress);
            return making.writePlaylists();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            making.close();
        }
    }

    /** {@link #write(FilmSpec, Path, Progress)} that nobody watches. */
    public static Path write(FilmSpec film, Path folder) {
        return write(film, folder, (done, total) -> {});
    }

    private void open() {
        RenditionSpec largest = film.renditions().stream()
                .max(Comparator.comparingInt(rendition -> rendition.width() * rendition.height()))
                .orElseThrow();
        // Two, so that the next is painted while one is encoded.
        for (int i = 0; i < 2; i++) {
            pictures.add(new SourcePicture(film, largest.width(), largest.height()));
        }
        for (RenditionSpec rendition : film.renditions()) {
            writers.add(
                    new RenditionWriter(film, rendition, folder, pictures.get(0).frame(), tone));
        }
    }

    private void encode(Progress progress) {
        int total = film.frames();
        int threads = Math.min(
                Runtime.getRuntime().availableProcessors(), film.renditions().size() + 1);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            prepare(0);
            for (int number = 0; number < total; number++) {
                List<AVPacket> sound = nextSound;
                run(executor, steps(number, sound, number + 1 < total));
                sound.forEach(packet -> av_packet_free(packet));
                progress.frames(number + 1, total);
            }
            nextSound.forEach(packet -> av_packet_free(packet));
        }
    }

    /** What can be done at once: a frame goes to every encoder while the next is painted. The longest come first. */
    private List<Callable<Boolean>> steps(int number, List<AVPacket> sound, boolean hasNext) {
        List<Callable<Boolean>> steps = new ArrayList<>();
        for (RenditionWriter writer : writers.reversed()) {
            steps.add(() -> {
                writer.write(pictures.get(number % 2).frame(), number, sound);
                return true;
            });
        }
        steps.add(() -> {
            if (hasNext) {
                prepare(number + 1);
            } else {
                nextSound = List.of();
            }
            return true;
        });
        return steps;
    }

    private void prepare(int number) {
        pictures.get(number % 2).paint(number);
        nextSound = tone == null
                ? List.of()
                : tone.encodeUntil(film.timeOf(number + 1).toNanos() / 1e9);
    }

    private static void run(ExecutorService executor, List<Callable<Boolean>> steps) {
        try {
            for (Future<Boolean> step : executor.invokeAll(steps)) {
                step.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making a sample film", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("making a sample film failed", e.getCause());
        }
    }

    private Path writePlaylists() throws IOException {
        PlaylistWriter playlists = new PlaylistWriter(film);
        List<WrittenRendition> written =
                writers.stream().map(RenditionWriter::written).toList();
        for (WrittenRendition rendition : written) {
            Files.writeString(folder.resolve(PlaylistWriter.mediaName(rendition.spec())), playlists.media(rendition));
        }
        return Files.writeString(folder.resolve(film.mainPlaylist()), playlists.multivariant(written));
    }

    private void close() {
        writers.forEach(RenditionWriter::close);
        pictures.forEach(SourcePicture::close);
        if (tone != null) {
            tone.close();
        }
    }
}
