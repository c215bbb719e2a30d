package io.github.rokutrickplay.generator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.keys.KeyUrlPrefixes;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.S3Location;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThumbnailPlannerTest {

    private static final S3Location PLAYLIST = S3Location.parse("s3://bucket/film/360/index.m3u8");
    private static final AssetBoundary BOUNDARY = new AssetBoundary("bucket", List.of("film/"));
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static ThumbnailPlan plan(String lines, Duration interval) {
        ThumbnailPlanner planner = new ThumbnailPlanner(PLAYLIST, BOUNDARY, KeyUrlPrefixes.NONE);
        return planner.plan(planner.segments(playlist(lines)), interval);
    }

    private static MediaPlaylist playlist(String lines) {
        PlaylistText text = PlaylistText.parse(("#EXTM3U\n" + lines).getBytes(StandardCharsets.UTF_8));
        return (MediaPlaylist) Playlist.parse(text);
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

    private static final String IV = "00000000000000000000000000000001";

    private static List<Aes128> encryptions(ThumbnailPlan plan) {
        return plan.segments().stream()
                .map(segment -> segment.media().encryption())
                .toList();
    }

    @Test
    void takesAnAes128KeyFromAnywhereInTheBucketAndTheIvFromTheTagOrTheSequenceNumber() {
        ThumbnailPlan plan = plan(
                vod(
                        "#EXT-X-MEDIA-SEQUENCE:300",
                        "#EXTINF:6,",
                        "lead.ts",
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"/keys/1.key\"",
                        "#EXTINF:6,",
                        "a.ts",
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"../2.key\",IV=0X1",
                        "#EXTINF:6,",
                        "b.ts",
                        "#EXT-X-KEY:METHOD=NONE",
                        "#EXTINF:6,",
                        "c.ts"),
                TEN_SECONDS);

        assertThat(encryptions(plan))
                .containsExactly(
                        null,
                        new Aes128(key("keys/1.key"), "0000000000000000000000000000012d"),
                        new Aes128(key("film/2.key"), IV),
                        null);
    }

    private static KeySource key(String key) {
        return new KeySource.Stored(new S3Location("bucket", key));
    }

    @Test
    void takesTheIdentityKeyAmongThoseOfOtherFormats() {
        ThumbnailPlan plan = plan(
                vod(
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"x\",KEYFORMAT=\"com.microsoft.playready\",IV=0x1",
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMAT=\"identity\",IV=0x1",
                        "#EXTINF:6,",
                        "a.ts"),
                TEN_SECONDS);

        assertThat(encryptions(plan)).containsExactly(new Aes128(key("film/360/k"), IV));
    }

    @Test
    void takesAnInitializationSectionsKeyFromAboveIt() {
        String map = "#EXT-X-MAP:URI=\"init.mp4\"";
        String key = "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"";
        Aes128 encryption = new Aes128(key("film/360/k"), IV);
        S3Location init = new S3Location("bucket", "film/360/init.mp4");

        assertThat(plan(vod(map, key + ",IV=0x1", "#EXTINF:6,", "a.mp4"), TEN_SECONDS)
                        .segments()
                        .getFirst()
                        .initialization())
                .isEqualTo(new StoredBytes(init, null));
        assertThat(plan(vod(key + ",IV=0x1", map, "#EXTINF:6,", "a.mp4"), TEN_SECONDS)
                        .segments()
                        .getFirst()
                        .initialization())
                .isEqualTo(new StoredBytes(init, null, encryption));
        assertThatThrownBy(() -> plan(vod(key, map, "#EXTINF:6,", "a.mp4"), TEN_SECONDS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("initialization section is encrypted")
                .hasMessageContaining("without an IV");
    }

    @Test
    void fetchesAKeyFromAUrlOnlyWhereThatIsAllowed() {
        MediaPlaylist playlist = playlist(vod(
                "#EXT-X-KEY:METHOD=AES-128,URI=\"https://keys.example.com/films/1?token=secret\",IV=0x1",
                "#EXTINF:6,",
                "a.ts"));
        ThumbnailPlanner allowing = new ThumbnailPlanner(
                PLAYLIST,
                BOUNDARY,
                KeyUrlPrefixes.parse("https://keys.example.com/films/").orElseThrow());

        assertThat(encryptions(allowing.plan(allowing.segments(playlist), TEN_SECONDS)))
                .containsExactly(new Aes128(
                        new KeySource.Served(URI.create("https://keys.example.com/films/1?token=secret")), IV));

        ThumbnailPlanner strict = new ThumbnailPlanner(PLAYLIST, BOUNDARY, KeyUrlPrefixes.NONE);
        assertThatThrownBy(() -> strict.plan(strict.segments(playlist), TEN_SECONDS))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("https://keys.example.com/films/1'")
                .hasMessageContaining("ENCRYPTION_KEY_URL_PREFIXES")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAKeyTagThatIsNone() {
        assertThatThrownBy(() -> plan(vod("#EXT-X-KEY:METHOD=AES-128", "#EXTINF:6,", "a.ts"), TEN_SECONDS))
                .hasMessageContaining("names no URI for the key");
        assertThatThrownBy(() -> plan(
                        vod(
                                "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x123456789012345678901234567890123",
                                "#EXTINF:6,",
                                "a.ts"),
                        TEN_SECONDS))
                .hasMessageContaining("no hexadecimal number of 128 bits");
    }

    @Test
    void givesAnIFrameInTheMiddleOfAStreamTheTablesOfItsStart() {
        ThumbnailPlanner planner = new ThumbnailPlanner(PLAYLIST, BOUNDARY, KeyUrlPrefixes.NONE);
        List<PlannedSegment> segments = planner.segments(playlist(vod(
                "#EXT-X-I-FRAMES-ONLY",
                "#EXTINF:2,",
                "#EXT-X-BYTERANGE:1000@0",
                "a.ts",
                "#EXTINF:2,",
                "#EXT-X-BYTERANGE:1000@5000",
                "a.ts",
                "#EXTINF:2,",
                "b.ts",
                "#EXT-X-MAP:URI=\"init.mp4\"",
                "#EXTINF:2,",
                "#EXT-X-BYTERANGE:1000@5000",
                "c.mp4")));

        assertThat(segments)
                .extracting(PlannedSegment::initialization)
                .containsExactly(
                        null,
                        TransportStreamTables.of(new S3Location("bucket", "film/360/a.ts")),
                        null,
                        new StoredBytes(new S3Location("bucket", "film/360/init.mp4"), null));
    }

    @Test
    void stretchesRunsToTheLengthsThatWereMeasured() {
        ThumbnailPlanner planner = new ThumbnailPlanner(PLAYLIST, BOUNDARY, KeyUrlPrefixes.NONE);
        List<PlannedSegment> segments = planner.segments(playlist(
                vod("#EXTINF:0,", "a.ts", "#EXTINF:0,", "b.ts", "#EXT-X-DISCONTINUITY", "#EXTINF:4.5,", "c.ts")));

        assertThat(Run.of(segments)).extracting(Run::inWholeSeconds).containsExactly(true, false);
        assertThat(Run.stretched(segments, Map.of(0, Duration.ofMillis(500))))
                .extracting(PlannedSegment::start, PlannedSegment::end)
                .containsExactly(
                        tuple(Duration.ZERO, Duration.ofMillis(250)),
                        tuple(Duration.ofMillis(250), Duration.ofMillis(500)),
                        tuple(Duration.ofMillis(500), Duration.ofSeconds(5)));
        assertThat(Run.stretched(segments, Map.of())).isEqualTo(segments);
    }

    @Test
    void countsTheMarksInGaps() {
        ThumbnailPlan plan = plan(vod("#EXT-X-GAP", "#EXTINF:6,", "a.ts", "#EXTINF:6,", "b.ts"), TEN_SECONDS);

        assertThat(plan.segments()).extracting(PlannedSegment::isGap).containsExactly(true, false);
        assertThat(plan.marksInGaps()).isEqualTo(1);
    }

    @Test
    void refusesAFilmThatIsAGapAtEveryMark() {
        assertThatThrownBy(() -> plan(
                        vod(
                                "#EXT-X-GAP",
                                "#EXTINF:6,",
                                "a.ts",
                                "#EXTINF:6,",
                                "b.ts",
                                "#EXT-X-GAP",
                                "#EXTINF:6,",
                                "c.ts"),
                        Duration.ofSeconds(12)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("media playlist s3://bucket/film/360/index.m3u8 says of every segment that a thumbnail is"
                        + " needed of that it is missing (EXT-X-GAP): there is no picture for any of 2 thumbnails");
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
