package io.github.rokutrickplay.benchmarks;

import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.NativeLayer;
import io.github.rokutrickplay.local.PlatformSettings;
import io.github.rokutrickplay.local.aws.AwsCall;
import io.github.rokutrickplay.storage.ObjectSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the forms of thumbnails cost beside single images: time, memory, and requests. */
final class Forms {

    private static final Map<String, Map<String, String>> PRESETS = new LinkedHashMap<>();

    static {
        PRESETS.put("images, the default", Map.of());
        PRESETS.put("sheets of 5x4 and 3x3", Map.of("THUMBNAIL_TILES", "5x4,3x3"));
        PRESETS.put(
                "images and all files",
                Map.of(
                        "MJPEG_ENABLED", "true",
                        "BIF_ENABLED", "true",
                        "BIF_SIZES", "320x180,640x360",
                        "WEBVTT_ENABLED", "true",
                        "STORYBOARD_ENABLED", "true"));
    }

    private static final Duration COUNTED = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long MIB = 1024 * 1024;
    private static final Set<String> READS = Set.of("GetObject", "HeadObject");

    /**
     * A film and an interval that is measured.
     *
     * @param once whether a run takes minutes, so that each preset is measured once
     */
    private record Case(Duration length, Duration interval, boolean once) {}

    private static final List<Case> CASES = List.of(
            new Case(Duration.ofHours(2), Duration.ofSeconds(10), false),
            new Case(Duration.ofHours(8), Duration.ofSeconds(1), true));

    private final Path home;
    private final Path work;
    private final Films films;

    Forms(Path home, Path work, Films films) {
        this.home = home;
        this.work = work;
        this.films = films;
    }

    String measure(int runs) throws IOException {
        return time(runs) + "\n" + requests();
    }

    private String time(int runs) throws IOException {
        StringBuilder report = new StringBuilder("""
                ## Forms

                `./trickplay process` on the 640x360 transport streams of a ladder: wall s / CPU s / peak MB; of the 2 hours medians of %d
                runs, the presets in turns, of the 8 hours one run each.

                | preset | 2 h, every 10 s | 8 h, every 1 s |
                |---|---|---|
                """.formatted(runs));
        Map<String, String> rows = new LinkedHashMap<>();
        for (Case measured : CASES) {
            BenchmarkFilm film = films.ladder(measured.length);
            Map<String, List<Measured>> all = new LinkedHashMap<>();
            if (!measured.once) {
                process(film, measured.interval, Map.of()); // not measured: the launcher prepares quick starts
            }
            for (int run = 0; run < (measured.once ? 1 : runs); run++) {
                for (Map.Entry<String, Map<String, String>> preset : PRESETS.entrySet()) {
                    all.computeIfAbsent(preset.getKey(), any -> new ArrayList<>())
                            .add(process(film, measured.interval, preset.getValue()));
                }
            }
            all.forEach((preset, times) -> rows.merge(
                    preset,
                    "| " + preset + " |" + cell(Measured.median(times)),
                    (row, another) -> row + cell(Measured.median(times))));
        }
        rows.values().forEach(row -> report.append(row).append('\n'));
        return report.toString();
    }

    private static String cell(Measured median) {
        return String.format(
                Locale.ROOT,
                " %.2f / %.2f / %d |",
                median.usage().wall().toMillis() / 1e3,
                median.usage().cpu().toMillis() / 1e3,
                median.peakBytes() / MIB);
    }

    private Measured process(BenchmarkFilm film, Duration interval, Map<String, String> variables) throws IOException {
        Path folder = Folders.fresh(work);
        Folders.move(film.mainPlaylist().resolveSibling("thumbs"), folder.resolve("earlier"));
        return Measured.run(
                List.of(
                        home.resolve("trickplay").toString(),
                        "process",
                        film.mainPlaylist().toString(),
                        "--interval",
                        String.valueOf(interval.toSeconds())),
                variables,
                folder.resolve("log"));
    }

    private String requests() throws IOException {
        StringBuilder report = new StringBuilder(String.format(Locale.ROOT, """
                Requests of the three functions for a film of %d minutes, every 10 s, counted by the embedded AWS; *written* is what they left in
                S3.

                | preset | S3: PUT, LIST and parts | S3: GET and HEAD | objects written | KB written | paths invalidated |
                |---|---|---|---|---|---|
                """, COUNTED.toMinutes()));
        for (Map.Entry<String, Map<String, String>> preset : PRESETS.entrySet()) {
            report.append("| ")
                    .append(preset.getKey())
                    .append(" |")
                    .append(counted(preset.getValue()))
                    .append('\n');
        }
        return report.toString();
    }

    private String counted(Map<String, String> variables) throws IOException {
        PlatformSettings settings = PlatformSettings.ofBuild(home, NativeLayer.zip(home), Folders.fresh(work))
                .withVariables(variables);
        try (LocalPlatform platform = LocalPlatform.start(settings)) {
            Chain.upload(films.ladder(COUNTED), platform.objectStore(), Events.MEDIA_PATH);
            Map<String, ObjectSummary> before = objects(platform);
            int calls = journal(platform).size();
            if (!platform.putEvent(new String(Events.of(FunctionName.GENERATOR), StandardCharsets.UTF_8))
                    || !platform.awaitIdle(PATIENCE)) {
                throw new IllegalStateException("the film did not come through within " + PATIENCE + ": see " + work);
            }
            List<AwsCall> made =
                    journal(platform).subList(calls, journal(platform).size());
            long reads = made.stream()
                    .filter(call -> READS.contains(call.operation()))
                    .count();
            Map<String, ObjectSummary> written = objects(platform);
            written.keySet().removeAll(before.keySet());
            int paths = platform.cloudFront().invalidations().stream()
                    .mapToInt(invalidation -> invalidation.paths().size())
                    .sum();
            return String.format(
                    Locale.ROOT,
                    " %d | %d | %d | %d | %d |",
                    made.size() - reads,
                    reads,
                    written.size(),
                    written.values().stream()
                                    .mapToLong(ObjectSummary::sizeBytes)
                                    .sum()
                            / 1024,
                    paths);
        }
    }

    private static List<AwsCall> journal(LocalPlatform platform) {
        return platform.aws().orElseThrow().s3().journal();
    }

    private static Map<String, ObjectSummary> objects(LocalPlatform platform) {
        Map<String, ObjectSummary> objects = new TreeMap<>();
        platform.objectStore()
                .list(LocalPlatform.BUCKET, "")
                .forEach(object -> objects.put(object.location().key(), object));
        return objects;
    }
}
