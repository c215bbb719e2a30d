package io.github.rokutrickplay.benchmarks;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.NativeLayer;
import io.github.rokutrickplay.local.PlatformSettings;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.lambda.FunctionDefinition;
import io.github.rokutrickplay.local.lambda.InvocationResult;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import io.github.rokutrickplay.local.lambda.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The work from S3: what a network's latency costs, and what Lambda bills at several sizes of memory. */
final class Functions {

    private static final Duration LENGTH = Duration.ofHours(2);
    private static final Duration LATENCY = Duration.ofMillis(30);
    private static final int MB_A_CORE = 1769;
    private static final List<Integer> MEMORY_MB = List.of(1024, MB_A_CORE, 2 * MB_A_CORE);
    private static final double USD_A_GB_SECOND = 0.0000133334;
    private static final double MB_A_GB = 1024;

    private final Path home;
    private final Path work;
    private final Films films;

    Functions(Path home, Path work, Films films) {
        this.home = home;
        this.work = work;
        this.films = films;
    }

    String measure(int runs) throws IOException {
        BenchmarkFilm film = films.ladder(LENGTH);
        try (EmbeddedAws aws = EmbeddedAws.start();
                AwsClients clients = new AwsClients(aws.environment())) {
            aws.s3().createBucket(LocalPlatform.BUCKET);
            film.upload(clients.objectStore(), LocalPlatform.BUCKET, Events.MEDIA_PATH);
            return latency(aws, runs) + "\n" + memory(aws, runs) + "\n" + new Chain(home, work, films).measure(runs);
        }
    }

    private String latency(EmbeddedAws aws, int runs) throws IOException {
        List<Measured> near = new ArrayList<>();
        List<Measured> far = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            near.add(process(aws, Duration.ZERO));
            far.add(process(aws, LATENCY));
        }
        Usage one = Measured.median(near).usage();
        Usage other = Measured.median(far).usage();
        return String.format(
                Locale.ROOT,
                """
                ## From S3

                `./trickplay process s3://...` on the 2-hour ladder in the embedded S3, which shares the cores; medians of %d runs.

                | latency added to each request | wall s | CPU s | times the wall without |
                |---|---|---|---|
                | none | %.2f | %.2f | |
                | %d ms | %.2f | %.2f | %.2f |
                """,
                runs,
                one.wall().toMillis() / 1e3,
                one.cpu().toMillis() / 1e3,
                LATENCY.toMillis(),
                other.wall().toMillis() / 1e3,
                other.cpu().toMillis() / 1e3,
                (double) other.wall().toMillis() / one.wall().toMillis());
    }

    private Measured process(EmbeddedAws aws, Duration latency) throws IOException {
        aws.s3().faults().setLatency(latency);
        String playlist = "s3://" + LocalPlatform.BUCKET + "/" + Events.MEDIA_PATH + "main.m3u8";
        return Measured.run(
                List.of(home.resolve("trickplay").toString(), "process", playlist),
                aws.environment(),
                Folders.fresh(work).resolve("log"));
    }

    private String memory(EmbeddedAws aws, int runs) {
        aws.s3().faults().setLatency(LATENCY);
        StringBuilder report = new StringBuilder(String.format(
                Locale.ROOT, """
                ## What Lambda bills

                The deployed jar and layer under AWS's Runtime Interface Client, the 2-hour ladder in the embedded S3, whose every request
                takes %d ms more; medians of %d runs. %,d MB are one core to Lambda: the function is bound to one, or to two. %,d MB are
                58 %% of a core, which nothing here can give: its seconds are those of one core times 1.73, the most that it can be.
                *Cold* is the first invocation of a fresh JVM without SnapStart, *warm* the second. USD an hour of film, warm: GB-seconds
                x %.10f / 2.

                | memory | cold s | warm s | warm GB-s | USD an hour of film |
                |---|---|---|---|---|
                """, LATENCY.toMillis(), runs, MB_A_CORE, MEMORY_MB.getFirst(), USD_A_GB_SECOND));
        for (int memory : MEMORY_MB) {
            List<Usage> cold = new ArrayList<>();
            List<Usage> warm = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                List<Usage> both = invokeTwice(aws, memory);
                cold.add(both.get(0));
                warm.add(both.get(1));
            }
            double stretch = Math.max(1, (double) MB_A_CORE / memory);
            double coldSeconds = stretch * Usage.median(cold).wall().toMillis() / 1e3;
            double warmSeconds = stretch * Usage.median(warm).wall().toMillis() / 1e3;
            double gigabyteSeconds = warmSeconds * memory / MB_A_GB;
            report.append(String.format(
                    Locale.ROOT,
                    "| %,d MB | %.2f | %.2f | %.2f | %.6f |%n",
                    memory,
                    coldSeconds,
                    warmSeconds,
                    gigabyteSeconds,
                    gigabyteSeconds * USD_A_GB_SECOND / LENGTH.toHours()));
        }
        return report.toString();
    }

    private List<Usage> invokeTwice(EmbeddedAws aws, int memoryMb) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_S3_BUCKET", LocalPlatform.BUCKET);
        PlatformSettings settings =
                PlatformSettings.ofBuild(home, NativeLayer.zip(home), work).withVariables(environment);
        int cores = Math.max(1, memoryMb / MB_A_CORE);
        FunctionDefinition definition = settings.definition(FunctionName.GENERATOR)
                .withMemoryMb(memoryMb)
                .withJvmOptions(List.of("-XX:ActiveProcessorCount=" + cores));
        byte[] event = Events.of(FunctionName.GENERATOR);
        try (LambdaFunction function = new LambdaFunction(definition, settings.workFolder(), settings.logFolder())) {
            function.start();
            bind(function, cores);
            List<Usage> both = new ArrayList<>();
            for (int invocation = 0; invocation < 2; invocation++) {
                Duration before = function.cpuTime().orElseThrow();
                long start = System.nanoTime();
                InvocationResult result = function.invoke(event);
                Duration wall = Duration.ofNanos(System.nanoTime() - start);
                if (!(result instanceof Success)) {
                    throw new IllegalStateException(new String(result.payload(), StandardCharsets.UTF_8));
                }
                both.add(new Usage(wall, function.cpuTime().orElseThrow().minus(before)));
            }
            return both;
        }
    }

    /** Lets a function's process use only the first cores. */
    private static void bind(LambdaFunction function, int cores) {
        try {
            Process taskset = new ProcessBuilder(
                            "taskset",
                            "--all-tasks",
                            "--cpu-list",
                            "--pid",
                            "0-" + (cores - 1),
                            String.valueOf(function.pid().orElseThrow()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IllegalStateException("taskset failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("taskset (util-linux) is needed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
