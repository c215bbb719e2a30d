package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.generator.source.HlsSources;
import io.github.rokutrickplay.generator.source.Source;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of a main playlist's renditions is taken, what has to be looked into for that, and what is planned from it. */
final class HlsSourcesTest {

    private static final String FOLDER = "content/video123/";
    private static final S3Location MAIN = TestAsset.MAIN;
    private static final String H264 = "CODECS=\"avc1.4d401e,mp4a.40.2\"";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final FakeExtractor extractor = new FakeExtractor(List.of(), Set.of());

    private Source source(Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(variables);
        all.put("AWS_S3_BUCKET", "bucket");
        return new HlsSources(store, extractor, GeneratorConfig.of(all))
                .source(MAIN, AssetNames.of("film", FOLDER, "thumbs"));
    }

    private Source source() {
        return source(Map.of());
    }

    private void multivariant(String... lines) {
        put("play.m3u8", lines);
    }

    private void put(String file, String... lines) {
        store.putText(
                MAIN.withKey(FOLDER + file),
                "#EXTM3U\n" + String.join("\n", lines) + "\n",
                "application/vnd.apple.mpegurl");
    }

    /** A media playlist of one segment of 25.5 s that is named like it. */
    private void media(String... names) {
        for (String name : names) {
            put(name + ".m3u8", "#EXTINF:25.5,", name + ".ts", "#EXT-X-ENDLIST");
        }
    }

    /** Each variant as {@code uri attributes}; each that is in the folder has a media playlist. */
    private String chosen(String... variants) {
        StringBuilder lines = new StringBuilder();
        for (String variant : variants) {
            String[] parts = variant.split(" ", 2);
            String uri = parts[0].contains(":") ? parts[0] : parts[0] + ".m3u8";
            lines.append("#EXT-X-STREAM-INF:").append(parts[1]).append('\n');
            lines.append(uri).append('\n');
            if (!parts[0].contains(":") && !parts[0].startsWith("..")) {
                media(parts[0]);
            }
        }
        multivariant(lines.toString());
        return source().media().fileName().replace(".m3u8", "");
    }

    private static VideoStream video(String codec, int width, int height) {
        return new VideoStream(codec, new Resolution(width, height), false);
    }

    @Test
    void takesTheRenditionWithTheFewestGapsUnderThumbnails() {
        String[] whole = {"#EXTINF:9,", "a.ts", "#EXTINF:9,", "b.ts", "#EXTINF:9,", "c.ts", "#EXT-X-ENDLIST"};
        String[] oneGap = whole.clone();
        oneGap[2] = "#EXT-X-GAP\n#EXTINF:9,";
        String[] twoGaps = oneGap.clone();
        twoGaps[4] = "#EXT-X-GAP\n#EXTINF:9,";
        multivariant(
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "360.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1280x720," + H264,
                "720.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=3,RESOLUTION=1920x1080," + H264,
                "1080.m3u8");
        put("360.m3u8", twoGaps);
        put("720.m3u8", oneGap);
        put("1080.m3u8", twoGaps);

        assertThat(source().media().fileName()).isEqualTo("720.m3u8");

        put("1080.m3u8", whole);
        assertThat(source().media().fileName()).isEqualTo("1080.m3u8");
    }

    @Test
    void takesTheSmallestThatIsLargeEnough() {
        assertThat(chosen(
                        "1080 BANDWIDTH=6000000,RESOLUTION=1920x1080," + H264,
                        "270 BANDWIDTH=400000,RESOLUTION=480x270," + H264,
                        "360 BANDWIDTH=900000,RESOLUTION=640x360," + H264,
                        "720 BANDWIDTH=3000000,RESOLUTION=1280x720," + H264))
                .isEqualTo("360");
        assertThat(extractor.probed).isEmpty();
    }

    @Test
    void takesTheCheaperOfTwoOfOneSize() {
        assertThat(chosen(
                        "a BANDWIDTH=900000,RESOLUTION=640x360," + H264,
                        "b BANDWIDTH=800000,RESOLUTION=640x360," + H264))
                .isEqualTo("b");
    }

