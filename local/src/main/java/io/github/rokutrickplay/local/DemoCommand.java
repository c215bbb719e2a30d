package io.github.rokutrickplay.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rokutrickplay.local.LocalPlatform.Progress;
import io.github.rokutrickplay.storage.ObjectSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The whole chain on one film: upload, event, thumbnails, playlists, invalidation. */
final class DemoCommand implements Command {

    private static final String MEDIA_KEY = "demo";
    private static final String MEDIA_PATH = "content/demo/";
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Option INPUT =
            Option.of("--input", "FILE", "a film's main playlist, in the folder of all its files");
    private static final Option INTERVAL = Option.of("--interval", "SECONDS", "the time between thumbnails (10)");
    private static final Option OUTPUT = Option.of("--output", "DIR", "where logs go (local/target/demo)");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Run a film through the whole chain on an embedded AWS and show what was published.";
    }

    @Override
    public String details() {
        return """
                The film is uploaded to an S3 in this process, the event of its encoding is put on the bus, and the
                three functions run as Lambda runs them, each in a process of its own, with SQS between them.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(INPUT, INTERVAL, OUTPUT);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        arguments.positional();
        Path output = arguments
                .find(OUTPUT)
                .map(terminal::path)
                .orElseGet(() -> terminal.repositoryRoot().resolve("local/target/demo"));
        Path mainPlaylist = arguments
                .find(INPUT)
                .map(terminal::path)
                .orElseThrow(() -> new UsageException("--input FILE is missing"));
        if (!Files.isRegularFile(mainPlaylist)) {
            throw new CommandFailedException("there is no file " + mainPlaylist);
        }
        PlatformSettings settings = PlatformSettings.ofBuild(terminal.repositoryRoot(), NativeLayer.jars(), output)
                .withVariables(ServeCommand.functionVariables(terminal.environment()))
                .withVariables(arguments
                        .find(INTERVAL)
                        .map(interval -> Map.of("THUMBNAIL_INTERVAL", interval))
                        .orElse(Map.of()));
        terminal.err().println("Starting the embedded AWS and the functions ...");
        try (LocalPlatform platform = LocalPlatform.start(settings)) {
            runThrough(platform, mainPlaylist, terminal);
        }
    }

    /** Runs one film through a platform and prints what came of it. */
    private static void runThrough(LocalPlatform platform, Path mainPlaylist, Terminal terminal) {
        Path folder = mainPlaylist.resolveSibling(".").normalize();
        int files = FolderUpload.upload(folder, platform.objectStore(), LocalPlatform.BUCKET, MEDIA_PATH);
        terminal.err().println("Uploaded " + files + " files to s3://" + LocalPlatform.BUCKET + "/" + MEDIA_PATH);
        Set<String> before = keys(platform);
        Instant start = Instant.now();
        platform.putEvent(event(MEDIA_PATH + mainPlaylist.getFileName()));
        ProgressLine line = new ProgressLine(terminal);
        boolean idle = platform.awaitIdle(PATIENCE, progress -> line.show(describe(progress)));
        line.finish();
        if (!idle) {
            throw new CommandFailedException("not done after " + PATIENCE.toMinutes() + " minutes; see the logs");
        }
        DemoReport report = DemoReport.of(platform, MEDIA_PATH, before, Duration.between(start, Instant.now()));
        terminal.out().print(report.table());
        if (!report.problems().isEmpty()) {
            throw new CommandFailedException(String.join(System.lineSeparator(), report.problems()));
        }
    }

    private static Set<String> keys(LocalPlatform platform) {
        return platform.objectStore().list(LocalPlatform.BUCKET, MEDIA_PATH).stream()
                .map(ObjectSummary::location)
                .map(location -> location.key())
                .collect(Collectors.toSet());
    }

    private static String event(String mainPlaylistKey) {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("source", "roku-trick-play.demo");
        ObjectNode detail = event.putObject("detail");
        detail.put("eventType", "JOB_COMPLETE").put("mediaKey", MEDIA_KEY).put("mediaKeyId", MEDIA_PATH);
        detail.putArray("outputGroupDetails")
                .addObject()
                .putArray("outputDetails")
                .addObject()
                .putArray("outputFilePaths")
                .add("s3://" + LocalPlatform.BUCKET + "/" + mainPlaylistKey);
        return event.toString();
    }

    private static String describe(Progress progress) {
        if (progress.generatorEvents() > 0) {
            return "trick-play-generator is making thumbnails ...";
        }
        if (progress.manifestMessages() > 0) {
            return "manifest-updater is publishing playlists ...";
        }
        return progress.invalidationMessages() > 0 ? "cache-invalidator is clearing the cache ..." : "done";
    }
}
