package io.github.rokutrickplay.generator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.S3Location;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThumbnailPlannerTest {

    private static final S3Location PLAYLIST = S3Location.parse("s3://bucket/film/360/index.m3u8");
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static ThumbnailPlan plan(String lines, Duration interval) {
        PlaylistText text = PlaylistText.parse(("#EXTM3U\n" + lines).getBytes(StandardCharsets.UTF_8));
        return new ThumbnailPlanner(PLAYLIST, new AssetBoundary("bucket", List.of("film/")))
                .plan((MediaPlaylist) Playlist.parse(text), interval);
    }

    private static String vod(String... segments) {
        return String.join("\n", segments) + "\n#EXT-X-ENDLIST\n";
    }

    @Test
    void setsAMarkAtEveryMultipleOfTheIntervalBelowTheDuration() {
        ThumbnailPlan plan = plan(
                vod("#EXTINF:6,", "a.ts", "#EXTINF:6,", "b.ts", "#EXTINF:6,", "c.ts", "#EXTINF:2,", "d.ts"),
                TEN_SECONDS);

        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plan.marks()).containsExactly(new Mark(1, Duration.ZERO, 0), new Mark(2, TEN_SECONDS, 1));
    }

    @Test
    void givesAMarkOnABoundaryToTheSegmentThatStartsThere() {
        ThumbnailPlan plan = plan(vod("#EXTINF:10,", "a.ts", "#EXTINF:10.000001,", "b.ts"), TEN_SECONDS);

        assertThat(plan.marks())
                .containsExactly(
                        new Mark(1, Duration.ZERO, 0),
                        new Mark(2, TEN_SECONDS, 1),
                        new Mark(3, Duration.ofSeconds(20), 1));
    }

    @Test
    void givesAClipShorterThanTheIntervalOneMark() {
        assertThat(plan(vod("#EXTINF:0.5,", "a.ts"), TEN_SECONDS).marks())
                .containsExactly(new Mark(1, Duration.ZERO, 0));
    }

    @Test
    void countsRunsFromDiscontinuityToDiscontinuity() {
        ThumbnailPlan plan = plan(
                vod(
                        "#EXT-X-DISCONTINUITY",
                        "#EXTINF:4,",
                        "a.ts",
                        "#EXTINF:4,",
                        "b.ts",
                        "#EXT-X-DISCONTINUITY",
                        "#EXTINF:4,",
                        "c.ts"),
                TEN_SECONDS);

        assertThat(plan.segments()).extracting(PlannedSegment::run).containsExactly(0, 0, 1);
        assertThat(plan.segments().getLast().start()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void resolvesSegmentsByteRangesAndInitializationSections() {
        ThumbnailPlan plan = plan(
                vod(
                        "#EXT-X-MAP:URI=\"../all.mp4\",BYTERANGE=\"700@0\"",
                        "#EXTINF:6,",
                        "#EXT-X-BYTERANGE:1000@700",
                        "../all.mp4",
                        "#EXTINF:6,",
                        "#EXT-X-BYTERANGE:500",
                        "../all.mp4"),
                TEN_SECONDS);

        S3Location all = S3Location.parse("s3://bucket/film/all.mp4");
        PlannedSegment second = plan.segments().get(1);
        assertThat(second.media()).isEqualTo(new StoredBytes(all, new ByteRange(1700, 500)));
        assertThat(second.initialization()).isEqualTo(new StoredBytes(all, new ByteRange(0, 700)));
    }

    @Test
    void refusesALivePlaylist() {
        assertThatThrownBy(() -> plan("#EXTINF:6,\na.ts\n", TEN_SECONDS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("has no EXT-X-ENDLIST");
    }

    @Test
    void refusesAPlaylistWithoutSegmentsOrOfNoLength() {
        assertThatThrownBy(() -> plan("#EXT-X-ENDLIST\n", TEN_SECONDS)).hasMessageContaining("has no segments");
        assertThatThrownBy(() -> plan(vod("#EXTINF:0,", "a.ts"), TEN_SECONDS))
                .hasMessageContaining("duration of 0 seconds");
    }

    @Test
    void refusesEncryptionOnlyWhereAMarkNeedsTheSegment() {
        String key = "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://x\",KEYFORMAT=\"com.apple.streamingkeydelivery\"";
        assertThat(plan(vod("#EXTINF:6,", "a.ts", key, "#EXTINF:3,", "b.ts"), TEN_SECONDS)
                        .marks())
                .hasSize(1);
        assertThatThrownBy(() -> plan(vod("#EXTINF:6,", "a.ts", key, "#EXTINF:6,", "b.ts"), TEN_SECONDS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("s3://bucket/film/360/b.ts")
                .hasMessageContaining("METHOD=SAMPLE-AES");
    }

    @Test
    void refusesAGapWhereAMarkNeedsIt() {
        assertThatThrownBy(() -> plan(vod("#EXT-X-GAP", "#EXTINF:6,", "a.ts"), TEN_SECONDS))
                .hasMessageContaining("EXT-X-GAP");
    }

    @Test
    void refusesWhatLiesOutsideTheAssetEvenWhereNoMarkNeedsIt() {
        assertThatThrownBy(() -> plan(vod("#EXTINF:6,", "a.ts", "#EXTINF:1,", "../../other/b.ts"), TEN_SECONDS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("../../other/b.ts");
    }

    @Test
    void refusesAnAbsurdNumberOfThumbnails() {
        assertThatThrownBy(() -> plan(vod("#EXTINF:999999999,", "a.ts"), TEN_SECONDS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("raise THUMBNAIL_INTERVAL");
    }
}
