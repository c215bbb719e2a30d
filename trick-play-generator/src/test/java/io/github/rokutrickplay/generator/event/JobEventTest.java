package io.github.rokutrickplay.generator.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobEventTest {

    private static final S3Location HLS = S3Location.parse("s3://bucket/hls/film 1/my.film v1.m3u8");
    private static final S3Location CMAF = S3Location.parse("s3://bucket/cmaf/film 1/my.film v1.m3u8");
    private static final S3Location MP4 = S3Location.parse("s3://bucket/mp4/my.film v1.mp4");

    private static JsonNode resource(String name) {
        try (InputStream in = Objects.requireNonNull(JobEventTest.class.getResourceAsStream("/events/" + name))) {
            return Json.readTree(new String(in.readAllBytes(), UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JobEvent read(String json) {
        return JobEvent.read(Json.readTree(json, "test event"), false);
    }

    private static List<Asset> assets(JobEvent event) {
        assertThat(event).isInstanceOf(JobEvent.Finished.class);
        return ((JobEvent.Finished) event).assets();
    }

    @Test
    void readsTheDocumentedEvent() {
        assertThat(assets(JobEvent.read(resource("seed.json"), false)))
                .containsExactly(new Asset(
                        "unique-video-id",
                        "content/video123/",
                        List.of(S3Location.parse("s3://bucket/content/video123/play.m3u8")),
                        null));
    }

    @Test
    void readsARemovalInTheSameShape() {
        JobEvent removal = read(resource("seed.json").toString().replace("JOB_COMPLETE", "TRICK_PLAY_REMOVE"));

        assertThat(removal).isEqualTo(new JobEvent.Removal(assets(JobEvent.read(resource("seed.json"), false))));
        assertThat(read("{\"detail\":{\"eventType\":\"TRICK_PLAY_REMOVE\",\"outputGroupDetails\":[]}}"))
                .isInstanceOf(JobEvent.Ignored.class);
    }

    @Test
    void takesTheMainPlaylistsOfHlsAndCmafGroupsBySuffixAndNothingElse() {
        assertThat(assets(JobEvent.read(resource("mediaconvert-complete.json"), false)))
                .containsExactly(
                        new Asset(
                                "film 1",
                                "hls/film 1/",
                                List.of(HLS),
                                List.of(HLS.withKey("dash/film 1/my.film v1.mpd")),
                                new OtherSources(List.of(CMAF), List.of(MP4), Duration.ofMillis(180_041)),
                                "1789401965000-abcdef",
                                Instant.parse("2026-09-14T18:07:36Z")),
                        new Asset(
                                "film 1",
                                "cmaf/film 1/",
                                List.of(CMAF),
                                List.of(CMAF.withKey("cmaf/film 1/my.film v1.mpd")),
                                new OtherSources(List.of(HLS), List.of(MP4), Duration.ofMillis(180_041)),
                                "1789401965000-abcdef",
                                Instant.parse("2026-09-14T18:07:36Z")));
    }

    private static List<Asset> assetsOfGroups(String groups) {
        return assets(read("{\"detail\":{\"status\":\"COMPLETE\",\"outputGroupDetails\":[" + groups + "]}}"));
    }

    @Test
    void givesAFilmTheMpdOfItsOwnGroup() {
        List<Asset> assets = assetsOfGroups("""
                {"type":"CMAF_GROUP","playlistFilePaths":["s3://bucket/a/play.mpd","s3://bucket/a/play.m3u8"]}""");

        assertThat(assets).singleElement().satisfies(asset -> {
            assertThat(asset.mainPlaylists()).containsExactly(S3Location.parse("s3://bucket/a/play.m3u8"));
            assertThat(asset.mpds()).containsExactly(S3Location.parse("s3://bucket/a/play.mpd"));
        });
    }

    @Test
    void givesTheMpdOfAGroupOfItsOwnToOneFilmOnly() {
        List<Asset> assets = assetsOfGroups("""
                {"type":"DASH_ISO_GROUP","playlistFilePaths":["s3://bucket/dash/play.MPD"]},
                {"type":"HLS_GROUP","playlistFilePaths":["s3://bucket/hls/play.m3u8"]},
                {"type":"CMAF_GROUP","playlistFilePaths":["s3://bucket/cmaf/play.m3u8","s3://bucket/cmaf/play.mpd"]},
                {"type":"DASH_ISO_GROUP","playlistFilePaths":["s3://bucket/cmaf/other.mpd"]}""");

        assertThat(assets).extracting(Asset::mediaPath).containsExactly("hls/", "cmaf/");
        assertThat(assets)
                .extracting(Asset::mpds)
                .containsExactly(
                        List.of(S3Location.parse("s3://bucket/dash/play.MPD")),
                        List.of(
                                S3Location.parse("s3://bucket/cmaf/play.mpd"),
                                S3Location.parse("s3://bucket/cmaf/other.mpd")));
    }

    @Test
    void givesAllMpdsToAFilmThatHasAKey() {
        List<Asset> assets = assets(read("""
                {"detail":{"eventType":"JOB_COMPLETE","mediaKey":"k","mediaKeyId":"a/","outputGroupDetails":[
                  {"outputDetails":[{"outputFilePaths":["s3://bucket/a/hls/play.m3u8", "s3://bucket/a/hls/play.mpd"]}]},
                  {"outputDetails":[{"outputFilePaths":["s3://bucket/a/dash/play.mpd"]}]}]}}"""));

        assertThat(assets)
                .singleElement()
                .satisfies(asset -> assertThat(asset.mpds())
                        .containsExactly(
                                S3Location.parse("s3://bucket/a/hls/play.mpd"),
                                S3Location.parse("s3://bucket/a/dash/play.mpd")));
    }

    @Test
    void givesNoFilmTheMpdOfAnother() {
        List<Asset> assets = assetsOfGroups("""
                {"type":"CMAF_GROUP","playlistFilePaths":["s3://bucket/a/a.mpd","s3://bucket/a/a.m3u8",
                  "s3://bucket/b/b.mpd","s3://bucket/b/b.m3u8","s3://bucket/c/c.mpd"]}""");

        assertThat(assets)
                .extracting(Asset::mpds)
                .containsExactly(
                        List.of(S3Location.parse("s3://bucket/a/a.mpd")),
                        List.of(S3Location.parse("s3://bucket/b/b.mpd")));
    }

    @Test
    void givesTheMpdToAFilmOfFiles() {
        List<Asset> assets = assetsOfGroups("""
                {"type":"DASH_ISO_GROUP","playlistFilePaths":["s3://bucket/dash/play.mpd"]},
                {"type":"FILE_GROUP","outputDetails":[{"outputFilePaths":["s3://bucket/mp4/film.mp4"]}]}""");

        assertThat(assets)
                .extracting(Asset::mpds)
                .containsExactly(List.of(S3Location.parse("s3://bucket/dash/play.mpd")));
    }

    /** As until now where DASH is of no interest: nothing. */
    @Test
    void takesMpdsForFilmsWhereThereIsNothingElse() {
        JsonNode event = Json.readTree("""
                {"detail":{"status":"COMPLETE","outputGroupDetails":[
                  {"type":"DASH_ISO_GROUP","playlistFilePaths":["s3://bucket/a/film/play.mpd"]},
                  {"type":"DASH_ISO_GROUP","playlistFilePaths":["s3://bucket/a/film/second.mpd"]}]}}""", "test event");

        assertThat(assets(JobEvent.read(event, true))).singleElement().satisfies(asset -> {
            assertThat(asset.mediaKey()).isEqualTo("film");
            assertThat(asset.mediaPath()).isEqualTo("a/film/");
            assertThat(asset.mainPlaylists()).isEmpty();
            assertThat(asset.mpds()).hasSize(2);
        });
        assertThat(JobEvent.read(event, false))
                .isEqualTo(new JobEvent.Ignored("the job has written DASH only, and DASH_ENABLED is false"));
    }

    @Test
    void doesWithoutAnMpdThatIsNotInS3() {
        List<Asset> assets = assetsOfGroups("""
                {"type":"CMAF_GROUP","playlistFilePaths":["https://example.com/a.mpd","s3://bucket/a/a.m3u8"]}""");

        assertThat(assets)
                .singleElement()
                .satisfies(asset -> assertThat(asset.mpds()).isEmpty());
    }

    @Test
    void makesOneFilmOfAJobsFilesInAFolderAndNamesItAfterTheFirst() {
        List<Asset> assets = assetsOfGroups("""
                {"type":"FILE_GROUP","outputDetails":[
                  {"outputFilePaths":["s3://bucket/mp4/my.film v1_1080.MP4"],"durationInMs":180041},
                  {"outputFilePaths":["s3://bucket/mp4/my.film v1_360.mp4"],"durationInMs":180041}]},
                {"type":"FILE_GROUP","outputDetails":[
                  {"outputFilePaths":["s3://bucket/masters/my.film v1.mov"]},
                  {"outputFilePaths":["s3://bucket/masters/capture.0000012.jpg"]}]}""");

        assertThat(assets)
                .containsExactly(
                        new Asset(
                                "my.film v1_1080",
                                "mp4/",
                                List.of(),
                                OtherSources.files(List.of(
                                        S3Location.parse("s3://bucket/mp4/my.film v1_1080.MP4"),
                                        S3Location.parse("s3://bucket/mp4/my.film v1_360.mp4"))),
                                null,
                                null),
                        new Asset(
                                "my.film v1",
                                "masters/",
                                List.of(),
                                OtherSources.files(List.of(S3Location.parse("s3://bucket/masters/my.film v1.mov"))),
                                null,
                                null));
    }

    @Test
    void readsTheDocumentedEventWithAFile() {
        List<Asset> assets = assets(read("""
                {"detail":{"eventType":"JOB_COMPLETE","mediaKey":"k","mediaKeyId":"content/k/","outputGroupDetails":[
                  {"outputDetails":[{"outputFilePaths":["s3://bucket/mp4/film.m4v"]}]}]}}"""));

        assertThat(assets)
                .containsExactly(new Asset(
                        "k",
                        "content/k/",
                        List.of(),
                        OtherSources.files(List.of(S3Location.parse("s3://bucket/mp4/film.m4v"))),
                        null,
                        null));
    }

    @Test
    void takesFilesThatTheDocumentedEventNamesForFilmsOfTheirOwn() {
        List<Asset> assets = assets(read("""
                {"detail":{"eventType":"JOB_COMPLETE","outputGroupDetails":[{"outputDetails":[
                  {"outputFilePaths":["s3://bucket/mp4/one.mp4", "s3://bucket/mp4/two.mp4"]}]}]}}"""));

        assertThat(assets).extracting(Asset::mediaKey).containsExactly("one", "two");
    }

    @Test
    void takesNothingForAnAlternativeThatMayBeAnotherFilm() {
        List<Asset> assets = assets(read("""
                {"detail":{"eventType":"JOB_COMPLETE","outputGroupDetails":[{"outputDetails":[
                  {"outputFilePaths":["s3://bucket/a/a.m3u8", "s3://bucket/b/b.m3u8", "s3://bucket/b/b.mp4"]}]}]}}"""));

        assertThat(assets)
                .extracting(Asset::others)
                .containsExactly(
                        OtherSources.NONE, OtherSources.files(List.of(S3Location.parse("s3://bucket/b/b.mp4"))));
    }

    @Test
    void takesKeyAndPathFromTheJobsMetadataWhereTheEventHasNone() {
        JsonNode event = resource("mediaconvert-complete.json");
        ((ObjectNode) event.path("detail").path("userMetadata"))
                .put("mediaKey", "m1")
                .put("mediaKeyId", "cmaf/film 1");

        List<Asset> assets = assets(JobEvent.read(event, false));

        assertThat(assets).singleElement().satisfies(asset -> {
            assertThat(asset.mediaKey()).isEqualTo("m1");
            assertThat(asset.mediaPath()).isEqualTo("cmaf/film 1");
            assertThat(asset.mainPlaylists()).hasSize(2);
        });
    }

    @Test
    void prefersTheEventsOwnKeyToTheMetadata() {
        List<Asset> assets = assets(read("""
                        {"detail":{"mediaKey":"own","mediaKeyId":"p/","userMetadata":{"mediaKey":"tag"},"outputGroupDetails":[
                          {"outputDetails":[{"outputFilePaths":["s3://bucket/p/a.m3u8"]}]}]}}"""));

        assertThat(assets).extracting(Asset::mediaKey).containsExactly("own");
    }

    @Test
    void namesAnAssetAtTheBucketsRootAfterItsPlaylist() {
        List<Asset> assets = assets(read("""
                        {"detail":{"status":"COMPLETE","outputGroupDetails":[
                          {"type":"HLS_GROUP","playlistFilePaths":["s3://bucket/my.film.m3u8"]}]}}"""));

        assertThat(assets)
                .containsExactly(new Asset("my.film", "", List.of(S3Location.parse("s3://bucket/my.film.m3u8")), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROGRESSING", "STATUS_UPDATE", "INPUT_INFORMATION", "CANCELED", "ERROR", "NEW_WARNING"})
    void ignoresAnyOtherStatus(String status) {
        ObjectNode event = (ObjectNode) resource("mediaconvert-complete.json");
        ((ObjectNode) event.path("detail")).put("status", status);

        assertThat(JobEvent.read(event, false)).isEqualTo(new JobEvent.Ignored("the job's status is " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\":{\"status\":\"COMPLETE\",\"outputGroupDetails\":[]}}",
                "{\"detail\":{\"status\":\"COMPLETE\"}}",
                "{\"detail\":{\"status\":\"COMPLETE\",\"outputGroupDetails\":[{\"type\":\"FILE_GROUP\",\"outputDetails\":[{\"outputFilePaths\":[\"s3://b/x.0000007.jpg\"]}]}]}}",
                "{\"detail\":{\"status\":\"COMPLETE\",\"outputGroupDetails\":[{\"type\":\"HLS_GROUP\",\"outputDetails\":[{\"outputFilePaths\":[\"s3://b/x_360.m3u8\"]}]}]}}"
            })
    void ignoresAJobWithNeitherAMainPlaylistNorAFile(String event) {
        assertThat(read(event))
                .isEqualTo(new JobEvent.Ignored("the job has written neither HLS nor an MP4 or MOV file"));
    }

    @Test
    void ignoresAnotherEventType() {
        assertThat(read("{\"detail\":{\"eventType\":\"JOB_STARTED\"}}"))
                .isEqualTo(new JobEvent.Ignored("the event's type is JOB_STARTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"text\"", "{\"detail\":3}"})
    void refusesWhatIsNoEvent(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("no detail object");
    }

    @Test
    void refusesAPlaylistThatIsNotInS3() {
        assertThatThrownBy(() -> read("""
                                {"detail":{"outputGroupDetails":[{"outputDetails":[
                                  {"outputFilePaths":["https://example.com/play.m3u8"]}]}]}}"""))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("'https://example.com/play.m3u8' is not an address of the form s3://bucket/key");
    }
}
