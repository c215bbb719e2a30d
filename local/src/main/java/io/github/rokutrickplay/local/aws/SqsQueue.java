package io.github.rokutrickplay.local.aws;

import java.time.Duration;

/**
 * A queue and where it is.
 *
 * @param visibilityTimeout how long a message that was received, and not deleted, stays hidden
 */
public record SqsQueue(String name, String url, String arn, Duration visibilityTimeout) {}
