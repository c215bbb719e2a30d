package io.github.rokutrickplay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LambdaFunctionTest {

    private final LambdaFunction function;

    LambdaFunctionTest(@TempDir Path folder) {
        function = new LambdaFunction(
                TestFunctions.scripted()
                        .withEnvironment(Map.of("AWS_S3_BUCKET", "films"))
                        .withTimeout(Duration.ofSeconds(10)),
                folder,
                folder);
    }

    @BeforeAll
    void startsWithoutAnError() {
        assertThat(function.start()).isEmpty();
    }

    @AfterAll
    void close() {
        function.close();
    }

    private InvocationResult invoke(String event) {
        return function.invoke(event.getBytes(UTF_8));
    }

    private String answer(String event) {
        InvocationResult result = invoke(event);
        assertThat(result).isInstanceOf(Success.class);
        return new String(result.payload(), UTF_8);
    }

    @Test
    void answersWhatTheHandlerWrites() {
        assertThat(answer("{\"a\":\"ü\"}")).isEqualTo("{\"a\":\"ü\"}");
    }

    @Test
    void tellsTheFunctionWhoItIs() {
        assertThat(answer("\"context\"")).isEqualTo("scripted 256 true");
    }

    @Test
    void putsTheLibrariesOfALayerOnTheLibraryPathUnpackedOnce(@TempDir Path folder) throws IOException {
        Path layer = folder.resolve("layer.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(layer))) {
            zip.putNextEntry(new ZipEntry("lib/libexample.so.1"));
            zip.write("a library".getBytes(UTF_8));
        }
        FunctionDefinition definition = TestFunctions.scripted().withLayers(List.of(layer));

        for (int start = 0; start < 2; start++) {
            try (LambdaFunction layered = new LambdaFunction(definition, folder, folder)) {
                String environment = new String(
                        layered.invoke("\"environment\"".getBytes(UTF_8)).payload(), UTF_8);
                try (Stream<Path> unpacked = Files.list(folder.resolve("layers"))) {
                    Path lib = unpacked.reduce((one, other) -> {
                                throw new AssertionError("both " + one + " and " + other);
                            })
                            .orElseThrow()
                            .resolve("lib");
                    assertThat(environment).containsPattern("LD_LIBRARY_PATH=[^,]*:" + lib + "[,}]");
                    assertThat(lib.resolve("libexample.so.1")).hasContent("a library");
                }
            }
        }
    }

    @Test
    void givesTheFunctionItsOwnEnvironmentAndNotOurs() {
        assertThat(answer("\"environment\""))
                .contains("AWS_S3_BUCKET=films", "AWS_LAMBDA_FUNCTION_NAME=scripted")
                .doesNotContain("JAVA_HOME");
    }

    @Test
    void keepsTheProcessFromInvocationToInvocationAndThroughAnException() {
        String pid = answer("\"pid\"");

        InvocationResult result = invoke("\"throw\"");

        assertThat(result).isInstanceOfSatisfying(FunctionError.class, error -> {
            assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(error.message()).isEqualTo("told to throw");
            assertThat(error.payload()).asString(UTF_8).contains("stackTrace");
        });
        assertThat(answer("\"pid\"")).isEqualTo(pid);
    }

    @Test
    void startsAgainAfterTheProcessHasDied() {
        assertThat(invoke("\"halt\"")).isInstanceOfSatisfying(FunctionError.class, error -> {
            assertThat(error.type()).isEqualTo("Runtime.ExitError");
            assertThat(error.message()).contains("exit status 3");
        });

        assertThat(answer("1")).isEqualTo("1");
    }

    @Test
    void runsInvocationsOfManyThreadsOneAfterTheOther() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<String>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> callers.submit(() -> answer(String.valueOf(i))))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    void keepsWhatTheFunctionPrints() throws IOException {
        answer("\"printed\"");

        assertThat(Files.readString(function.log())).contains("got \"printed\"");
    }

    @Test
    void killsTheProcessWhenTimeRunsOutAndStartsAnother(@TempDir Path folder) {
        try (LambdaFunction hasty =
                new LambdaFunction(TestFunctions.scripted().withTimeout(Duration.ofSeconds(2)), folder, folder)) {
            assertThat(hasty.start()).isEmpty();

            InvocationResult result = hasty.invoke("\"sleep\"".getBytes(UTF_8));

            assertThat(result).isInstanceOfSatisfying(FunctionError.class, error -> {
                assertThat(error.type()).isEqualTo("Sandbox.Timedout");
                assertThat(error.message()).endsWith("Task timed out after 2.0 seconds");
            });
            assertThat(hasty.invoke("2".getBytes(UTF_8)).payload())
                    .asString(UTF_8)
                    .isEqualTo("2");
        }
    }

    @Test
    void saysWhyTheHandlerCouldNotBeConstructed(@TempDir Path folder) {
        FunctionDefinition definition =
                FunctionDefinition.of("misconfigured", MisconfiguredHandler.class.getName(), TestFunctions.code());
        try (LambdaFunction misconfigured = new LambdaFunction(definition, folder, folder)) {
            assertThat(misconfigured.start())
                    .hasValueSatisfying(error -> assertThat(error.message())
                            .contains("THUMBNAIL_INTERVAL=0 is not allowed: use seconds from 0.1 to 3600"));
            assertThat(misconfigured.invoke(new byte[0])).isInstanceOf(FunctionError.class);
        }
    }
}
