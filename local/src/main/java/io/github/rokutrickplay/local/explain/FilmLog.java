package io.github.rokutrickplay.local.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The last lines of a film in the functions' logs. */
final class FilmLog {

    /** CloudWatch answers the oldest first: the last hour is asked before the last day, and that before the rest. */
    private static final List<Duration> PERIODS = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(14));

    /** Each answer covers up to a megabyte of a log that was searched, whether or not anything was found in it. */
    private static final int MOST_PAGES = 25;

    private final CloudWatchLogsClient logs;
    private final InstantSource clock;

    FilmLog(CloudWatchLogsClient logs, InstantSource clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /**
     * @param logGroups by function
     * @return the last lines of each function, the oldest first
     */
    List<LogLine> lines(Map<String, String> logGroups, String mediaKey, int most) {
        List<LogLine> lines = new ArrayList<>();
        logGroups.forEach((function, group) -> lines.addAll(lines(function, group, mediaKey, most)));
        lines.sort(Comparator.comparing(LogLine::time));
        return lines;
    }

    private List<LogLine> lines(String function, String group, String mediaKey, int most) {
        String pattern = "{ $.mediaKey = \"" + mediaKey.replace("\\", "\\\\").replace("\"", "\\\"") + "\" }";
        Instant now = clock.instant();
        for (Duration period : PERIODS) {
            List<LogLine> found = new ArrayList<>();
            FilterLogEventsRequest request = FilterLogEventsRequest.builder()
                    .logGroupName(group)
                    .filterPattern(pattern)
                    .startTime(now.minus(period).toEpochMilli())
                    .build();
            String token = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                String next = token;
                FilterLogEventsResponse response = logs.filterLogEvents(request.copy(copy -> copy.nextToken(next)));
                response.events().forEach(event -> found.add(line(function, event)));
                token = response.nextToken();
                if (token == null) {
                    break;
                }
            }
            if (!found.isEmpty()) {
                return found.subList(Math.max(0, found.size() - most), found.size());
            }
        }
        return List.of();
    }

    private static LogLine line(String function, FilteredLogEvent event) {
        Instant time = Instant.ofEpochMilli(event.timestamp());
        try {
            JsonNode fields = Json.readTree(event.message(), "a log line");
            return new LogLine(
                    function,
                    time,
                    fields.path("level").asText("INFO"),
                    fields.path("message").asText());
        } catch (PermanentFailure e) {
            return new LogLine(function, time, "INFO", event.message().strip());
        }
    }
}
