package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.Setting;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.local.LocalPlatform.Progress;
import io.github.rokutrickplay.local.demo.SampleAsset;
import io.github.rokutrickplay.local.preview.PreviewServer;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.sample.HlsPackager;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The whole chain on one film: upload, event, thumbnails, playlists, invalidation. */
final class DemoCommand implements Command {

    private static final String MEDIA_KEY = "demo";
    private static final String MEDIA_PATH = "content/demo/";
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** Single images of the small size, for those who have no use for sheets, and sheets of the big one. */
    private static final Map<String, String> EVERY_FORM = Map.of(
            Setting.THUMBNAIL_TILES.name(), "1x1,3x3",
            Setting.MJPEG_ENABLED.name(), "true",
            Setting.BIF_ENABLED.name(), "true",
            Setting.WEBVTT_ENABLED.name(), "true",
            Setting.STORYBOARD_ENABLED.name(), "true",
            Setting.DASH_ENABLED.name(), "true");

    private static final Option INPUT = Option.of(
            "--input", "FILE", "a film file, or a main playlist in the folder of all its files (a sample film)");
    private static final Option INTERVAL = Option.of("--interval", "SECONDS", "the time between thumbnails (10)");
    private static final Option OUTPUT = Option.of("--output", "DIR", "where everything is written (target/demo)");
    private static final Option ALL_OUTPUTS =
            Option.flag("--all-outputs", "write every form: sheets, image sequences, BIF, WebVTT, storyboards, MPDs");
    private static final Option NO_SERVE = Option.flag("--no-serve", "end when the film is through");

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public String summary() {
        return "Run a film through the whole chain on an embedded AWS and show what was published.";
    }

    @Override
    public String details() {
        return """
                The film is uploaded to an S3 in this process, the event of its encoding is put on the bus, and the
                three functions run as Lambda runs them, each in a process of its own, with SQS between them. What was
                published is copied to the output folder, with a contact sheet of the thumbnails. Then everything
                stays up to be looked at until Ctrl-C, the film itself on the preview's page; --no-serve ends
                instead.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(INPUT, INTERVAL, ALL_OUTPUTS, OUTPUT, NO_SERVE);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        Path output = arguments
                .find(OUTPUT)
                .map(terminal::path)
                .orElseGet(() -> terminal.repositoryRoot().resolve("target/demo"));
        ProgressLine line = new ProgressLine(terminal);
        long start = System.nanoTime();
        Path mainPlaylist = arguments
                .find(INPUT)
                .map(input -> input(terminal.path(input), output))
                .orElseGet(() -> sample(output, line));
        Duration filmTook = Duration.ofNanos(System.nanoTime() - start);
        AssetNames names = AssetNames.of(MEDIA_KEY, MEDIA_PATH, FilmAddress.thumbnailsFolder(terminal));
        line.show("Starting the embedded AWS and the functions ...");
        try (LocalPlatform platform = LocalPlatform.start(settings(arguments, terminal, output))) {
            int files = runThrough(platform, mainPlaylist, line);
            DemoReport report = DemoReport.of(platform, names, mainPlaylist, output);
            report.film(files, filmTook);
            terminal.out().print(report.table());
            if (!report.problems().isEmpty()) {
                throw new CommandFailedException(String.join(System.lineSeparator(), report.problems()));
            }
            if (!arguments.has(NO_SERVE)) {
                show(platform, names, mainPlaylist, terminal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void show(LocalPlatform platform, AssetNames names, Path mainPlaylist, Terminal terminal)
            throws InterruptedException {
        S3Location main = new S3Location(LocalPlatform.BUCKET, MEDIA_PATH + mainPlaylist.getFileName());
        try (PreviewServer preview = ServeCommand.preview(platform, main, names, terminal)) {
            terminal.out().println("Preview:    " + preview.uri());
            ServeCommand.describeAws(platform, terminal);
            new CountDownLatch(1).await(); // Ctrl-C ends this process, and with it the functions'
        }
    }

    private static PlatformSettings settings(Arguments arguments, Terminal terminal, Path output) {
        return PlatformSettings.ofBuild(terminal.repositoryRoot(), NativeLayer.zip(terminal.repositoryRoot()), output)
                .withVariables(Setting.choicesOf(terminal.environment()))
                .withVariables(arguments.has(ALL_OUTPUTS) ? EVERY_FORM : Map.of())
                .withVariables(arguments
                        .find(INTERVAL)
                        .map(interval -> Map.of(Setting.THUMBNAIL_INTERVAL.name(), interval))
                        .orElse(Map.of()));
    }

    private static Path sample(Path output, ProgressLine line) {
        Path mainPlaylist = SampleAsset.ladder(
                output.resolve("film"), (done, total) -> line.show("Making a sample film", done, total));
        line.finish();
        return mainPlaylist;
    }

    private static Path input(Path input, Path output) {
        if (!Files.isRegularFile(input)) {
            throw new CommandFailedException("there is no file " + input);
        }
        if (input.toString().toLowerCase(Locale.ROOT).endsWith(".m3u8")) {
            return input;
        }
        Path folder = output.resolve("film");
        try {
            HlsPackager.write(input, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new CommandFailedException(input + " cannot be packaged as HLS: " + e.getMessage(), e);
        }
        return folder.resolve(HlsPackager.MAIN_PLAYLIST);
    }

    /** Runs one film through a platform and returns how many files it has. */
    private static int runThrough(LocalPlatform platform, Path mainPlaylist, ProgressLine line) {
        Path folder = mainPlaylist.resolveSibling(".").normalize();
        int files = FolderUpload.upload(folder, platform.objectStore(), LocalPlatform.BUCKET, MEDIA_PATH);
        platform.putEvent(event(mainPlaylist));
        boolean idle = platform.awaitIdle(PATIENCE, progress -> line.show(describe(progress)));
        line.finish();
        if (!idle) {
            throw new CommandFailedException("not done after " + PATIENCE.toMinutes() + " minutes; see the logs");
        }
        return files;
    }

    /** The project's own documented event, which names the MPDs beside the main playlist as well. */
    private static String event(Path mainPlaylist) {
        List<String> paths = Stream.concat(Stream.of(mainPlaylist), mpdsBeside(mainPlaylist).stream())
                .map(file -> "s3://" + LocalPlatform.BUCKET + "/" + MEDIA_PATH + file.getFileName())
                .toList();
        return Json.write(Map.of(
                "source",
                "roku-trick-play.demo",
                "detail",
                Map.of(
                        "eventType",
                        "JOB_COMPLETE",
                        "mediaKey",
                        MEDIA_KEY,
                        "mediaKeyId",
                        MEDIA_PATH,
                        "outputGroupDetails",
                        List.of(Map.of("outputDetails", List.of(Map.of("outputFilePaths", paths)))))));
    }

    private static List<Path> mpdsBeside(Path mainPlaylist) {
        try (Stream<Path> files = Files.list(mainPlaylist.resolveSibling(".").normalize())) {
            return files.filter(file -> JobEvent.isMpd(file.toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder of " + mainPlaylist + ": " + e.getMessage(), e);
        }
    }

    private static String describe(Progress progress) {
        if (progress.generatorEvents() > 0) {
            return "trick-play-generator is making thumbnails ...";
        }
        if (progress.manifestMessages() > 0) {
            return "manifest-updater is publishing playlists ...";
        }
        return progress.invalidationMessages() > 0 ? "cache-invalidator is clearing the cache ..." : "Done";
    }
}
