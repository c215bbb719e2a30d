package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.local.FolderUpload;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A numbered film, made once, that tests upload to folders of their own. */
final class Film {

    static final Duration DURATION = Duration.ofSeconds(25);
    static final int FRAMES_PER_SECOND = 24;
    static final int MARKS = 3;

    private static final long MAX_BYTES = 50_000_000;

    private final Path folder;
    private final byte[] mainPlaylist;

    Film(Path folder) {
        this.folder = folder;
        try {
            Path main = SampleFilms.copy(
                    FilmSpec.single(DURATION, 640, 360).withAudio(true).withMainPlaylist("play.m3u8"), folder);
            mainPlaylist = Files.readAllBytes(main);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The main playlist as it was before anything was published. */
    byte[] mainPlaylist() {
        return mainPlaylist.clone();
    }

    /** Puts all files below the path, and the main playlist with attributes that must survive. */
    S3Location upload(ObjectStore store, String mediaPath) {
        FolderUpload.upload(folder, store, LocalPlatform.BUCKET, mediaPath);
        S3Location main = new S3Location(LocalPlatform.BUCKET, mediaPath + "play.m3u8");
        store.put(
                main,
                mainPlaylist,
                new ObjectAttributes(
                        "application/x-mpegURL",
                        null,
                        "max-age=30",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("encoder", "test"),
                        Map.of()));
        return main;
    }

    static byte[] read(ObjectStore store, S3Location location) {
        return store.find(location, MAX_BYTES)
                .orElseThrow(() -> new AssertionError(location + " is not there"))
                .body();
    }

    static String text(ObjectStore store, S3Location location) {
        return new String(read(store, location), UTF_8);
    }

    static MediaPlaylist imagePlaylist(ObjectStore store, S3Location location) {
        return (MediaPlaylist) Playlist.parse(PlaylistText.parse(read(store, location)));
    }

    static BufferedImage picture(ObjectStore store, S3Location location) {
        try {
            return ImageIO.read(new ByteArrayInputStream(read(store, location)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers that the frames in the images of one size carry. */
    static List<Integer> frameNumbers(ObjectStore store, String mediaPath, String mediaKey, String size) {
        return IntStream.rangeClosed(1, MARKS)
                .mapToObj(image ->
                        String.format(Locale.ROOT, "%sthumbs/%s_%s.%05d.jpg", mediaPath, mediaKey, size, image))
                .map(key -> picture(store, new S3Location(LocalPlatform.BUCKET, key)))
                .map(picture -> FrameNumber.read(picture).orElse(-1))
                .toList();
    }
}
