package io.github.rokutrickplay.benchmarks;

import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.NativeLayer;
import io.github.rokutrickplay.local.PlatformSettings;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** From an event on the bus until CloudFront is told, through all three functions and both queues. */
final class Chain {

    private static final Duration LENGTH = Duration.ofSeconds(61);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(5);

    private final Path home;
    private final Path work;
    private final Films films;

    Chain(Path home, Path work, Films films) {
        this.home = home;
        this.work = work;
        this.films = films;
    }

    String measure(int runs) throws IOException {
        List<Duration> first = new ArrayList<>();
        List<Duration> second = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            PlatformSettings settings = PlatformSettings.ofBuild(home, NativeLayer.zip(home), Folders.fresh(work));
            try (LocalPlatform platform = LocalPlatform.start(settings)) {
                first.add(film(platform, "first/"));
                second.add(film(platform, "second/"));
            }
        }
        return String.format(
                Locale.ROOT,
                """
                ## The whole chain

                From the event on the bus until CloudFront is told to forget the old playlists: generator, queue, updater, queue,
                invalidator, in three processes under AWS's Runtime Interface Client, on the embedded AWS, which shares the cores; one minute of
                film, medians of %d runs. *First* in three fresh JVMs without SnapStart, *second* another film in the same.

                | event | s |
                |---|---|
                | first | %.2f |
                | second | %.2f |
                """,
                runs,
                Usage.median(first).toMillis() / 1e3,
                Usage.median(second).toMillis() / 1e3);
    }

    private Duration film(LocalPlatform platform, String mediaPath) throws IOException {
        upload(films.ladder(LENGTH), platform.objectStore(), mediaPath);
        int before = platform.cloudFront().invalidations().size();
        String event = new String(Events.of(FunctionName.GENERATOR), StandardCharsets.UTF_8)
                .replace(Events.MEDIA_PATH, mediaPath);
        long start = System.nanoTime();
        if (!platform.putEvent(event)) {
            throw new IllegalStateException("the rule does not match " + event);
        }
        while (platform.cloudFront().invalidations().size() == before) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "nothing was invalidated within " + PATIENCE + ": see the logs in " + work);
            }
            sleep();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The rendition that is read, and the main playlist as it was before anybody's thumbnails. */
    static void upload(BenchmarkFilm film, ObjectStore store, String mediaPath) throws IOException {
        film.upload(store, LocalPlatform.BUCKET, mediaPath);
        String main = Files.readString(film.mainPlaylist())
                .lines()
                .filter(line -> !line.contains("URI=\"thumbs_"))
                .collect(Collectors.joining("\n", "", "\n"));
        store.put(
                new S3Location(LocalPlatform.BUCKET, mediaPath + "main.m3u8"),
                main.getBytes(StandardCharsets.UTF_8),
                ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
    }

    private static void sleep() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
