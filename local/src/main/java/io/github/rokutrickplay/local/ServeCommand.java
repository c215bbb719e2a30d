package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.Setting;
import io.github.rokutrickplay.local.demo.SampleAsset;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.preview.PreviewFilm;
import io.github.rokutrickplay.local.preview.PreviewServer;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** The local Lambda development server, until it is interrupted. */
final class ServeCommand implements Command {

    private static final int DEFAULT_PORT = 8000;

    private static final String EXAMPLE_MEDIA_KEY = "test-video-123";
    private static final String EXAMPLE_MEDIA_PATH = "content/test-video-123/";

    private static final Option PORT = Option.of("--port", "PORT", "listen on this port (8000)");
    private static final Option HOST = Option.of(
            "--host",
            "ADDRESS",
            "listen on this address (127.0.0.1); 0.0.0.0 is for a container, whose ports are published");
    private static final Option SAMPLE =
            Option.flag("--sample", "put the sample film into the bucket of AWS_ENDPOINT_URL as well");
    private static final Option OUTPUT = Option.of("--output", "DIR", "where the functions' logs go (target/serve)");

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public String summary() {
        return "Run the three functions behind a local development server.";
    }

    @Override
    public String details() {
        return """
                POST / with {"function_name": "trick_play_generator", "event": {...}} invokes a function and answers
                what it answers; its messages flow through the queues to the other functions, as in AWS.
                S3, SQS and CloudFront are embedded; their addresses are printed, and a sample film is put where the
                documented example event looks for it, with a page that shows it. Where AWS_ENDPOINT_URL is set (to
                LocalStack, say), the functions use that instead, with queues of their own there (local-manifest-queue
                and so on); CloudFront stays embedded unless AWS_ENDPOINT_URL_CLOUDFRONT is set, too. THUMBNAIL_* and the like are passed on to the functions.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(PORT, HOST, SAMPLE, OUTPUT);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        int port = arguments
                .read(PORT, ServeCommand::parsePort, "a port from 1 to 65535")
                .orElse(DEFAULT_PORT);
        Path output = arguments
                .find(OUTPUT)
                .map(terminal::path)
                .orElseGet(() -> terminal.repositoryRoot().resolve("target/serve"));
        PlatformSettings settings = PlatformSettings.ofBuild(
                        terminal.repositoryRoot(), NativeLayer.zip(terminal.repositoryRoot()), output)
                .withVariables(Setting.choicesOf(terminal.environment()))
                .withAws(awsVariables(terminal.environment()));
        CompletableFuture<LocalPlatform> started = new CompletableFuture<>();
        // First the port, since it is the likeliest to fail; early requests wait for the functions.
        InetSocketAddress address = new InetSocketAddress(arguments.find(HOST).orElse("127.0.0.1"), port);
        try (DevelopmentServer server = new DevelopmentServer(
                        address, (name, event) -> started.join().invoke(name, event));
                LocalPlatform platform = start(settings, terminal)) {
            Optional<S3Location> sample = platform.aws().isPresent() || arguments.has(SAMPLE)
                    ? Optional.of(uploadExample(platform, output, terminal))
                    : Optional.empty();
            started.complete(platform);
            describe(platform, server, output, terminal);
            // Inside a container nobody would reach a page that is for its own machine only.
            stay(sample.filter(main -> address.getAddress().isLoopbackAddress()), platform, terminal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until Ctrl-C ends this process, and with it the functions'. */
    private static void stay(Optional<S3Location> sample, LocalPlatform platform, Terminal terminal)
            throws InterruptedException {
        if (sample.isPresent()) {
            AssetNames names =
                    AssetNames.of(EXAMPLE_MEDIA_KEY, EXAMPLE_MEDIA_PATH, FilmAddress.thumbnailsFolder(terminal));
            try (PreviewServer preview = preview(platform, sample.get(), names, terminal)) {
                terminal.out().println("Preview:    " + preview.uri());
                new CountDownLatch(1).await();
            }
        }
        new CountDownLatch(1).await();
    }

    /** The film that the documented example event names, so that it can be tried at once. */
    private static S3Location uploadExample(LocalPlatform platform, Path output, Terminal terminal) {
        ProgressLine line = new ProgressLine(terminal);
        Path mainPlaylist = SampleAsset.exampleEvents(
                output.resolve("film"), (done, total) -> line.show("Making a sample film", done, total));
        line.finish();
        FolderUpload.upload(
                mainPlaylist.resolveSibling("."), platform.objectStore(), platform.bucket(), EXAMPLE_MEDIA_PATH);
        S3Location uploaded = new S3Location(platform.bucket(), EXAMPLE_MEDIA_PATH + mainPlaylist.getFileName());
        terminal.out().println("Sample:     " + uploaded);
        return uploaded;
    }

    /** The page of a film that lies in the platform's bucket. */
    static PreviewServer preview(LocalPlatform platform, S3Location main, AssetNames names, Terminal terminal) {
        PreviewFilm film = new PreviewFilm(platform.objectStore(), main, names, UnaryOperator.identity());
        return new PreviewServer(
                LoopbackServer.ANY_PORT,
                film,
                new PreviewCheck(film, PublicUrlPrefixes.NONE, true),
                PreviewCommand.players(terminal));
    }

    private static LocalPlatform start(PlatformSettings settings, Terminal terminal) {
        terminal.err().println("Starting the functions ...");
        return LocalPlatform.start(settings);
    }

    static int parsePort(String value) {
        int port = Integer.parseInt(value);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(value);
        }
        return port;
    }

    /** What reaches the AWS that AWS_ENDPOINT_URL names; nothing where it is not set, so that AWS proper is never met. */
    private static Map<String, String> awsVariables(Map<String, String> environment) {
        if (environment.getOrDefault("AWS_ENDPOINT_URL", "").isBlank()) {
            return Map.of();
        }
        Map<String, String> aws = new HashMap<>(environment);
        aws.keySet().removeIf(name -> !name.startsWith("AWS_"));
        return aws;
    }

    private static void describe(LocalPlatform platform, DevelopmentServer server, Path output, Terminal terminal) {
        terminal.out().println("Functions:  POST " + server.uri() + "/  " + FunctionName.known());
        terminal.out().println("Logs:       " + output.resolve("logs"));
        describeAws(platform, terminal);
    }

    /** Tells where the platform's services can be reached; any access key will do. */
    static void describeAws(LocalPlatform platform, Terminal terminal) {
        platform.aws().ifPresent(aws -> {
            terminal.out().println("S3:         " + aws.s3().endpoint() + "  bucket " + LocalPlatform.BUCKET);
            terminal.out().println("CloudFront: " + aws.cloudFront().endpoint());
        });
        terminal.out().println("Queues:     " + platform.manifests().queue().url());
        terminal.out().println("            " + platform.invalidations().queue().url());
        terminal.out().println("Stop with Ctrl-C.");
    }
}
