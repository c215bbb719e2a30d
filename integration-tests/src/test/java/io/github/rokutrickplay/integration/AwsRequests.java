package io.github.rokutrickplay.integration;

import com.sun.net.httpserver.Headers;
import io.github.rokutrickplay.message.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The actions that calls need, as the Service Authorization Reference has them. A call that is not known here is an error.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Policy actions for S3</a>
 */
final class AwsRequests {

    /** The account that a rehearsed deployment is in. */
    static final String ACCOUNT = "123456789012";

    private static final Pattern DELETED_KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Pattern DISTRIBUTION = Pattern.compile("/[^/]+/distribution/([^/]+)/invalidation");
    private static final int NOT_FOUND = 404;

    private AwsRequests() {}

    /** A call over HTTP, and the status of its answer. */
    record Call(String method, URI uri, Headers headers, String body, int status) {

        AssertionError unknown() {
            return new AssertionError("which permission does " + method + " " + uri + " need?");
        }
    }

    static List<AwsRequest> ofS3(Call call) {
        String[] parts = call.uri().getPath().split("/", 3);
        String bucket = "arn:aws:s3:::" + parts[1];
        return parts.length < 3 || parts[2].isEmpty() ? ofBucket(call, bucket) : ofObject(call, bucket, parts[2]);
    }

    private static List<AwsRequest> ofBucket(Call call, String bucket) {
        Map<String, String> query = query(call.uri());
        if (call.method().equals("GET") && query.containsKey("list-type")) {
            Map<String, String> context =
                    query.containsKey("prefix") ? Map.of("s3:prefix", query.getOrDefault("prefix", "")) : Map.of();
            return List.of(new AwsRequest("s3:ListBucket", bucket, context));
        }
        if (call.method().equals("POST") && query.containsKey("delete")) {
            List<AwsRequest> deletions = new ArrayList<>();
            Matcher key = DELETED_KEY.matcher(call.body());
            while (key.find()) {
                deletions.add(new AwsRequest("s3:DeleteObject", bucket + "/" + key.group(1)));
            }
            return deletions;
        }
        throw call.unknown();
    }

    private static List<AwsRequest> ofObject(Call call, String bucket, String key) {
        String object = bucket + "/" + key;
        boolean tagging = query(call.uri()).containsKey("tagging");
        List<AwsRequest> requests = new ArrayList<>();
        switch (call.method()) {
            case "GET", "HEAD" -> {
                requests.add(new AwsRequest(tagging ? "s3:GetObjectTagging" : "s3:GetObject", object));
                if (call.status() == NOT_FOUND) {
                    // S3 says 404 only to those who may list the bucket, and asks that without a prefix; else 403.
                    requests.add(new AwsRequest("s3:ListBucket", bucket));
                }
            }
            case "PUT" -> {
                requests.add(new AwsRequest("s3:PutObject", object));
                if (call.headers().containsKey("x-amz-tagging")) {
                    requests.add(new AwsRequest("s3:PutObjectTagging", object));
                }
            }
            case "DELETE" -> requests.add(new AwsRequest("s3:DeleteObject", object));
            default -> throw call.unknown();
        }
        return requests;
    }

    static List<AwsRequest> ofSqs(Call call) {
        String operation = String.valueOf(call.headers().getFirst("X-Amz-Target"));
        if (!operation.startsWith("AmazonSQS.")) {
            throw call.unknown();
        }
        String url =
                Json.readTree(call.body(), "SQS's request").path("QueueUrl").asText();
        return List.of(new AwsRequest("sqs:" + operation.substring("AmazonSQS.".length()), queueArn(url)));
    }

    private static String queueArn(String url) {
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + url.substring(url.lastIndexOf('/') + 1);
    }

    static List<AwsRequest> ofCloudFront(Call call) {
        Matcher path = DISTRIBUTION.matcher(call.uri().getPath());
        if (!call.method().equals("POST") || !path.matches()) {
            throw call.unknown();
        }
        return List.of(new AwsRequest(
                "cloudfront:CreateInvalidation", "arn:aws:cloudfront::" + ACCOUNT + ":distribution/" + path.group(1)));
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
