package io.github.rokutrickplay.aws;

import io.github.rokutrickplay.cdn.CdnCache;
import io.github.rokutrickplay.cdn.RefusedPathsFailure;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.InvalidArgumentException;

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
        } catch (InvalidArgumentException e) {
            // "Your request contains one or more invalid invalidation paths", and no word of which.
            throw new RefusedPathsFailure(
                    what(distributionId, paths) + " failed with InvalidArgument: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw AwsFailures.classify(what(distributionId, paths), e);
        }
    }

    private static String what(String distributionId, List<String> paths) {
        return "invalidating " + paths.size() + " paths of distribution " + distributionId;
    }
}
