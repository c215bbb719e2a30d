package io.github.rokutrickplay.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.local.aws.Faults.Fault;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectStoreContract;
import io.github.rokutrickplay.storage.S3Location;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EmbeddedS3Test extends ObjectStoreContract {

    private static final ObjectStore STORE = new AwsClients(RunningAws.AWS.environment()).objectStore();

    private final EmbeddedS3 s3 = RunningAws.AWS.s3();

    @BeforeEach
    void createBucket() {
        s3.createBucket(bucket());
    }

    @AfterEach
    void clearFaults() {
        s3.faults().clear();
    }

    @Override
    protected ObjectStore store() {
        return STORE;
    }

    @Override
    protected String bucket() {
        return "contract-bucket";
    }

    @Test
    void isAskedAgainAfterSlowDown() {
        S3Location location = new S3Location(bucket(), "slow");
        s3.faults().failNext(1, Fault.SLOW_DOWN, call -> call.resource().endsWith("/slow"));

        store().put(location, new byte[] {1}, ObjectAttributes.ofType("text/plain"));

        assertThat(store().find(location, 1)).isPresent();
        assertThat(s3.journal().stream().filter(call -> call.equals(new AwsCall("PutObject", bucket() + "/slow"))))
                .hasSize(2);
    }
}