    @Test
    void takesTheLargestWhereNoneIsLargeEnough() {
        assertThat(chosen("180 BANDWIDTH=1,RESOLUTION=320x180," + H264, "270 BANDWIDTH=2,RESOLUTION=480x270," + H264))
                .isEqualTo("270");
    }

    @Test
    void countsAWideOrAPortraitPictureAsLargeEnoughWhenItFillsTheBoxOneWay() {
        assertThat(chosen(
                        "wide BANDWIDTH=1,RESOLUTION=640x268," + H264, "large BANDWIDTH=2,RESOLUTION=1280x536," + H264))
                .isEqualTo("wide");
        assertThat(chosen(
                        "tall BANDWIDTH=1,RESOLUTION=204x360," + H264, "large BANDWIDTH=2,RESOLUTION=406x720," + H264))
                .isEqualTo("tall");
    }

    @Test
    void prefersH264ToHevcAndAv1AndSdrToAllHdr() {
        assertThat(chosen(
                        "hdr BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.2.4.L63.B0\",VIDEO-RANGE=PQ",
                        "dovi BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"dvh1.08.01\"",
                        "av1 BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"av01.0.01M.08\"",
                        "hevc BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.1.6.L63.B0\"",
                        "h264 BANDWIDTH=9,RESOLUTION=1920x1080,CODECS=\"avc1.640028\""))
                .isEqualTo("h264");
        assertThat(chosen(
                        "hdr BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.2.4.L63.B0\",VIDEO-RANGE=HLG",
                        "hevc BANDWIDTH=9,RESOLUTION=1920x1080,CODECS=\"hvc1.1.6.L63.B0\""))
                .isEqualTo("hevc");
    }

    @Test
    void takesHdrWhereThereIsNothingElse() {
        assertThat(chosen("hdr BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.2.4.L63.B0\",VIDEO-RANGE=PQ"))
                .isEqualTo("hdr");
    }

    @Test
    void looksIntoTenBitsOfUnsaidRange() {
        extractor
                .with("pq.ts", new VideoStream("hevc", new Resolution(640, 360), true))
                .with("sdr.ts", video("hevc", 960, 540));
        assertThat(chosen(
                        "pq BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.2.4.L63.B0\"",
                        "sdr BANDWIDTH=2,RESOLUTION=960x540,CODECS=\"hvc1.2.4.L63.B0\""))
                .isEqualTo("sdr");
        assertThat(extractor.probed).containsExactly("pq.ts", "sdr.ts");
    }

    @Test
    void neverTakesAnAudioOnlyVariantThatComesFirst() {
        assertThat(chosen(
                        "audio BANDWIDTH=64000,CODECS=\"mp4a.40.5\"",
                        "subtitled BANDWIDTH=65000,CODECS=\"ec-3,stpp.ttml.im1t\"",
                        "video BANDWIDTH=900000,RESOLUTION=1280x720,CODECS=\"avc1.4d401f\""))
                .isEqualTo("video");
        assertThat(extractor.probed).isEmpty();
    }

    @Test
    void looksIntoVariantsFromTheCheapestUpWhereNothingIsSaidOfThem() {
        extractor.with("low.ts", video("h264", 480, 270)).with("mid.ts", video("h264", 640, 360));
        assertThat(chosen(
                        "high BANDWIDTH=3000000",
                        "audio BANDWIDTH=64000",
                        "low BANDWIDTH=400000",
                        "mid BANDWIDTH=900000"))
                .isEqualTo("mid");
        assertThat(extractor.probed).containsExactly("audio.ts", "low.ts", "mid.ts");
    }

    @Test
    void looksIntoTheBestSizeOnlyWhereNoCodecsAreSaid() {
        extractor.with("360.ts", video("h264", 640, 360));
        assertThat(chosen(
                        "270 BANDWIDTH=400000,RESOLUTION=480x270",
                        "360 BANDWIDTH=900000,RESOLUTION=640x360",
                        "720 BANDWIDTH=3000000,RESOLUTION=1280x720"))
                .isEqualTo("360");
        assertThat(extractor.probed).containsExactly("360.ts");
    }

