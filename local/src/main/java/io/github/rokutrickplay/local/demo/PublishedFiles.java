package io.github.rokutrickplay.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.manifest.MainPlaylistEditor;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run has added to the bucket, copied to a folder.
 *
 * @param folder the copy
 * @param playlists the image playlists' texts
 * @param smallImages JPEGs in the order of their times: thumbnails, or sheets of them
 * @param bigImages likewise
 * @param otherForms the names of what else lies beside the main playlist
 * @param mainPlaylistKeepsTheFilms whether the main playlist is the one that was uploaded but for our lines
 * @param imageStreams how many of our lines the main playlist has
 * @param filmBytes the size of all of the film's own files
 */
public record PublishedFiles(
        Path folder,
        List<String> playlists,
        List<byte[]> smallImages,
        List<byte[]> bigImages,
        List<String> otherForms,
        boolean mainPlaylistKeepsTheFilms,
        int imageStreams,
        long filmBytes) {

    private static final long MAX_OBJECT_BYTES = 100L * 1024 * 1024;
    private static final Pattern IMAGE_PLAYLIST = Pattern.compile("thumbs_\\d+x\\d+\\.m3u8");
    private static final Pattern OTHER_FORM =
            Pattern.compile("thumbs_\\d+x\\d+(_iframes\\.m3u8|\\.(mp4|bif|vtt|json))|.*\\.mpd");

    /**
     * @param film the main playlist that was uploaded from its folder to the media path
     * @param to is emptied first
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public static PublishedFiles copy(ObjectStore store, String bucket, AssetNames names, Path film, Path to) {
        try {
            empty(to);
            List<String> playlists = new ArrayList<>();
            List<byte[]> small = new ArrayList<>();
            List<byte[]> big = new ArrayList<>();
            List<String> otherForms = new ArrayList<>();
            long filmBytes = 0;
            for (ObjectSummary object : store.list(bucket, names.mediaPath())) {
                String key = object.location().key();
                String name = key.substring(names.mediaPath().length());
                byte[] body = read(store, object.location());
                if (IMAGE_PLAYLIST.matcher(name).matches()) {
                    playlists.add(new String(body, UTF_8));
                } else if (OTHER_FORM.matcher(name).matches()) {
                    otherForms.add(name);
                } else if (key.startsWith(names.imagePrefix("small"))) {
                    small.add(body);
                } else if (key.startsWith(names.imagePrefix("big"))) {
                    big.add(body);
                } else if (!key.equals(names.indexKey()) && !name.equals(String.valueOf(film.getFileName()))) {
                    filmBytes += object.sizeBytes();
                    continue;
                }
                write(to.resolve(name), body);
            }
            Edit edit = Edit.of(store, new S3Location(bucket, names.mediaPath() + film.getFileName()), names, film);
            return new PublishedFiles(to, playlists, small, big, otherForms, edit.keepsTheFilms, edit.lines, filmBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy what was published to " + to + ": " + e.getMessage(), e);
        }
    }

    /** What the image playlists name that is not there, and should be. */
    public List<String> namedButMissing() {
        return playlists.stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#") && !Files.exists(folder.resolve(line)))
                .toList();
    }

    /**
     * What was done to the main playlist.
     *
     * @param keepsTheFilms whether it is the film's but for our lines
     * @param lines how many of ours it has
     */
    private record Edit(boolean keepsTheFilms, int lines) {

        static Edit of(ObjectStore store, S3Location main, AssetNames names, Path film) throws IOException {
            PlaylistText before = PlaylistText.parse(Files.readAllBytes(film));
            PlaylistText after = PlaylistText.parse(read(store, main));
            MainPlaylistEditor editor = new MainPlaylistEditor(main, names.mediaPath());
            PlaylistText rest = without(editor, after);
            return new Edit(
                    rest.equals(without(editor, before)),
                    after.lines().size() - rest.lines().size());
        }
    }

    private static PlaylistText without(MainPlaylistEditor editor, PlaylistText text) {
        return Playlist.parse(text) instanceof MultivariantPlaylist multivariant
                ? editor.withoutStreams(text, multivariant)
                : text;
    }

    private static void write(Path file, byte[] body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, body);
    }

    private static byte[] read(ObjectStore store, S3Location location) throws IOException {
        return store.find(location, MAX_OBJECT_BYTES)
                .orElseThrow(() -> new IOException(location + " has gone"))
                .body();
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
