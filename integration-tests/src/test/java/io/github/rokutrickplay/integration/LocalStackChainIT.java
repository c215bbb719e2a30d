package io.github.rokutrickplay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.NativeLayer;
import io.github.rokutrickplay.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The chain with S3 and SQS of LocalStack in Docker, on the image and with the init script of docker-compose.yml. CloudFront
 * stays embedded: the free image has none. LOCALSTACK_IMAGE names another image; LOCALSTACK_AUTH_TOKEN is passed on where it
 * is set.
 */
final class LocalStackChainIT extends ChainContract {

    private static final Pattern IMAGE = Pattern.compile("\\$\\{LOCALSTACK_IMAGE:-([^}]+)}");

    private static final String SCRIPT = "/etc/localstack/init/ready.d/trickplay.sh";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int EXECUTABLE = 0755;

    private static final String NO_DOCKER =
            "no Docker engine can be reached; the chain is tested on the embedded AWS only";

    private @Nullable LocalStackContainer container;

    @Override
    LocalPlatform start(Path folder) {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker) {
            // Said aloud too: Maven's summary counts what was skipped and does not say why.
            System.out.println("LocalStackChainIT is skipped: " + NO_DOCKER);
        }
        assumeTrue(docker, NO_DOCKER);
        String image =
                Optional.ofNullable(System.getenv("LOCALSTACK_IMAGE")).orElseGet(LocalStackChainIT::imageOfCompose);
        LocalStackContainer localStack = new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
        localStack.withCopyFileToContainer(
                MountableFile.forHostPath(Terraform.HOME.resolve("localstack-init.sh"), EXECUTABLE), SCRIPT);
        built(folder)
                .forEach(file -> localStack.withCopyFileToContainer(
                        MountableFile.forHostPath(file), "/opt/trickplay/" + Terraform.HOME.relativize(file)));
        Optional.ofNullable(System.getenv("LOCALSTACK_AUTH_TOKEN"))
                .ifPresent(token -> localStack.withEnv("LOCALSTACK_AUTH_TOKEN", token));
        container = localStack;
        localStack.start();
        await(
                "the init script's end",
                () -> run("test", "-f", "/tmp/trickplay-ready").getExitCode() == 0);
        Map<String, String> aws = new HashMap<>();
        aws.put("AWS_ENDPOINT_URL", localStack.getEndpoint().toString());
        aws.put("AWS_REGION", localStack.getRegion());
        aws.put("AWS_ACCESS_KEY_ID", localStack.getAccessKey());
        aws.put("AWS_SECRET_ACCESS_KEY", localStack.getSecretKey());
        return LocalPlatform.start(EmbeddedChainIT.settings(folder).withAws(aws));
    }

    /** What the init script deploys. Copied, not mounted: the Docker engine may be elsewhere. */
    private static List<Path> built(Path folder) {
        List<Path> files = new ArrayList<>(
                List.of(Terraform.HOME.resolve("terraform/event-pattern.json"), NativeLayer.zip(Terraform.HOME)));
        EmbeddedChainIT.settings(folder).functions().values().forEach(function -> files.add(function.code()));
        return files;
    }

    private static String imageOfCompose() {
        try {
            Matcher image = IMAGE.matcher(Files.readString(Terraform.HOME.resolve("docker-compose.yml")));
            assertThat(image.find()).isTrue();
            return image.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
            try {
                Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    private ExecResult run(String... command) {
        try {
            return Objects.requireNonNull(container).execInContainer(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String awslocal(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "awslocal";
        System.arraycopy(words, 0, command, 1, words.length);
        ExecResult result = run(command);
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        return result.getStdout().strip();
    }

    @Test
    void initScriptMakesQueuesThatRedriveAsTerraformsDo() {
        String url = awslocal("sqs", "get-queue-url", "--queue-name", "manifest-queue", "--output", "text");
        String attributes = awslocal("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All");

        assertThat(attributes)
                .contains("\"VisibilityTimeout\": \"720\"")
                .contains(":manifest-queue-dlq")
                .containsPattern("maxReceiveCount\\D+5");
        assertThat(awslocal("sqs", "list-queues"))
                .contains("invalidation-queue-dlq", "trick-play-generator-dlq", "undelivered-events-dlq");
    }

    @Test
    void initScriptMakesTheRuleOfTheSharedPattern() {
        assertThat(awslocal("events", "list-rules", "--query", "Rules[].EventPattern"))
                .contains("aws.mediaconvert", "JOB_COMPLETE");
    }

    @Test
    void initScriptMayRunAgain() {
        ExecResult again = run("bash", SCRIPT);

        assertThat(again.getExitCode()).as(again.getStderr()).isZero();
        assertThat(again.getStdout()).endsWith("trickplay: ready\n");
    }

    @Test
    void deployedChainWorksWhereTheEmulatorRunsFunctionsAndElseThereIsNone() {
        String said = Objects.requireNonNull(container).getLogs();
        if (said.contains("trickplay: skipped the functions: this emulator does not run them")) {
            assertThat(run("awslocal", "lambda", "get-function", "--function-name", "trick-play-generator")
                            .getExitCode())
                    .as("so that ./trickplay invoke asks the local server")
                    .isNotZero();
            return;
        }
        assertThat(said).contains("trickplay: layer ffmpeg and functions trick-play-generator, manifest-updater");
        film().upload(store(), "content/deployed/");

        String detail =
                Events.documented("deployed", "content/deployed/").replaceFirst("(?s)^\\{\"detail\":(.*)}$", "$1");
        awslocal(
                "events",
                "put-events",
                "--entries",
                "[{\"Source\":\"test\",\"DetailType\":\"test\",\"Detail\":" + Json.write(detail) + "}]");

        await(
                "the deployed functions",
                () -> Film.text(store(), at("content/deployed/play.m3u8")).contains("thumbs_640x360.m3u8"));
        assertThat(Film.frameNumbers(store(), "content/deployed/", "deployed", "big"))
                .containsExactly(0, 240, 480);
    }

    @AfterAll
    void stopContainer() {
        if (container != null) {
            container.stop();
        }
    }
}
