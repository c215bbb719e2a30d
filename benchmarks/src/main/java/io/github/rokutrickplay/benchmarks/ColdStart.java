package io.github.rokutrickplay.benchmarks;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.local.FolderUpload;
import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.NativeLayer;
import io.github.rokutrickplay.local.PlatformSettings;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.lambda.FunctionDefinition;
import io.github.rokutrickplay.local.lambda.InvocationResult;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import io.github.rokutrickplay.local.lambda.LambdaFunction;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts each function again and again as Lambda does, on demand and from a snapshot, and lets it do its work once cold and
 * once warm. What a snapshot cannot show here is the time that Lambda takes to restore one.
 */
public final class ColdStart {

    private final Path home;
    private final Path work;
    private final EmbeddedAws aws;

    /** A start, the first answer after it, and the second. */
    private record Run(Usage start, Usage first, Usage second) {}

    private record Scenario(FunctionName function, String how, FunctionDefinition definition) {}

    private ColdStart(Path home, Path work, EmbeddedAws aws) {
        this.home = home;
        this.work = work;
        this.aws = aws;
    }

    /**
     * @param arguments how often each start is measured
     */
    public static void main(String[] arguments) throws IOException {
        int runs = Integer.parseInt(arguments[0]);
        Path home = Path.of(System.getProperty("trickplay.home", "."));
        Path work = home.resolve("benchmarks/target/cold-start");
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            String report = new ColdStart(home, work, aws).measure(runs);
            System.out.println(report);
            Path file = home.resolve("docs/benchmarks/cold-start.md");
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, report);
        }
    }

    private String measure(int runs) throws IOException {
        uploadFilm();
        Map<Scenario, List<Run>> measured = new LinkedHashMap<>();
        scenarios().forEach(scenario -> measured.put(scenario, new ArrayList<>()));
        // The first round fills the page cache. Round by round, so that a busy minute of the machine is shared by all.
        for (int run = 0; run <= runs; run++) {
            boolean counts = run > 0;
            measured.forEach((scenario, all) -> {
                Run result = run(scenario);
                if (counts) {
                    all.add(result);
                }
            });
        }
        return report(measured, runs);
    }

    private void uploadFilm() throws IOException {
        aws.s3().createBucket(LocalPlatform.BUCKET);
        Path film = work.resolve("film");
        SampleFilm.write(FilmSpec.single(Duration.ofSeconds(30), 640, 360), film);
        try (AwsClients clients = new AwsClients(aws.environment())) {
            FolderUpload.upload(film, clients.objectStore(), LocalPlatform.BUCKET, Events.MEDIA_PATH);
        }
    }

    private List<Scenario> scenarios() {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_S3_BUCKET", LocalPlatform.BUCKET);
        environment.put("AWS_CLOUDFRONT_DISTRIBUTION_ID", LocalPlatform.DISTRIBUTION_ID);
        Duration visibility = Duration.ofSeconds(30);
        environment.put(
                "SQS_MANIFEST_QUEUE_URL",
                aws.queues().create("manifest-queue", visibility).url());
        environment.put(
                "SQS_CACHE_INVALIDATION_QUEUE_URL",
                aws.queues().create("invalidation-queue", visibility).url());
        Map<FunctionName, FunctionDefinition> functions = PlatformSettings.ofBuild(home, NativeLayer.zip(home), work)
                .withVariables(environment)
                .functions();
        List<Scenario> scenarios = new ArrayList<>();
        new TreeMap<>(functions).forEach((name, function) -> {
            scenarios.add(new Scenario(name, "on demand", function));
            scenarios.add(new Scenario(name, "SnapStart", snapStarted(function)));
            scenarios.add(new Scenario(
                    name,
                    "on demand, optimising compiler too",
                    function.withJvmOptions(List.of("-XX:TieredStopAtLevel=4"))));
            if (name == FunctionName.GENERATOR) {
                scenarios.add(new Scenario(name, "on demand, libraries extracted from a jar", extracting(function)));
            }
        });
        return scenarios;
    }

    private static FunctionDefinition snapStarted(FunctionDefinition function) {
        Map<String, String> environment = new HashMap<>(function.environment());
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        return function.withEnvironment(environment);
    }

    /** As it would be without the layer: JavaCPP finds its jars and extracts the libraries before it loads them. */
    private FunctionDefinition extracting(FunctionDefinition function) {
        String jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> jar.matches(".*/(ffmpeg|javacpp)-[\\d.-]+-linux-(x86_64|arm64)\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return function.withLayers(List.of())
                .withJvmOptions(List.of("-Xbootclasspath/a:" + jars, "-Dorg.bytedeco.javacpp.cachedir=" + cache()));
    }

    private Path cache() {
        return work.resolve("extracted").toAbsolutePath();
    }

    private Run run(Scenario scenario) {
        Folders.delete(cache());
        byte[] event = Events.of(scenario.function);
        try (LambdaFunction function = new LambdaFunction(scenario.definition, work, work)) {
            Stopwatch watch = new Stopwatch(function);
            function.start().ifPresent(error -> {
                throw new IllegalStateException(scenario + " does not start: " + error.message());
            });
            Usage start = watch.lap();
            invoke(function, event);
            Usage first = watch.lap();
            invoke(function, event);
            return new Run(start, first, watch.lap());
        }
    }

    private static void invoke(LambdaFunction function, byte[] event) {
        InvocationResult result = function.invoke(event);
        String answer = new String(result.payload(), StandardCharsets.UTF_8);
        if (!(result instanceof Success) || answer.contains("itemIdentifier") || answer.contains("\"reason\"")) {
            throw new IllegalStateException(function.definition().name() + " failed: " + answer);
        }
    }

    /** What a function's process has used since the last look. */
    private static final class Stopwatch {

        private final LambdaFunction function;
        private long wallNanos = System.nanoTime();
        private Duration cpu = Duration.ZERO;

        Stopwatch(LambdaFunction function) {
            this.function = function;
        }

        Usage lap() {
            long now = System.nanoTime();
            Duration used = function.cpuTime().orElseThrow();
            Usage usage = new Usage(Duration.ofNanos(now - wallNanos), used.minus(cpu));
            wallNanos = now;
            cpu = used;
            return usage;
        }
    }

    private static String report(Map<Scenario, List<Run>> measured, int runs) {
        StringBuilder report =
                new StringBuilder("""
                # Cold starts

                Written by `benchmarks/cold-start %d` on %s: %s.
                Each figure is the median of %d runs, in seconds: CPU of all cores / by the clock. The functions run under AWS's
                Runtime Interface Client in a JVM with C1 only, as Lambda's Java 21 does, against S3, SQS and CloudFront
                on the same machine, each with its work for a film of 30 s (three thumbnails in two sizes). Compare the CPU: the
                clock sees what else the machine did.

                *Start* ends when the function could be invoked: on demand it is part of each cold start. With SnapStart it
                holds the priming, is spent once when a version is published, and a cold start is Lambda's restoring of the
                snapshot (not measured here) and the *first answer*.

                | function | how | start | first answer | second answer |
                |---|---|---|---|---|
                """.formatted(runs, LocalDate.now(ZoneOffset.UTC), Machine.describe(), runs));
        measured.forEach((scenario, all) -> report.append("| %s | %s | %s | %s | %s |%n"
                .formatted(
                        scenario.function.deployedName(),
                        scenario.how,
                        Usage.median(all.stream().map(Run::start).toList()),
                        Usage.median(all.stream().map(Run::first).toList()),
                        Usage.median(all.stream().map(Run::second).toList()))));
        return report.toString();
    }
}
