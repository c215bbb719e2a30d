package io.github.rokutrickplay.integration;

import java.util.Map;

/**
 * A call as IAM sees it.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource its ARN
 * @param context the condition keys that come with it
 */
record AwsRequest(String action, String resource, Map<String, String> context) {

    AwsRequest(String action, String resource) {
        this(action, resource, Map.of());
    }

    @Override
    public String toString() {
        return action + " " + resource + (context.isEmpty() ? "" : " " + context);
    }
}