    @Test
    void doesNotLookIntoAnythingWhereOneIsKnownToBeGoodEnough() {
        assertThat(chosen("unsaid BANDWIDTH=100," + H264, "360 BANDWIDTH=900000,RESOLUTION=640x360," + H264))
                .isEqualTo("360");
        assertThat(extractor.probed).isEmpty();
    }

    @Test
    void looksIntoAVariantOnceThatIsNamedForEachGroupOfSounds() {
        extractor.with("v.ts", video("hevc", 320, 180));
        assertThat(chosen("v BANDWIDTH=900000,AUDIO=\"a\"", "v BANDWIDTH=800000,AUDIO=\"b\""))
                .isEqualTo("v");
        assertThat(extractor.probed).containsExactly("v.ts");
    }

    @Test
    void looksIntoTheNextSegmentWhereTheFirstCannotBeRead() {
        multivariant("#EXT-X-STREAM-INF:BANDWIDTH=1", "a.m3u8");
        put("a.m3u8", "#EXTINF:1.5,", "1.ts", "#EXTINF:9.5,", "2.ts", "#EXT-X-ENDLIST");
        extractor.with("2.ts", video("h264", 640, 360));

        source();

        assertThat(extractor.probed).containsExactly("1.ts", "2.ts");
    }

    @Test
    void looksIntoAFewVariantsOnly() {
        String[] variants = new String[20];
        for (int i = 0; i < variants.length; i++) {
            extractor.with("v" + i + ".ts", video("h264", 320, 180));
            variants[i] = "v" + i + " BANDWIDTH=" + (i + 1);
        }
        chosen(variants);
        assertThat(extractor.probed).hasSize(8);
    }

