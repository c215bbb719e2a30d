package io.github.rokutrickplay.local.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.storage.S3Location;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Asks a deployment's queues, logs and alarms. What cannot be asked is told, and holds up nothing else. */
public final class DeploymentReader implements AutoCloseable {

    private static final int LINES_OF_A_FUNCTION = 5;

    /** As many as CloudWatch takes at once. */
    private static final int ALARMS_AT_ONCE = 100;

    private final SqsClient sqs;
    private final CloudWatchLogsClient logs;
    private final CloudWatchClient alarms;

    /**
     * @param environment AWS_REGION, AWS_ENDPOINT_URL and those of one service, as the SDK reads them
     * @throws PermanentFailure if there is no region
     */
    public DeploymentReader(Map<String, String> environment) {
        try {
            sqs = SqsClient.builder()
                    .applyMutation(builder -> configure(builder, "SQS", environment))
                    .build();
            logs = CloudWatchLogsClient.builder()
                    .applyMutation(builder -> configure(builder, "CLOUDWATCH_LOGS", environment))
                    .build();
            alarms = CloudWatchClient.builder()
                    .applyMutation(builder -> configure(builder, "CLOUDWATCH", environment))
                    .build();
        } catch (SdkException e) {
            throw new PermanentFailure("AWS cannot be asked, set AWS_REGION and credentials: " + e.getMessage(), e);
        }
    }

    private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> void configure(
            B builder, String service, Map<String, String> environment) {
        builder.httpClientBuilder(Apache5HttpClient.builder());
        builder.credentialsProvider(credentials(environment));
        Optional.ofNullable(environment.get("AWS_REGION")).map(Region::of).ifPresent(builder::region);
        endpoint(environment, service).ifPresent(builder::endpointOverride);
    }

    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        return id == null || secret == null || environment.containsKey("AWS_SESSION_TOKEN")
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    private static Optional<URI> endpoint(Map<String, String> environment, String service) {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .map(URI::create);
    }

    /**
     * @param film its main playlist, file or MPD
     */
    public DeploymentFacts read(Deployment deployment, S3Location film, AssetNames names) {
        List<String> unknown = new ArrayList<>();
        DeadLetterQueues queues = new DeadLetterQueues(sqs);
        Map<String, Integer> waiting =
                ask("the queues", unknown, Map.of(), () -> queues.depths(deployment.queueUrls()));
        DeadLetterQueues.Look look = ask(
                "the dead letters",
                unknown,
                new DeadLetterQueues.Look(List.of(), false),
                () -> queues.look(deployment.deadLetterQueueUrls(), body -> isOf(film, names, body)));
        List<LogLine> lines = ask(
                "the logs",
                unknown,
                List.of(),
                () -> new FilmLog(logs, InstantSource.system())
                        .lines(deployment.logGroups(), names.mediaKey(), LINES_OF_A_FUNCTION));
        List<String> on = ask("the alarms", unknown, List.of(), () -> alarmsOn(deployment.alarms()));
        return new DeploymentFacts(waiting, look.letters(), look.more(), lines, on, unknown);
    }

    /** Events and messages name a film by its main playlist; invalidations by its key and path. */
    static boolean isOf(S3Location film, AssetNames names, String body) {
        if (body.contains(film.toString())) {
            return true;
        }
        try {
            JsonNode message = Json.readTree(body, "a message");
            return message.path("media_key").asText().equals(names.mediaKey())
                    && message.path("media_path").asText().equals(names.mediaPath());
        } catch (PermanentFailure e) {
            return false;
        }
    }

    private List<String> alarmsOn(List<String> names) {
        List<String> on = new ArrayList<>();
        for (int from = 0; from < names.size(); from += ALARMS_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(from + ALARMS_AT_ONCE, names.size()));
            alarms
                    .describeAlarms(request -> request.alarmNames(some).stateValue(StateValue.ALARM))
                    .metricAlarms()
                    .stream()
                    .map(MetricAlarm::alarmName)
                    .forEach(on::add);
        }
        return on;
    }

    private static <T> T ask(String what, List<String> unknown, T otherwise, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            unknown.add(what + ": " + e.getMessage());
            return otherwise;
        }
    }

    @Override
    public void close() {
        sqs.close();
        logs.close();
        alarms.close();
    }
}
