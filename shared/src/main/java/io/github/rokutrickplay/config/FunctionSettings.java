package io.github.rokutrickplay.config;

import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every function is configured with.
 *
 * @param deadLetterQueueUrl where refused work is recorded; without it a refusal is thrown, and Lambda's or SQS's own
 *     redrive takes it to where they are configured to
 * @param slackWebhook an https URL, or the ARN of the secret or parameter that holds one
 * @param notifySuccess whether Slack hears of successes too
 */
public record FunctionSettings(
        Optional<String> deadLetterQueueUrl,
        Optional<String> slackWebhook,
        boolean notifySuccess,
        MetricsSettings metrics) {

    private static final Pattern SECRET_ARN = Pattern.compile("arn:[a-z-]+:(secretsmanager|ssm):.+");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    static FunctionSettings read(Environment environment) {
        Optional<String> slackWebhook = environment.readSecret(
                Setting.SLACK_WEBHOOK_URL,
                value -> Optional.of(value).filter(FunctionSettings::isWebhook),
                "an https:// URL, or the ARN of a Secrets Manager secret or an SSM parameter that holds one");
        boolean notifySuccess = environment.readBoolean(Setting.ENABLE_SLACK_NOTIFICATIONS);
        if (notifySuccess) {
            environment.require(
                    Setting.SLACK_WEBHOOK_URL,
                    "ENABLE_SLACK_NOTIFICATIONS is true, so set it to your webhook's URL or ARN");
        }
        return new FunctionSettings(
                queueUrl(environment, Setting.DEAD_LETTER_QUEUE_URL),
                slackWebhook,
                notifySuccess,
                MetricsSettings.read(environment));
    }

    static Optional<String> queueUrl(Environment environment, Setting setting) {
        return environment.readOptional(
                setting,
                value -> Optional.of(value).filter(FunctionSettings::isHttp),
                "an SQS queue's URL, such as https://sqs.us-east-1.amazonaws.com/123456789012/manifest-queue");
    }

    static List<String> buckets(Environment environment) {
        environment.require(
                Setting.AWS_S3_BUCKET, "set it to the bucket of your videos (several: separate them by commas)");
        return environment
                .readOptional(
                        Setting.AWS_S3_BUCKET,
                        value -> Optional.of(commaSeparated(value))
                                .filter(buckets -> buckets.stream().allMatch(BUCKET.asMatchPredicate())),
                        "a bucket's name, or several separated by commas")
                .orElse(List.of());
    }

    static PublicUrlPrefixes publicUrls(Environment environment) {
        return environment
                .readOptional(
                        Setting.PUBLIC_URL_PREFIXES,
                        PublicUrlPrefixes::parse,
                        "URLs and the part of a bucket that each serves, both with a '/' at the end, such as"
                                + " https://d111111abcdef8.cloudfront.net/=s3://my-bucket/ or"
                                + " https://cdn.example.com/vod/=s3://my-bucket/content/, separated by commas")
                .orElse(PublicUrlPrefixes.NONE);
    }

    static List<String> commaSeparated(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).distinct().toList();
    }

    private static boolean isWebhook(String value) {
        return SECRET_ARN.matcher(value).matches() || isHttp(value);
    }

    private static boolean isHttp(String value) {
        try {
            URI uri = URI.create(value);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return http && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