    @Test
    void takesThePathwayThatLeadsIntoTheBucket() {
        assertThat(chosen(
                        "https://cdn-a.example.com/360.m3u8 BANDWIDTH=1,RESOLUTION=640x360,PATHWAY-ID=\"a\"," + H264,
                        "360 BANDWIDTH=1,RESOLUTION=640x360,PATHWAY-ID=\"b\"," + H264,
                        "https://cdn-c.example.com/360.m3u8 BANDWIDTH=1,RESOLUTION=640x360,PATHWAY-ID=\"c\"," + H264))
                .isEqualTo("360");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "#EXTM3U\n#EXTINF:6,\na.ts\n",
                "#EXTM3U\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXTINF:6,\n../../other/a.ts\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://1\"\n#EXTINF:6,\na.ts\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nother.m3u8\n"
            })
    void takesAnotherVariantWhereTheBestCannotBeUsed(String best) {
        media("720");
        store.putText(MAIN.withKey(FOLDER + "360.m3u8"), best, "text/plain");
        multivariant(
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "360.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1280x720," + H264,
                "720.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=3,RESOLUTION=640x360," + H264,
                "gone.m3u8");
        assertThat(source().media().fileName()).isEqualTo("720.m3u8");
    }

    @Test
    void saysOfEachVariantWhyItIsNotUsed() {
        put("live.m3u8", "#EXTINF:6,", "a.ts");
        put(
                "drm.m3u8",
                "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYFORMAT=\"com.apple.streamingkeydelivery\"",
                "#EXTINF:6,",
                "a.ts",
                "#EXT-X-ENDLIST");
        multivariant(
                "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"mp4a.40.2\"",
                "audio.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"dvh1.05.03\"",
                "dovi.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=wide",
                "wide.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "live.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "drm.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "https://cdn.example.com/a.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "gone.m3u8");

        assertThatThrownBy(this::source)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith(MAIN + " has no variant that thumbnails can be taken of. ")
                .hasMessageContaining("audio.m3u8: its CODECS name no video: mp4a.40.2")
                .hasMessageContaining("dovi.m3u8: it is Dolby Vision profile 5")
                .hasMessageContaining("wide.m3u8 does not exist")
                .hasMessageContaining("live.m3u8 has no EXT-X-ENDLIST")
                .hasMessageContaining("METHOD=SAMPLE-AES, KEYFORMAT=com.apple.streamingkeydelivery")
                .hasMessageContaining("https://cdn.example.com/a.m3u8: ")
                .hasMessageContaining("gone.m3u8 does not exist");
    }

    @Test
    void saysOfWhatItPassedOverWhyItIsNotUsed() {
        media("720", "1080");
        multivariant(
                "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"mp4a.40.2\"",
                "audio.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "{$quality}.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "gone.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1280x720," + H264,
                "# the one that is whole",
                "720.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=3,RESOLUTION=1920x1080," + H264,
                "1080.m3u8",
                "#EXT-X-STREAM-INF:BANDWIDTH=4");

        Source source = source();

        assertThat(source.media().fileName()).isEqualTo("720.m3u8");
        assertThat(source.refused())
                .extracting(RefusedSource::url, RefusedSource::reason)
                .containsExactly(
                        tuple(
                                MAIN.toString(),
                                "line 4 '#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"avc1.4d401e,mp4a.40.2\"':"
                                        + " variable {$quality} has no value: no EXT-X-DEFINE above it defines it"),
                        tuple(MAIN.toString(), "line 13 '#EXT-X-STREAM-INF:BANDWIDTH=4': no URI line follows"),
                        tuple("gone.m3u8", "playlist s3://bucket/content/video123/gone.m3u8 does not exist"));
    }

    @Test
    void takesPublicUrlsForTheObjectsThatTheyStandFor() {
        multivariant(
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "https://cdn.example.com/vod/video123/360.m3u8?token=1");
        put("360.m3u8", "#EXTINF:9,", "https://cdn.example.com/vod/video123/a.ts", "#EXT-X-ENDLIST");

        Source source = source(Map.of("PUBLIC_URL_PREFIXES", "https://cdn.example.com/vod/=s3://bucket/content/"));

        assertThat(source.media().key()).isEqualTo(FOLDER + "360.m3u8");
        assertThat(source.plan().segments().getFirst().media().location().key()).isEqualTo(FOLDER + "a.ts");
        assertThatThrownBy(this::source)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("set PUBLIC_URL_PREFIXES=https://cdn.example.com/vod/=s3://bucket/content/");
    }

    @Test
    void importsTheMainPlaylistsVariables() {
        multivariant(
                "#EXT-X-DEFINE:NAME=\"size\",VALUE=\"360\"",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "{$size}/index.m3u8");
        put("360/index.m3u8", "#EXT-X-DEFINE:IMPORT=\"size\"", "#EXTINF:6.5,", "../seg/{$size}.ts", "#EXT-X-ENDLIST");

        assertThat(source().plan().segments().getFirst().media().location().key())
                .isEqualTo(FOLDER + "seg/360.ts");
    }

    @Test
    void measuresRunsWhoseDurationsAreRoundedToSeconds() {
        multivariant("#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264, "a.m3u8");
        put(
                "a.m3u8",
                "#EXTINF:5,",
                "a.ts",
                "#EXTINF:5,",
                "b.ts",
                "#EXT-X-DISCONTINUITY",
                "#EXTINF:5.5,",
                "c.ts",
                "#EXT-X-DISCONTINUITY",
                "#EXTINF:5,",
                "d.ts",
                "#EXT-X-ENDLIST");
        extractor.withLength(0, Duration.ofSeconds(9)).withLength(1, Duration.ofSeconds(99));

        Source source = source();

        assertThat(source.plan().segments())
                .extracting(PlannedSegment::start)
                .containsExactly(
                        Duration.ZERO, Duration.ofMillis(4500), Duration.ofSeconds(9), Duration.ofMillis(14_500));
        assertThat(source.plan().duration()).isEqualTo(Duration.ofMillis(19_500));
    }

    private void iFrames(String attributes, String... entries) {
        media("360");
        multivariant(
                "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360," + H264,
                "360.m3u8",
                "#EXT-X-I-FRAME-STREAM-INF:URI=\"i.m3u8\",BANDWIDTH=1," + attributes);
        put("i.m3u8", "#EXT-X-I-FRAMES-ONLY\n" + String.join("\n", entries), "#EXT-X-ENDLIST");
    }

    private static String entry(String duration, String file) {
        return "#EXTINF:" + duration + ",\n" + file;
    }

    private static final String[] HITS = {
        entry("5.0", "0.ts"),
        entry("4.996", "5.ts"),
        entry("5.0", "10.ts"),
        entry("5.008", "15.ts"),
        entry("6", "20.ts")
    };

    @Test
    void takesIFramesThatHitEveryMark() {
        iFrames("RESOLUTION=640x360,CODECS=\"avc1.4d401e\"", HITS);

        Source.Shortcut shortcut = Objects.requireNonNull(source().shortcut());

        assertThat(shortcut.playlist().fileName()).isEqualTo("i.m3u8");
        assertThat(shortcut.plan().iFrames()).isTrue();
        assertThat(shortcut.plan().duration()).isEqualTo(Duration.ofMillis(25_500));
        assertThat(shortcut.plan().marks())
                .containsExactly(
                        new Mark(1, Duration.ZERO, 0),
                        new Mark(2, Duration.ofSeconds(10), 2),
                        new Mark(3, Duration.ofSeconds(20), 4));
    }

    @Test
    void takesNoIFramesThatMissAMarkUnlessKeyFramesWillDo() {
        iFrames(
                "RESOLUTION=640x360,CODECS=\"avc1.4d401e\"",
                entry("9.99", "a.ts"),
                entry("8", "b.ts"),
                entry("7", "c.ts"));

        assertThat(source().shortcut()).isNull();
        assertThat(Objects.requireNonNull(
                                source(Map.of("THUMBNAIL_FRAME", "keyframe")).shortcut())
                        .plan()
                        .marks())
                .extracting(Mark::segment)
                .containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RESOLUTION=320x180,CODECS=\"avc1.4d401e\"",
                "RESOLUTION=640x360,CODECS=\"hvc1.2.4.L63\",VIDEO-RANGE=PQ",
                "RESOLUTION=640x360,CODECS=\"mjpg\"",
                "BANDWIDTH=2"
            })
    void takesNoIFramesThatAreWorseThanTheVariantOrUnreadable(String attributes) {
        iFrames(attributes.replace("BANDWIDTH=2", "CODECS=\"mjpg\""), HITS);

        assertThat(source().shortcut()).isNull();
    }

    @Test
    void takesNoIFramesThatBeginWithAnotherFrame() {
        iFrames("RESOLUTION=640x360,CODECS=\"avc1.4d401e\"", HITS);
        extractor.with("0.ts", Duration.ofMillis(1440)).with("360.ts", Duration.ofMillis(1400));

        assertThat(source().shortcut()).isNull();
    }

    @Test
    void laysIFramesOnThePresentationsTimeline() {
        iFrames(
                "RESOLUTION=640x360,CODECS=\"avc1.4d401e\"",
                entry("10", "0.ts"),
                entry("3.5", "10.ts"),
                "#EXT-X-DISCONTINUITY",
                entry("7", "13.ts"),
                entry("5.5", "20.ts"));
        put("360.m3u8", "#EXTINF:13.0,", "a.ts", "#EXT-X-DISCONTINUITY", "#EXTINF:12.5,", "b.ts", "#EXT-X-ENDLIST");

        assertThat(Objects.requireNonNull(source().shortcut()).plan().marks())
                .extracting(Mark::segment)
                .containsExactly(0, 1, 3);

        put("360.m3u8", "#EXTINF:25.5,", "a.ts", "#EXT-X-ENDLIST");
        assertThat(source().shortcut()).as("runs differ").isNull();
    }

    @Test
    void refusesAnIFramePlaylistInPlaceOfAMainPlaylist() {
        multivariant("#EXT-X-I-FRAMES-ONLY", "#EXTINF:6.5,", "a.ts", "#EXT-X-ENDLIST");

        assertThatThrownBy(this::source)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("holds I-frames only");
    }
}
