package io.github.rokutrickplay.local.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.cdn.CdnCache;
import io.github.rokutrickplay.cdn.CdnCacheContract;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.local.aws.Faults.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EmbeddedCloudFrontTest extends CdnCacheContract {

    private static final CdnCache CACHE = new AwsClients(RunningAws.AWS.environment()).cdnCache();

    private final EmbeddedCloudFront cloudFront = RunningAws.AWS.cloudFront();

    @Override
    protected CdnCache cache() {
        return CACHE;
    }

    @Override
    protected String distributionId() {
        return "ELOCAL0000001";
    }

    @Override
    protected List<String> invalidated(String callerReference) {
        return cloudFront.invalidations().stream()
                .filter(invalidation -> invalidation.callerReference().equals(callerReference))
                .flatMap(invalidation -> invalidation.paths().stream())
                .toList();
    }

    @Test
    void saysWithAnErrorOfItsOwnThatTooMuchIsInProgress() {
        cloudFront
                .faults()
                .failNext(
                        100,
                        Fault.TOO_MANY_INVALIDATIONS,
                        call -> call.resource().equals("EBUSY"));

        assertThatThrownBy(() -> cache().invalidate("EBUSY", List.of("/a"), "busy"))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("TooManyInvalidationsInProgress");
    }
}
