package io.github.rokutrickplay.aws;

import io.github.rokutrickplay.cdn.CdnCache;
import io.github.rokutrickplay.config.FunctionSettings;
import io.github.rokutrickplay.notify.Notifier;
import io.github.rokutrickplay.notify.SlackNotifier;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.storage.ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes the ports' AWS adapters from environment variables: AWS_REGION, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 (and _SQS,
 * _CLOUDFRONT and so on), and the access key, which Lambda sets. What it has made works until it is closed; a function never
 * closes it.
 */
public final class AwsClients implements AutoCloseable {

    private static final String DEFAULT_REGION = "us-east-1";

    /** A segment of a few megabytes on a slow day; a hung connection is given up after this. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_ATTEMPTS = 5;

    /** Uploads and segment reads that may be under way at once, with room. */
    private static final int MAX_CONNECTIONS = 64;

    private final Map<String, String> environment;
    private final List<SdkAutoCloseable> clients = new CopyOnWriteArrayList<>();

    private final Duration attemptTimeout;

    public AwsClients(Map<String, String> environment) {
        this(environment, ATTEMPT_TIMEOUT);
    }

    AwsClients(Map<String, String> environment, Duration attemptTimeout) {
        this.environment = Map.copyOf(environment);
        this.attemptTimeout = attemptTimeout;
    }

    public ObjectStore objectStore() {
        return new S3ObjectStore(kept(configure(S3Client.builder(), "S3")
                // "bucket.127.0.0.1" is no host name, so an overridden endpoint gets the bucket in the path.
                .forcePathStyle(endpoint("S3").isPresent())
                .build()));
    }

    public MessageQueue messageQueue() {
        return new SqsMessageQueue(kept(configure(SqsClient.builder(), "SQS").build()));
    }

    public CdnCache cdnCache() {
        return new CloudFrontCache(kept(configure(CloudFrontClient.builder(), "CLOUDFRONT")
                .region(Region.AWS_GLOBAL)
                .build()));
    }

    private <C extends SdkAutoCloseable> C kept(C client) {
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(SdkAutoCloseable::close);
    }

    /** Slack where a webhook is configured, else nobody. */
    public Notifier notifier(FunctionSettings settings) {
        return settings.slackWebhook()
                .<Notifier>map(
                        webhook -> new SlackNotifier(() -> URI.create(resolve(webhook)), settings.notifySuccess()))
                .orElseGet(Notifier::none);
    }

    private String resolve(String webhook) {
        if (!webhook.startsWith("arn:")) {
            return webhook;
        }
        if (webhook.contains(":secretsmanager:")) {
            try (SecretsManagerClient client =
                    configure(SecretsManagerClient.builder(), "SECRETS_MANAGER").build()) {
                return client.getSecretValue(request -> request.secretId(webhook))
                        .secretString()
                        .strip();
            }
        }
        try (SsmClient client = configure(SsmClient.builder(), "SSM").build()) {
            return client.getParameter(request -> request.name(webhook).withDecryption(true))
                    .parameter()
                    .value()
                    .strip();
        }
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(B builder, String service) {
        SdkHttpClient.Builder<?> http = Apache5HttpClient.builder().maxConnections(MAX_CONNECTIONS);
        B configured = builder.httpClientBuilder(http)
                .region(Region.of(environment.getOrDefault("AWS_REGION", DEFAULT_REGION)))
                .credentialsProvider(credentials())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(attemptTimeout)
                        .apiCallTimeout(CALL_TIMEOUT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .build())
                        .build());
        return endpoint(service).map(configured::endpointOverride).orElse(configured);
    }

    private Optional<URI> endpoint(String service) {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .filter(url -> !url.isBlank())
                .map(URI::create);
    }

    private AwsCredentialsProvider credentials() {
        @Nullable String id = environment.get("AWS_ACCESS_KEY_ID");
        @Nullable String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        @Nullable String token = environment.get("AWS_SESSION_TOKEN");
        AwsCredentials credentials = token == null
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, token);
        return StaticCredentialsProvider.create(credentials);
    }
}
