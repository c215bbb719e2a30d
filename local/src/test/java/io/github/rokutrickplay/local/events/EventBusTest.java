package io.github.rokutrickplay.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventBusTest {

    private static final String SEED_EVENT = """
            {"detail": {"eventType": "JOB_COMPLETE", "mediaKey": "unique-video-id", "mediaKeyId": "content/video123/",
              "outputGroupDetails": [{"outputDetails": [
                {"outputFilePaths": ["s3://bucket/content/video123/play.m3u8"]}]}]}}
            """;

    private final List<String> delivered = new ArrayList<>();
    private final EventBus bus = EventBus.ofProject(delivered::add);

    private static String mediaConvert(String status) {
        return """
                {"version": "0", "id": "d1", "detail-type": "MediaConvert Job State Change",
                 "source": "aws.mediaconvert", "account": "123456789012", "time": "2026-11-22T10:00:00Z",
                 "region": "us-east-1", "resources": ["arn:aws:mediaconvert:us-east-1:123456789012:jobs/1-a"],
                 "detail": {"timestamp": 1763805600000, "accountId": "123456789012",
                   "queue": "arn:aws:mediaconvert:us-east-1:123456789012:queues/Default", "jobId": "1-a",
                   "status": "%s", "userMetadata": {},
                   "outputGroupDetails": [{"type": "HLS_GROUP",
                     "playlistFilePaths": ["s3://bucket/films/a/main.m3u8"],
                     "outputDetails": [{"outputFilePaths": ["s3://bucket/films/a/main_720.m3u8"],
                       "durationInMs": 60000, "videoDetails": {"widthInPx": 1280, "heightInPx": 720}}]}]}}
                """.formatted(status);
    }

    @Test
    void handsOnTheCompletionOfAMediaConvertJob() {
        assertThat(bus.put(mediaConvert("COMPLETE"))).isTrue();
        assertThat(delivered).containsExactly(mediaConvert("COMPLETE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROGRESSING", "ERROR", "CANCELED", "STATUS_UPDATE", "INPUT_INFORMATION"})
    void keepsOtherStatesOfAJobAway(String status) {
        assertThat(bus.put(mediaConvert(status))).isFalse();
        assertThat(delivered).isEmpty();
    }

    @Test
    void handsOnTheEventOfOurDocumentation() {
        assertThat(bus.put(SEED_EVENT)).isTrue();
    }

    @Test
    void keepsOtherServicesEventsAway() {
        assertThat(bus.put("{\"source\":\"aws.batch\",\"detail\":{\"status\":\"COMPLETE\"}}"))
                .isFalse();
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> bus.put("no json")).isInstanceOf(IllegalArgumentException.class);
    }
}
