package io.github.rokutrickplay.local.aws;

import java.util.HashMap;
import java.util.Map;

/**
 * S3, SQS and CloudFront in this process, each on a free port of 127.0.0.1. What they hold is gone when they are closed.
 */
public final class EmbeddedAws implements AutoCloseable {

    public static final String REGION = "us-east-1";
    public static final String ACCOUNT_ID = "000000000000";

    static final String HOST = "127.0.0.1";
    static final String ACCESS_KEY_ID = "embedded";
    static final String SECRET_ACCESS_KEY = "embedded";

    private final EmbeddedS3 s3;
    private final EmbeddedSqs sqs;
    private final EmbeddedCloudFront cloudFront;
    private final SqsQueues queues;

    private EmbeddedAws() {
        s3 = new EmbeddedS3();
        sqs = new EmbeddedSqs();
        cloudFront = new EmbeddedCloudFront();
        queues = new SqsQueues(environment());
    }

    public static EmbeddedAws start() {
        return new EmbeddedAws();
    }

    /** The environment variables that make an SDK client, or a function, use these services. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(dummyCredentials());
        environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_CLOUDFRONT", cloudFront.endpoint().toString());
        return Map.copyOf(environment);
    }

    /** A region and credentials that no service checks. */
    public static Map<String, String> dummyCredentials() {
        return Map.of(
                "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    }

    public EmbeddedS3 s3() {
        return s3;
    }

    public EmbeddedCloudFront cloudFront() {
        return cloudFront;
    }

    public SqsQueues queues() {
        return queues;
    }

    @Override
    public void close() {
        queues.close();
        s3.close();
        sqs.close();
        cloudFront.close();
    }
}
