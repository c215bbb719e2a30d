package io.github.rokutrickplay.snapshot;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function's work done once, for the sake of the classes and libraries that it loads, on an AWS that lives in this process.
 * No real credentials and no network are used, and nothing is left over but what was loaded.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Lambda SnapStart runtime
 *     hooks for Java</a>
 */
public final class Priming {

    /** The only bucket that there is while a function is primed. */
    public static final String BUCKET = "priming";

    private static final Logger log = LoggerFactory.getLogger(Priming.class);

    /** One function's work. */
    public interface Work {
        /** @param environment the function's own, but for what leads to an AWS and to people */
        void run(Map<String, String> environment);
    }

    private Priming() {}

    /**
     * Primes a function. A failure is logged, and costs the first invocation its head start: no reason to have no
     * snapshot.
     *
     * @param environment the function's
     * @param objects what that bucket holds, by key
     */
    @SuppressWarnings("CatchingUnchecked") // as said
    public static void attempt(Map<String, String> environment, Map<String, byte[]> objects, Work work) {
        long start = System.nanoTime();
        try {
            run(environment, objects, work);
            log.atInfo()
                    .addKeyValue(
                            "millis",
                            Duration.ofNanos(System.nanoTime() - start).toMillis())
                    .log("primed for the snapshot");
        } catch (RuntimeException e) {
            log.warn("priming for the snapshot failed; the first invocation will be slower", e);
        }
    }

    /** As {@link #attempt}, but what goes wrong is thrown. */
    public static void run(Map<String, String> environment, Map<String, byte[]> objects, Work work) {
        greet();
        try (PrimingAws aws = new PrimingAws(objects)) {
            Map<String, String> primed = new HashMap<>(environment);
            primed.keySet().removeIf(name -> name.startsWith("AWS_ENDPOINT_URL_"));
            primed.keySet().removeAll(Set.of("AWS_SESSION_TOKEN", "SLACK_WEBHOOK_URL"));
            primed.putAll(Map.of(
                    "AWS_ENDPOINT_URL",
                    aws.endpoint(),
                    "AWS_ACCESS_KEY_ID",
                    "priming",
                    "AWS_SECRET_ACCESS_KEY",
                    "priming",
                    "AWS_S3_BUCKET",
                    BUCKET,
                    "AWS_CLOUDFRONT_DISTRIBUTION_ID",
                    "EPRIMING",
                    "ENABLE_SLACK_NOTIFICATIONS",
                    "False",
                    "SQS_MANIFEST_QUEUE_URL",
                    aws.endpoint() + "/000000000000/manifest-queue",
                    "SQS_CACHE_INVALIDATION_QUEUE_URL",
                    aws.endpoint() + "/000000000000/invalidation-queue"));
            work.run(primed);
        }
    }

    /** The first message of a TLS handshake, to nobody: AWS is reached by HTTPS, and its stand-in here is not. */
    private static void greet() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
            engine.setUseClientMode(true);
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (NoSuchAlgorithmException | SSLException e) {
            throw new IllegalStateException("TLS cannot be used: " + e.getMessage(), e);
        }
    }
}
