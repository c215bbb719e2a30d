package io.github.rokutrickplay.aws;

import io.github.rokutrickplay.cdn.CdnCache;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** Amazon CloudFront. */
final class CloudFrontCache implements CdnCache {

    private final CloudFrontClient cloudFront;

    CloudFrontCache(CloudFrontClient cloudFront) {
        this.cloudFront = cloudFront;
    }

    @Override
    public String invalidate(String distributionId, List<String> paths, String callerReference) {
        try {
            return cloudFront
                    .createInvalidation(request -> request.distributionId(distributionId)
                            .invalidationBatch(batch -> batch.callerReference(callerReference)
                                    .paths(list -> list.items(paths).quantity(paths.size()))))
                    .invalidation()
                    .id();
        } catch (SdkException e) {
            throw AwsFailures.classify("invalidating " + paths.size() + " paths of distribution " + distributionId, e);
        }
    }
}
