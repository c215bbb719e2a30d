package io.github.rokutrickplay.players;

import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.local.files.FileObjectStore;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What is published of a film, each with WebVTT. */
enum Form {
    IMAGES,
    IMAGES_WITH_DISCONTINUITY,
    SHEETS,
    SHEETS_WITH_DISCONTINUITY,
    MJPEG,
    DASH,
    DASH_SHEETS,
    /** All that there is: single images of the small size, sheets of the big one. */
    EVERYTHING,
    /** The same, of a film that lacks a segment. */
    EVERYTHING_OF_A_DAMAGED_FILM;

    static final String MEDIA_KEY = "film";

    /** The main playlist without image playlists, which players prefer to image sequences. */
    static final String WITHOUT_IMAGES = "without-images.m3u8";

    /** The product's settings. */
    private Map<String, String> settings() {
        return switch (this) {
            case IMAGES, IMAGES_WITH_DISCONTINUITY -> Map.of();
            case SHEETS, SHEETS_WITH_DISCONTINUITY -> Map.of("THUMBNAIL_TILES", "3x2");
            case MJPEG -> Map.of("MJPEG_ENABLED", "true");
            case DASH -> Map.of("DASH_ENABLED", "true");
            case DASH_SHEETS -> Map.of("DASH_ENABLED", "true", "THUMBNAIL_TILES", "3x2");
            case EVERYTHING, EVERYTHING_OF_A_DAMAGED_FILM ->
                Map.of(
                        "THUMBNAIL_TILES", "1x1,3x2",
                        "MJPEG_ENABLED", "true",
                        "BIF_ENABLED", "true",
                        "BIF_SIZES", "320x180,640x360",
                        "STORYBOARD_ENABLED", "true",
                        "DASH_ENABLED", "true");
        };
    }

    /** Writes the film and all that is published of it into a folder. */
    void publish(Path folder) throws IOException {
        if (this == IMAGES_WITH_DISCONTINUITY || this == SHEETS_WITH_DISCONTINUITY) {
            NumberedFilm.copyWithDiscontinuity(folder);
        } else {
            NumberedFilm.copy(folder);
            Mpd.write(folder);
        }
        if (this == EVERYTHING_OF_A_DAMAGED_FILM) {
            Files.delete(folder.resolve(NumberedFilm.LOST_SEGMENT));
        }
        process(folder, settings());
        Files.write(
                folder.resolve(WITHOUT_IMAGES),
                Files.readAllLines(folder.resolve(NumberedFilm.MAIN_PLAYLIST)).stream()
                        .filter(line -> !line.startsWith("#EXT-X-IMAGE-STREAM-INF"))
                        .toList());
    }

    private static void process(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("THUMBNAIL_INTERVAL", String.valueOf(NumberedFilm.INTERVAL_SECONDS));
        environment.put("WEBVTT_ENABLED", "true");
        new AssetProcessor(new FileObjectStore(folder), FileObjectStore.BUCKET, environment)
                .process(
                        new S3Location(FileObjectStore.BUCKET, NumberedFilm.MAIN_PLAYLIST),
                        MEDIA_KEY,
                        "",
                        Progress.NONE);
    }
}
