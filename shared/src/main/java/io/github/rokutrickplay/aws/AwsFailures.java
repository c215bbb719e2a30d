package io.github.rokutrickplay.aws;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.failure.TransientFailure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts what the SDK throws into the two kinds of failure. */
final class AwsFailures {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Sent with status 400 or 403, and yet gone after a while: throttling, clock skew, rotated credentials. */
    private static final Set<String> PASSING = Set.of(
            "RequestTimeout",
            "RequestTimeTooSkewed",
            "ExpiredToken",
            "ExpiredTokenException",
            "TooManyInvalidationsInProgress",
            "OverLimit",
            "RequestThrottled",
            "KMSThrottlingException",
            "KMS.ThrottlingException");

    private AwsFailures() {}

    /**
     * @param what the call and its object: "reading s3://bucket/key"
     */
    static PipelineException classify(String what, SdkException e) {
        if (!(e instanceof AwsServiceException service)) {
            return new TransientFailure(what + " failed: " + e.getMessage(), e);
        }
        String code = service.awsErrorDetails() == null
                ? "status " + service.statusCode()
                : service.awsErrorDetails().errorCode();
        String message = what + " failed with " + code + ": " + service.getMessage();
        boolean passing = service.statusCode() >= SERVER_ERROR
                || service.statusCode() == TOO_MANY_REQUESTS
                || service.isThrottlingException()
                || service.isClockSkewException()
                || PASSING.contains(code);
        return passing ? new TransientFailure(message, e) : new PermanentFailure(message, e);
    }
}
