package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.message.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Terraform on this machine, without AWS. {@code terraform} comes from the PATH; in the AWS provider's place stands
 * terraform-offline, from the folder that TERRAFORM_OFFLINE names or from {@code ../shared/tools/terraform-offline}, which
 * serves the provider's schema. Tests are skipped, and say so, where either is missing.
 */
final class Terraform {

    static final Path HOME =
            Path.of(System.getProperty("trickplay.home", "..")).toAbsolutePath().normalize();

    /** Those of a deployment that names each thing that can be named; the local platform's bucket and distribution. */
    static final List<String> FULL = List.of(
            "buckets={\"trick-play-bucket\"={prefixes=[\"content/\"]}}",
            "cloudfront_distribution_ids=[\"ELOCAL0000001\"]",
            "kms_key_arn=arn:aws:kms:us-east-1:123456789012:key/queues",
            "bucket_kms_key_arns=[\"arn:aws:kms:us-east-1:123456789012:key/films\"]",
            "slack_webhook_arn=arn:aws:secretsmanager:us-east-1:123456789012:secret:slack-AbCdEf",
            "slack_webhook_kms_key_arn=arn:aws:kms:us-east-1:123456789012:key/slack",
            "mediaconvert_queue_arns=[\"arn:aws:mediaconvert:us-east-1:123456789012:queues/films\"]",
            "user_metadata_filter={trickPlay=[\"true\"]}",
            "encryption_key_url_prefixes=[\"https://keys.example.com/films/\"]",
            "thumbnails={sizes=[\"320x180\",\"640x360\"],bif=true,bif_sizes=[\"640x360\"]}",
            "public_url_prefixes={\"https://cdn.example.com/vod/\"=\"s3://trick-play-bucket/content/\"}",
            "alarm_emails=[\"video-ops@example.com\"]",
            "name_prefix=staging-");

    /** Those that have to be given. */
    static final List<String> MINIMAL = FULL.subList(0, 2);

    private static final int MINUTES = 4;

    private static boolean initialised;
    private static boolean told;
    private static final Map<List<String>, Deployment> REHEARSED = new HashMap<>();

    private Terraform() {}

    /** What a command printed, and how it ended. */
    record Result(int status, String output) {}

    static void assumeInstalled() {
        boolean installed = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "terraform")));
        assume(installed, "terraform is not on the PATH");
    }

    static void assumeProvider() {
        assumeInstalled();
        assume(offline().isPresent(), "there is no terraform-offline: see CONTRIBUTING.md");
    }

    private static synchronized void assume(boolean met, String reason) {
        if (!met && !told) {
            told = true;
            // Said aloud too: Maven's summary counts what was skipped and does not say why.
            System.out.println("The checks of terraform/ are skipped: " + reason);
        }
        assumeTrue(met, reason);
    }

    private static Optional<Path> offline() {
        return Optional.ofNullable(System.getenv("TERRAFORM_OFFLINE"))
                .map(Path::of)
                .or(() -> Optional.of(HOME.resolve("../shared/tools/terraform-offline")))
                .map(folder -> folder.resolve("terraform-offline"))
                .filter(Files::isRegularFile);
    }

    /** Runs terraform itself, in the folder {@code terraform}. */
    static Result run(String... arguments) {
        return start(List.of("terraform"), arguments);
    }

    /** Runs it with the stand-in for the provider; it is initialised before. */
    static synchronized Result offline(String... arguments) {
        Path program = offline().orElseThrow();
        if (!initialised) {
            Result init = start(List.of("bash", program.toString()), "-chdir=.", "init");
            assertThat(init.status()).as(init.output()).isZero();
            initialised = true;
        }
        return start(List.of("bash", program.toString()), arguments);
    }

    /** Everything as it is when all is made, as {@code terraform show -json} tells it. */
    static synchronized Deployment rehearse(List<String> variables) {
        return REHEARSED.computeIfAbsent(variables, Terraform::rehearseAnew);
    }

    private static Deployment rehearseAnew(List<String> variables) {
        try {
            Path state = Files.createTempFile("deployment", ".json");
            List<String> arguments = new ArrayList<>(List.of("-chdir=.", "rehearse", "-json=" + state));
            variables.forEach(variable -> arguments.add("-var=" + variable));
            Result result = offline(arguments.toArray(String[]::new));
            assertThat(result.status()).as(result.output()).isZero();
            JsonNode json = Json.readTree(Files.readString(state), "the state");
            Files.delete(state);
            return new Deployment(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result start(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("terraform", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(HOME.resolve("terraform").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(Map.of("TF_IN_AUTOMATION", "1", "TF_CLI_ARGS", "-no-color"));
            Process process = builder.start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String text = Files.readString(output, UTF_8);
            Files.delete(output);
            if (!ended) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended: " + text);
            }
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
