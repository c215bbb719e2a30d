package io.github.rokutrickplay.integration;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rokutrickplay.local.LocalPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The chain with S3 and SQS of LocalStack in Docker. CloudFront stays embedded: the free image has none. The image can be
 * overridden by LOCALSTACK_IMAGE; LOCALSTACK_AUTH_TOKEN is passed on where it is set.
 */
final class LocalStackChainIT extends ChainContract {

    /** The last image that runs without a token. */
    private static final String DEFAULT_IMAGE = "localstack/localstack:4.14.0";

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
        String image = Optional.ofNullable(System.getenv("LOCALSTACK_IMAGE")).orElse(DEFAULT_IMAGE);
        LocalStackContainer localStack = new LocalStackContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
                .withServices("s3", "sqs");
        Optional.ofNullable(System.getenv("LOCALSTACK_AUTH_TOKEN"))
                .ifPresent(token -> localStack.withEnv("LOCALSTACK_AUTH_TOKEN", token));
        container = localStack;
        localStack.start();
        Map<String, String> aws = new HashMap<>();
        aws.put("AWS_ENDPOINT_URL", localStack.getEndpoint().toString());
        aws.put("AWS_REGION", localStack.getRegion());
        aws.put("AWS_ACCESS_KEY_ID", localStack.getAccessKey());
        aws.put("AWS_SECRET_ACCESS_KEY", localStack.getSecretKey());
        createBucket(localStack.getEndpoint(), aws);
        return LocalPlatform.start(EmbeddedChainIT.settings(folder).withAws(aws));
    }

    private static void createBucket(URI endpoint, Map<String, String> aws) {
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(aws.get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(aws.get("AWS_ACCESS_KEY_ID"), aws.get("AWS_SECRET_ACCESS_KEY"))))
                .build()) {
            s3.createBucket(request -> request.bucket(LocalPlatform.BUCKET));
        }
    }

    @AfterAll
    void stopContainer() {
        if (container != null) {
            container.stop();
        }
    }
}
