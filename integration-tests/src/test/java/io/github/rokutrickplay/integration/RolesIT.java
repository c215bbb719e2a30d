package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.PlatformSettings;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.local.lambda.FunctionDefinition;
import io.github.rokutrickplay.manifest.PublishManifests;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That each function's role allows what the function does, as the embedded AWS sees it, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolesIT {

    /** What no function calls itself, and why the role has it all the same. */
    private static final Map<String, String> NOT_CALLED = Map.of(
            "logs:CreateLogStream", "Lambda writes the log with the function's role",
            "logs:PutLogEvents", "Lambda writes the log with the function's role",
            "xray:PutTraceSegments", "Lambda traces with the function's role",
            "xray:PutTelemetryRecords", "Lambda traces with the function's role",
            "sqs:ReceiveMessage", "the event source mapping polls with the function's role",
            "sqs:DeleteMessage", "the event source mapping polls with the function's role",
            "sqs:GetQueueAttributes", "the event source mapping polls with the function's role",
            "s3:AbortMultipartUpload", "only what has more than 8 MB is written in parts, and given up where it fails",
            "s3:GetObjectTagging", "the embedded S3 tells of no tags, so none are asked for; S3ObjectStore would",
            "s3:PutObjectTagging", "likewise: only a playlist that has tags is written with them");

    /** The local platform begins the names of its queues so on an AWS that it was given. */
    private static final List<String> NAMED_AS_HERE =
            List.of(Terraform.MINIMAL.get(0), Terraform.MINIMAL.get(1), "name_prefix=" + LocalPlatform.OWN_QUEUES);

    private static final String BUCKET_ARN = "arn:aws:s3:::" + LocalPlatform.BUCKET;
    private static final String QUEUE_ARN =
            "arn:aws:sqs:us-east-1:" + AwsRequests.ACCOUNT + ":" + LocalPlatform.OWN_QUEUES;

    private final Map<FunctionName, CallRecorder> recorders = new EnumMap<>(FunctionName.class);
    private @Nullable EmbeddedAws aws;
    private @Nullable LocalPlatform platform;
    private @Nullable Deployment deployment;

    @BeforeAll
    void runTheChain(@TempDir Path folder) {
        Terraform.assumeProvider();
        deployment = Terraform.rehearse(NAMED_AS_HERE);
        EmbeddedAws embedded = EmbeddedAws.start();
        aws = embedded;
        embedded.s3().createBucket(LocalPlatform.BUCKET);
        Map<FunctionName, FunctionDefinition> functions = new EnumMap<>(FunctionName.class);
        EmbeddedChainIT.settings(folder).functions().forEach((name, definition) -> {
            CallRecorder recorder = new CallRecorder(embedded.environment());
            recorders.put(name, recorder);
            Map<String, String> environment = new HashMap<>(recorder.environment());
            environment.putAll(AllOutputsIT.ALL);
            functions.put(name, definition.withEnvironment(environment));
        });
        PlatformSettings settings = EmbeddedChainIT.settings(folder);
        LocalPlatform started = LocalPlatform.start(new PlatformSettings(
                functions,
                settings.workFolder(),
                settings.logFolder(),
                embedded.environment(),
                settings.visibilityTimeout(),
                settings.maxReceiveCount(),
                settings.retryDelay()));
        platform = started;
        films(started, new Film(folder.resolve("film")));
    }

    /** A film that is published, twice; one that is not there; messages that are refused; a film that has become shorter; one that is removed. */
    private void films(LocalPlatform started, Film film) {
        ObjectStore store = started.objectStore();
        film.upload(store, "content/one/");
        film.upload(store, "content/");
        put(started, Events.documented("one", "content/one/"));
        put(started, Events.documented("one", "content/one/"));
        put(started, Events.documented("two", "content/"));
        put(started, Events.documented("missing", "content/missing/"));
        started.queues().send(started.manifests().queue(), "no message");
        started.queues().send(started.invalidations().queue(), "no message");
        film.upload(store, "content/three/");
        put(started, Events.documented("three", "content/three/"));
        assertThat(started.awaitIdle(Duration.ofMinutes(3))).isTrue();
        put(started, Events.removal("three", "content/three/"));
        assertThat(started.awaitIdle(Duration.ofMinutes(3))).isTrue();
        for (String path : List.of("content/one/", "content/")) {
            String key = path.equals("content/") ? "two" : "one";
            store.put(
                    new S3Location(LocalPlatform.BUCKET, path + "thumbs/" + key + "_small.00009.jpg"),
                    new byte[] {1},
                    ObjectAttributes.ofType("image/jpeg"));
            for (String suffix : List.of("m3u8", "vtt", "json", "mp4", "bif")) {
                store.put(
                        new S3Location(LocalPlatform.BUCKET, path + "thumbs_240x135." + suffix),
                        ("\nthumbs/" + key + "_small.00001.jpg").getBytes(UTF_8),
                        ObjectAttributes.ofType("text/plain"));
            }
            publishAnHourLater(path, key);
        }
    }

    private static void put(LocalPlatform started, String event) {
        assertThat(started.putEvent(event)).isTrue();
    }

    /** Surplus images and documents are removed when they are old: by the updater's own code, through its recorder. */
    private void publishAnHourLater(String mediaPath, String mediaKey) {
        Map<String, String> environment = new HashMap<>(EmbeddedAws.dummyCredentials());
        environment.putAll(recorder(FunctionName.UPDATER).environment());
        AwsClients clients = new AwsClients(environment);
        ManifestConfig config = ManifestConfig.of(Map.of("AWS_S3_BUCKET", LocalPlatform.BUCKET));
        String message = """
                {"media_key":"%2$s","media_path":"%3$s","hls_url":"s3://%1$s/%3$splay.m3u8",
                 "index_url":"s3://%1$s/%3$sthumbs/%2$s.index.json"}""".formatted(LocalPlatform.BUCKET, mediaKey, mediaPath);
        int deleted = new PublishManifests(
                        clients.objectStore(),
                        clients.messageQueue(),
                        config,
                        () -> Instant.now().plus(Duration.ofHours(1)))
                .publish(Json.read(message, ManifestMessage.class, "the message"))
                .surplusImagesDeleted();
        assertThat(deleted).isEqualTo(1);
    }

    @AfterAll
    void stop() {
        if (platform != null) {
            platform.close();
        }
        recorders.values().forEach(CallRecorder::close);
        if (aws != null) {
            aws.close();
        }
    }

    private CallRecorder recorder(FunctionName function) {
        return Objects.requireNonNull(recorders.get(function));
    }

    private IamPolicy policy(FunctionName function) {
        return Objects.requireNonNull(deployment).policy(function);
    }

    @ParameterizedTest
    @EnumSource
    void allowsEveryCallThatTheFunctionMakes(FunctionName function) {
        List<AwsRequest> calls = recorder(function).calls();

        assertThat(calls)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(policy(function).allows(call))
                        .as("%s may %s", function, call)
                        .isTrue());
    }

    @Test
    void sawWhatEachFunctionIsFor() {
        assertThat(actions(FunctionName.GENERATOR))
                .containsExactlyInAnyOrder("s3:GetObject", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage");
        assertThat(actions(FunctionName.UPDATER))
                .containsExactlyInAnyOrder(
                        "s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject", "sqs:SendMessage");
        assertThat(actions(FunctionName.INVALIDATOR))
                .containsExactlyInAnyOrder("cloudfront:CreateInvalidation", "sqs:SendMessage");
    }

    private Set<String> actions(FunctionName function) {
        return recorder(function).calls().stream().map(AwsRequest::action).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void allowsNothingThatTheFunctionDoesNotDo(FunctionName function) {
        List<AwsRequest> calls = recorder(function).calls();
        for (IamPolicy.Statement statement : policy(function).statements()) {
            for (String action : statement.actions()) {
                assertThat(action).doesNotContain("*");
                if (NOT_CALLED.containsKey(action)) {
                    continue;
                }
                for (String resource : statement.resources()) {
                    assertThat(calls)
                            .as("a call of %s that needs %s on %s (%s)", function, action, resource, statement.sid())
                            .anyMatch(call -> call.action().equals(action)
                                    && new IamPolicy.Statement(
                                                    "", List.of(action), List.of(resource), statement.conditions())
                                            .allows(call));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAllResourcesOnlyWhereAwsKnowsNoOthers(FunctionName function) {
        assertThat(policy(function).statements())
                .filteredOn(statement -> statement.resources().contains("*"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.actions())
                        .containsExactlyInAnyOrder("xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }

    @ParameterizedTest
    @EnumSource
    void deniesEveryoneElsesThings(FunctionName function) {
        List<AwsRequest> foreign = List.of(
                new AwsRequest("s3:GetObject", "arn:aws:s3:::another-bucket/content/one/play.m3u8"),
                new AwsRequest("s3:GetObject", BUCKET_ARN + "/private/one/play.m3u8"),
                new AwsRequest("s3:PutObject", BUCKET_ARN + "/private/thumbs/one_small.00001.jpg"),
                new AwsRequest("s3:DeleteObject", BUCKET_ARN + "/content/one/play.m3u8"),
                new AwsRequest("s3:ListBucket", BUCKET_ARN, Map.of("s3:prefix", "private/")),
                new AwsRequest("s3:ListBucket", "arn:aws:s3:::another-bucket"),
                new AwsRequest("s3:PutBucketPolicy", BUCKET_ARN),
                new AwsRequest("sqs:SendMessage", QUEUE_ARN + "another-queue"),
                new AwsRequest("sqs:PurgeQueue", QUEUE_ARN + "manifest-queue"),
                new AwsRequest(
                        "cloudfront:CreateInvalidation",
                        "arn:aws:cloudfront::" + AwsRequests.ACCOUNT + ":distribution/EANOTHER"),
                new AwsRequest("kms:Decrypt", "arn:aws:kms:us-east-1:" + AwsRequests.ACCOUNT + ":key/films"),
                new AwsRequest(
                        "secretsmanager:GetSecretValue",
                        "arn:aws:secretsmanager:us-east-1:" + AwsRequests.ACCOUNT + ":secret:slack-AbCdEf"));

        assertThat(foreign)
                .allSatisfy(call -> assertThat(policy(function).allows(call))
                        .as("%s may %s", function, call)
                        .isFalse());
    }

    @Test
    void deniesWhatIsAnotherFunctionsWork() {
        AwsRequest writeMainPlaylist = new AwsRequest("s3:PutObject", BUCKET_ARN + "/content/one/play.m3u8");
        AwsRequest invalidate = new AwsRequest("sqs:SendMessage", QUEUE_ARN + "invalidation-queue");
        AwsRequest publish = new AwsRequest("sqs:SendMessage", QUEUE_ARN + "manifest-queue");

        assertThat(policy(FunctionName.GENERATOR).allows(writeMainPlaylist)).isFalse();
        assertThat(policy(FunctionName.GENERATOR).allows(invalidate)).isFalse();
        assertThat(policy(FunctionName.UPDATER).allows(writeMainPlaylist)).isTrue();
        assertThat(policy(FunctionName.INVALIDATOR).allows(publish)).isFalse();
        assertThat(policy(FunctionName.INVALIDATOR)
                        .allows(new AwsRequest("s3:GetObject", BUCKET_ARN + "/content/one/play.m3u8")))
                .isFalse();
    }

    @Test
    void allowsKeysAndSecretsThatAreGivenThroughTheServicesThatUseThem() {
        Deployment full = Terraform.rehearse(Terraform.FULL);
        String key = "arn:aws:kms:us-east-1:" + AwsRequests.ACCOUNT + ":key/";
        Map<String, String> throughS3 = Map.of("kms:ViaService", "s3.us-east-1.amazonaws.com");
        Map<String, String> throughSqs = Map.of("kms:ViaService", "sqs.us-east-1.amazonaws.com");
        AwsRequest readFilm = new AwsRequest("kms:Decrypt", key + "films", throughS3);
        AwsRequest sendMessage = new AwsRequest("kms:GenerateDataKey", key + "queues", throughSqs);
        AwsRequest readWebhook = new AwsRequest(
                "secretsmanager:GetSecretValue",
                "arn:aws:secretsmanager:us-east-1:" + AwsRequests.ACCOUNT + ":secret:slack-AbCdEf");

        for (FunctionName function : FunctionName.values()) {
            IamPolicy policy = full.policy(function);
            assertThat(policy.allows(readFilm)).isEqualTo(function != FunctionName.INVALIDATOR);
            assertThat(policy.allows(sendMessage)).isTrue();
            assertThat(policy.allows(readWebhook)).isTrue();
            assertThat(policy.allows(new AwsRequest("kms:Decrypt", key + "films", throughSqs)))
                    .isFalse();
            assertThat(policy.allows(new AwsRequest("kms:Decrypt", key + "films")))
                    .isFalse();
        }
    }
}
