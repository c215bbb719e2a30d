package io.github.rokutrickplay.local.aws;

import java.net.URI;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** An SQS with Amazon's limits, on a port of 127.0.0.1. */
final class EmbeddedSqs implements AutoCloseable {

    private final SQSRestServer server;
    private final URI endpoint;

    EmbeddedSqs() {
        server = SQSRestServerBuilder.withInterface(EmbeddedAws.HOST)
                .withDynamicPort()
                .withSQSLimits(StrictSQSLimits$.MODULE$)
                .withAWSRegion(EmbeddedAws.REGION)
                .withAWSAccountId(EmbeddedAws.ACCOUNT_ID)
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        endpoint = URI.create("http://" + EmbeddedAws.HOST + ":" + port);
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
