package io.github.rokutrickplay.local.aws;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 whose objects are in memory, on a port of 127.0.0.1. */
public final class EmbeddedS3 implements AutoCloseable {

    private static final URI ANY_PORT = URI.create("http://" + EmbeddedAws.HOST + ":0");

    /** What one PUT may hold in S3. */
    private static final long MAX_OBJECT_BYTES = 5L * 1024 * 1024 * 1024;

    private final ConcurrentLinkedQueue<AwsCall> journal = new ConcurrentLinkedQueue<>();
    private final Faults faults = new Faults();
    private final JournalingBlobStore store = new JournalingBlobStore(new TransientNio2BlobStore(), journal, faults);
    private final S3Proxy server;

    EmbeddedS3() {
        server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(ANY_PORT)
                .awsAuthentication(AuthenticationType.NONE, EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)
                .maxSinglePartObjectSize(MAX_OBJECT_BYTES)
                .v4MaxNonChunkedRequestSize(MAX_OBJECT_BYTES)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            server.start();
        } catch (Exception e) { // what S3Proxy declares
            throw new IllegalStateException("the embedded S3 did not start: " + e.getMessage(), e);
        }
    }

    public URI endpoint() {
        return URI.create("http://" + EmbeddedAws.HOST + ":" + server.getPort());
    }

    /** Makes a bucket, if there is none of that name. */
    public void createBucket(String name) {
        if (!store.containerExists(name)) {
            store.createContainer(name);
        }
    }

    /** The calls on objects so far, in their order; the resource is {@code bucket/key}. */
    public List<AwsCall> journal() {
        return List.copyOf(journal);
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // what S3Proxy declares
            throw new IllegalStateException("the embedded S3 did not stop: " + e.getMessage(), e);
        }
        store.close();
    }
}
